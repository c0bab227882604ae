"""Invitations: how someone becomes an organizer or a facilitator (SPEC 1.3, 1.4)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.line import get_up
from bot.app.ports import Work
from bot.domain.circles import Circle, Facilitation
from bot.domain.errors import NotFound
from bot.domain.ids import CircleId, InvitationId, PersonId, TeamId, new_id
from bot.domain.invitations import (
    VALID_FOR,
    Invitation,
    InvitationUnknown,
    InvitationUsedUp,
    Purpose,
    ensure_open_to,
    hash_of,
    new_code,
)
from bot.domain.signups import HERE, Standing
from bot.domain.teams import Membership, Role, Team


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
    work: Work, actor: PersonId, team_id: TeamId, role: Role, *, limit: int | None = 1, now: datetime
) -> str:
    """A code that makes whoever accepts it a member of the team; with `limit` None an open link, each person once."""
    may(work, actor, Action.RUN_TEAM, work.teams.get(team_id), now=now)
    purpose = Purpose.ORGANIZE if role is Role.ORGANIZER else Purpose.FACILITATE
    return _make(work, purpose, team=team_id, circle=None, made_by=actor, limit=limit, now=now)


def invite_to_circle(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> str:
    """A code that makes one person a co-facilitator of the circle."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    return _make(
        work, Purpose.FACILITATE, team=circle.team_id, circle=circle_id, made_by=actor, limit=1, now=now
    )


def revoke_invitations(work: Work, actor: PersonId, team_id: TeamId, *, now: datetime) -> int:
    """Takes back all open invitations of the team; returns how many there were."""
    may(work, actor, Action.RUN_TEAM, work.teams.get(team_id), now=now)
    return work.invitations.revoke_open(team_id, now=now)


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
        # Who facilitates a circle takes no seat in it.
        signup = work.signups.of(circle.id, actor)
        if signup is not None and signup.standing in HERE:
            get_up(work, circle, signup, Standing.LEFT, now=now)
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
            for_person=None,
            limit=limit,
            used=0,
            made_at=now,
            expires_at=now + VALID_FOR,
            revoked_at=None,
        )
    )
    return code
