"""Invitations: how someone becomes an organizer or a facilitator (SPEC 1.3, 1.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.authority import Action, may
from bot.app.handover import leave_seat
from bot.app.ports import Work
from bot.app.trail import note
from bot.domain.audit import Deed
from bot.domain.circles import Circle, Facilitation
from bot.domain.errors import BrokenRule, NotFound, ValueIsOutOfRange
from bot.domain.ids import CircleId, InvitationId, PersonId, TeamId, new_id
from bot.domain.invitations import (
    LONGEST_DAYS,
    MOST_USES,
    VALID_FOR,
    Invitation,
    InvitationUnknown,
    InvitationUsedUp,
    Purpose,
    ensure_open_to,
    hash_of,
    new_code,
)
from bot.domain.teams import Membership, Role, Team


class IsMemberAlready(BrokenRule):
    """`name` has that role in the team."""


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """An invitation as organizers see it; `made_by` is None for the operator's, `circle` names the one it is to."""

    invitation: Invitation
    circle: Circle | None
    made_by: str | None
    for_person: str | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an accepted invitation made of someone. `is_new` is False when they were that before."""

    team: Team
    circle: Circle | None
    role: Role
    is_new: bool


def invite_as_operator(work: Work, team: TeamId | None, *, now: datetime) -> str:
    """The operator's one-time code: to found a team, or to organize a team whose organizers are gone.

    Only the server's command line calls this; nobody acts, so there is nobody to authorise.
    """
    if team is not None:
        work.teams.get(team)
    return _make(
        work,
        Purpose.FOUND_TEAM if team is None else Purpose.ORGANIZE,
        team=team,
        circle=None,
        made_by=None,
        limit=1,
        now=now,
    )


def invite_to_team(
    work: Work,
    actor: PersonId,
    team_id: TeamId,
    role: Role,
    *,
    limit: int | None = 1,
    valid_for: timedelta = VALID_FOR,
    for_person: PersonId | None = None,
    now: datetime,
) -> str:
    """A code that makes whoever accepts it a member of the team; with `limit` None an open link, each person once.

    With `for_person` it serves nobody else, and takes the place of one that was made for them before. Raises
    ValueIsOutOfRange, IsMemberAlready, or NotFound for somebody whom the team does not know.
    """
    team = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    days = valid_for // timedelta(days=1)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueIsOutOfRange(field="days", given=str(days), least=1, most=LONGEST_DAYS)
    if limit is not None and not 1 <= limit <= MOST_USES:
        raise ValueIsOutOfRange(field="limit", given=str(limit), least=1, most=MOST_USES)
    purpose = Purpose.ORGANIZE if role is Role.ORGANIZER else Purpose.FACILITATE
    if for_person is not None:
        _ensure_can_invite(work, team_id, for_person, role)
        for other in work.invitations.open_of(team_id, now=now):
            if (other.for_person, other.purpose, other.circle_id) == (for_person, purpose, None):
                work.invitations.change(other.id, revoked_at=now)
    note(work, team_id, actor, Deed.INVITE, for_person or team_id, now=now)
    return _make(
        work,
        purpose,
        team=team_id,
        circle=None,
        made_by=actor,
        limit=1 if for_person else limit,
        valid_for=valid_for,
        for_person=for_person,
        now=now,
    )


def who_can_be_invited(
    work: Work, actor: PersonId, team_id: TeamId, role: Role, *, now: datetime
) -> tuple[tuple[PersonId, str], ...]:
    """People whom the team knows and who lack the role: its members, and learners of its circles; by name."""
    may(work, actor, Action.RUN_TEAM, work.teams.get(team_id), now=now)
    people = _known_to(work, team_id) - _having(work, team_id, role)
    names = work.people.names(work.accounts.owners(people))
    return tuple(sorted(names.items(), key=lambda one: (one[1].casefold(), one[0])))


def see_invitations(
    work: Work, actor: PersonId, team_id: TeamId, *, now: datetime
) -> tuple[Team, tuple[InvitationSeen, ...]]:
    """The team's invitations that can still be accepted, the latest first."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    found = work.invitations.open_of(team_id, now=now)
    people = {person for one in found for person in (one.made_by, one.for_person) if person is not None}
    names = work.people.names(people)
    circles = work.circles.several({one.circle_id for one in found if one.circle_id is not None})

    def seen(one: Invitation) -> InvitationSeen:
        return InvitationSeen(
            invitation=one,
            circle=circles.get(one.circle_id) if one.circle_id else None,
            made_by=names[one.made_by] if one.made_by else None,
            for_person=names[one.for_person] if one.for_person else None,
        )

    return team, tuple(seen(one) for one in found)


def revoke_invitation(work: Work, actor: PersonId, invitation_id: InvitationId, *, now: datetime) -> TeamId:
    """Takes back one invitation, of the team that is returned; once it is closed nothing changes."""
    invitation = work.invitations.lock(invitation_id)
    if invitation.team_id is None:
        raise NotFound
    may(work, actor, Action.RUN_TEAM, work.teams.get(invitation.team_id), now=now)
    if invitation.revoked_at is None:
        work.invitations.change(invitation_id, revoked_at=now)
        note(work, invitation.team_id, actor, Deed.REVOKE, invitation.team_id, now=now)
    return invitation.team_id


def invite_to_circle(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> str:
    """A code that makes one person a co-facilitator of the circle."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    return _make(
        work, Purpose.FACILITATE, team=circle.team_id, circle=circle_id, made_by=actor, limit=1, now=now
    )


def revoke_invitations(work: Work, actor: PersonId, team_id: TeamId, *, now: datetime) -> int:
    """Takes back all open invitations of the team; returns how many there were."""
    team = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    found = work.invitations.open_of(team_id, now=now)
    for invitation in found:
        work.invitations.change(invitation.id, revoked_at=now)
    if found:
        note(work, team_id, actor, Deed.REVOKE, team_id, now=now)
    return len(found)


def look_up(work: Work, actor: PersonId, code: str, *, now: datetime) -> Invitation:
    """The invitation of that code, if the actor can accept it now or has accepted it before.

    Raises InvitationUnknown, InvitationForAnother, InvitationRevoked, InvitationUsedUp or InvitationExpired.
    """
    may(work, actor, Action.JOIN, None, now=now)
    invitation = work.invitations.by_hash(hash_of(code))
    if invitation is None:
        raise InvitationUnknown
    if not work.invitations.accepted(invitation.id, actor):
        ensure_open_to(invitation, actor, now=now)
    return invitation


def accept_invitation(work: Work, actor: PersonId, code: str, *, now: datetime) -> Accepted:
    """Makes the actor what the invitation says; a second time changes nothing. Raises as look_up does."""
    may(work, actor, Action.JOIN, None, now=now)
    invitation = look_up(work, actor, code, now=now)
    if invitation.team_id is None:
        raise NotFound
    team = work.teams.lock(invitation.team_id)
    role = Role.ORGANIZER if invitation.purpose is Purpose.ORGANIZE else Role.FACILITATOR
    if work.invitations.accepted(invitation.id, actor):
        # Whoever was removed since does not come back with an old link.
        circle = work.circles.find(invitation.circle_id) if invitation.circle_id else None
        return Accepted(team, circle, role, is_new=False)
    take(work, actor, invitation.id, now=now)
    is_new = work.teams.join(Membership(team.id, actor, role, now))
    circle = None
    if invitation.circle_id is not None:
        circle = work.circles.lock(invitation.circle_id)
        is_new = work.circles.add_facilitator(Facilitation(circle.id, actor, now))
        leave_seat(work, circle, actor, now=now)
    return Accepted(team, circle, role, is_new)


def take(work: Work, actor: PersonId, invitation_id: InvitationId, *, now: datetime) -> None:
    """Counts the actor's use of an invitation, checked afresh under its lock; once a person. Raises as look_up does."""
    may(work, actor, Action.JOIN, None, now=now)
    invitation = work.invitations.lock(invitation_id)
    if work.invitations.accepted(invitation_id, actor):
        return
    ensure_open_to(invitation, actor, now=now)
    work.invitations.accept(invitation_id, actor, now=now)


def take_to_found(work: Work, actor: PersonId, invitation_id: InvitationId, *, now: datetime) -> None:
    """As take, for an operator's link, which founds one team and no second."""
    may(work, actor, Action.JOIN, None, now=now)
    invitation = work.invitations.lock(invitation_id)
    if invitation.purpose is not Purpose.FOUND_TEAM:
        raise NotFound
    if work.invitations.accepted(invitation_id, actor):
        raise InvitationUsedUp
    take(work, actor, invitation_id, now=now)


def _make(
    work: Work,
    purpose: Purpose,
    *,
    team: TeamId | None,
    circle: CircleId | None,
    made_by: PersonId | None,
    limit: int | None,
    valid_for: timedelta = VALID_FOR,
    for_person: PersonId | None = None,
    now: datetime,
) -> str:
    code = new_code()
    work.invitations.add(
        Invitation(
            id=InvitationId(new_id()),
            code_hash=hash_of(code),
            purpose=purpose,
            team_id=team,
            circle_id=circle,
            made_by=made_by,
            for_person=for_person,
            limit=limit,
            used=0,
            made_at=now,
            expires_at=now + valid_for,
            revoked_at=None,
        )
    )
    return code


def _ensure_can_invite(work: Work, team: TeamId, person: PersonId, role: Role) -> None:
    if person in _having(work, team, role):
        raise IsMemberAlready(field="person", name=work.people.names([person])[person])
    if person not in _known_to(work, team):
        raise NotFound(field="person")


def _having(work: Work, team: TeamId, role: Role) -> set[PersonId]:
    return {m.person_id for m in work.teams.members(team) if m.role is role}


def _known_to(work: Work, team: TeamId) -> set[PersonId]:
    """The members, and the learners of circles that are not deleted."""
    learning = work.signups.seated_in([circle.id for circle in work.circles.of_team(team)])
    members = {m.person_id for m in work.teams.members(team)}
    return members | {signup.person_id for signups in learning.values() for signup in signups}
