"""Who is in a team, with which roles; giving a role, and leaving (SPEC 1.2, 1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.circles import TOLD_FOR, step_back
from bot.app.covers import circles_led, stop_leading
from bot.app.handover import able_in, hand
from bot.app.plans import new_post, next_revision
from bot.app.ports import Work
from bot.app.trail import note
from bot.domain.audit import Deed
from bot.domain.circles import Circle
from bot.domain.errors import BrokenRule, NotFound
from bot.domain.ids import PersonId, TeamId
from bot.domain.posts import PostKind, loss_subject
from bot.domain.teams import Membership, Role, Team, keep_an_organizer
from bot.domain.timing import Timing

PAGE = 10
"""How many members a page shows."""


class HandOverFirst(BrokenRule):
    """`total` circles would be left without a facilitator; `name` says who facilitates them alone."""


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """A member with the team's circles that they facilitate; `alone` are those that nobody else does.

    `others` could take these circles.
    """

    team: Team
    person_id: PersonId
    name: str
    roles: tuple[Role, ...]
    circles: tuple[Circle, ...]
    alone: tuple[Circle, ...]
    others: tuple[tuple[PersonId, str], ...]


@dataclass(frozen=True, slots=True)
class MembersPage:
    """One page of a team's members, by name, each with how many of its circles they facilitate."""

    team: Team
    members: tuple[tuple[PersonId, str, tuple[Role, ...], int], ...]
    offset: int
    total: int


def see_members(
    work: Work, actor: PersonId, team_id: TeamId, *, offset: int = 0, now: datetime
) -> MembersPage:
    """One page of the members, for organizers."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    roles: dict[PersonId, list[Role]] = {}
    for membership in work.teams.members(team_id):
        roles.setdefault(membership.person_id, []).append(membership.role)
    names = work.people.names(roles)
    facilitators = work.circles.facilitators_of([circle.id for circle in work.circles.of_team(team_id)])
    leading = [person for people in facilitators.values() for person in people]
    in_order = sorted(roles, key=lambda person: (names[person].casefold(), person))
    first = min(max(offset, 0), max(0, (len(in_order) - 1) // PAGE * PAGE))
    members = tuple(
        (person, names[person], tuple(sorted(roles[person], reverse=True)), leading.count(person))
        for person in in_order[first : first + PAGE]
    )
    return MembersPage(team, members, first, len(in_order))


def see_member(
    work: Work, actor: PersonId, team_id: TeamId, person: PersonId, *, now: datetime
) -> MemberSeen:
    """One member. Raises NotFound for who is none."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    roles = _roles(work, team_id, person)
    if not roles:
        raise NotFound
    circles, alone = _circles_of(work, team_id, person)
    return MemberSeen(
        team=team,
        person_id=person,
        name=work.people.names([person])[person],
        roles=tuple(sorted(roles, reverse=True)),
        circles=tuple(circles),
        alone=tuple(alone),
        others=able_in(work, team_id, but_for=[person]),
    )


def give_role(
    work: Work, actor: PersonId, team_id: TeamId, person: PersonId, role: Role, *, now: datetime
) -> bool:
    """A member has another role too; whether that is new. Raises NotFound for who is no member: they are invited."""
    team = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    if not _roles(work, team_id, person):
        raise NotFound
    is_new = work.teams.join(Membership(team_id, person, role, now))
    if is_new:
        note(work, team_id, actor, Deed.GIVE_ROLE, person, now=now)
    return is_new


def remove_member(
    work: Work,
    actor: PersonId,
    team_id: TeamId,
    person: PersonId,
    role: Role,
    *,
    hand_over_to: PersonId | None = None,
    now: datetime,
) -> None:
    """Ends someone's role in the team, and tells them. With the last one they facilitate none of its circles any more either.

    Circles that nobody else facilitates go to `hand_over_to` first; nobody is removed before. Raises LastOrganizer,
    HandOverFirst, or NotFound when they do not have the role or who is to take over is not of the team.
    """
    team = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    if role is Role.ORGANIZER:
        keep_an_organizer(work.teams.members(team_id), person)
    roles = _roles(work, team_id, person)
    if role not in roles:
        raise NotFound
    if roles == {role}:
        _leave_circles(work, actor, team_id, person, hand_over_to, now=now)
    work.teams.part(team_id, person, role)
    for circle_id in sorted(circles_led(work, person, now=now)):
        circle = work.circles.lock(circle_id)
        if circle.team_id == team_id and person not in work.circles.facilitators(circle_id):
            stop_leading(work, circle, person, now=now)
    for invitation in work.invitations.open_of(team_id, now=now):
        # What they were allowed to hand out opens no door any more.
        if invitation.made_by == person and (role is Role.ORGANIZER or roles == {role}):
            work.invitations.change(invitation.id, revoked_at=now)
    if person != actor and work.accounts.owners([person]):
        _tell(work, team_id, person, now=now)
    note(work, team_id, actor, Deed.REMOVE_MEMBER, person, now=now)


def _tell(work: Work, team_id: TeamId, person: PersonId, *, now: datetime) -> None:
    """What they may do now: of the team and all of its circles at once."""
    subject = loss_subject(team_id, person)
    times = next_revision(work, PostKind.STEPPED_BACK, subject)
    key, timing = (PostKind.STEPPED_BACK, subject, times), Timing(now, now + TOLD_FOR)
    work.posts.put([new_post(key, timing, person=person)])


def _leave_circles(
    work: Work, actor: PersonId, team_id: TeamId, person: PersonId, to: PersonId | None, *, now: datetime
) -> None:
    circles, alone = _circles_of(work, team_id, person)
    if alone and to is None:
        name = work.people.names([person])[person]
        raise HandOverFirst(name=name, total=len(alone))
    lonely = {circle.id for circle in alone}
    for circle_id in sorted(circle.id for circle in circles):
        circle = work.circles.lock(circle_id)
        if circle_id in lonely and to is not None:
            if to == person:
                raise NotFound
            hand(work, circle, to, instead_of=person, by=actor, also_tells=False, now=now)
            note(work, team_id, actor, Deed.HAND_OVER, circle_id, now=now)
        else:
            step_back(work, circle, person, by=actor, also_tells=False, now=now)


def _roles(work: Work, team_id: TeamId, person: PersonId) -> set[Role]:
    return {m.role for m in work.teams.of(person) if m.team_id == team_id}


def _circles_of(work: Work, team_id: TeamId, person: PersonId) -> tuple[Sequence[Circle], Sequence[Circle]]:
    """The team's circles that the person facilitates, and those of them that nobody else does."""
    circles = [circle for circle in work.circles.run_by(person) if circle.team_id == team_id]
    facilitators = work.circles.facilitators_of([circle.id for circle in circles])
    return circles, [circle for circle in circles if list(facilitators[circle.id]) == [person]]
