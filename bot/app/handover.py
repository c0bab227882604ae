"""Handing over: a circle goes to another facilitator, or to another team (SPEC 2, `team`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.circles import step_back
from bot.app.line import get_up
from bot.app.plans import replan_circle
from bot.app.ports import Work
from bot.app.trail import note
from bot.domain.audit import Deed
from bot.domain.circles import Circle, Course, Facilitation, Stage
from bot.domain.errors import BrokenRule, NotFound
from bot.domain.ids import CircleId, CourseId, PersonId, TeamId, new_id
from bot.domain.signups import HERE, Standing
from bot.domain.teams import Membership, Role, Team


class NobodyToTakeIt(BrokenRule):
    """There is nobody else in the team who could facilitate."""


@dataclass(frozen=True, slots=True)
class Handing:
    """A circle with who facilitates it and who of the team could; and the teams that it could move to."""

    circle: Circle
    facilitators: tuple[tuple[PersonId, str], ...]
    others: tuple[tuple[PersonId, str], ...]
    teams: tuple[Team, ...]


def see_handing(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Handing:
    """To whom the circle can go. Raises NotFound once it is deleted, NobodyToTakeIt where there is neither person nor team."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    _ensure_is_there(circle)
    present = work.circles.facilitators(circle_id)
    organizes = {m.team_id for m in work.teams.of(actor) if m.role is Role.ORGANIZER}
    elsewhere = organizes - {circle.team_id} if circle.team_id in organizes else set[TeamId]()
    others = able_in(work, circle.team_id, but_for=present)
    if not others and not elsewhere:
        raise NobodyToTakeIt
    names = work.people.names(present)
    return Handing(
        circle=circle,
        facilitators=tuple((person, names[person]) for person in present),
        others=others,
        teams=tuple(sorted(work.teams.several(elsewhere).values(), key=lambda team: team.name.casefold())),
    )


def able_in(work: Work, team_id: TeamId, *, but_for: Sequence[PersonId]) -> tuple[tuple[PersonId, str], ...]:
    """Those of the team who have an account and could take a circle, by name."""
    people = {m.person_id for m in work.teams.members(team_id)} - set(but_for)
    names = work.people.names(work.accounts.owners(people))
    return tuple(sorted(names.items(), key=lambda one: (one[1].casefold(), one[0])))


def hand_over_circle(
    work: Work, actor: PersonId, circle_id: CircleId, to: PersonId, *, instead_of: PersonId, now: datetime
) -> Circle:
    """Somebody of the team facilitates the circle instead of another, who leaves it; all whom that concerns are told.

    Raises NotFound when the one is not of the team or the other does not facilitate the circle.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    _ensure_is_there(circle)
    if instead_of not in work.circles.facilitators(circle_id) or to == instead_of:
        raise NotFound
    hand(work, circle, to, instead_of=instead_of, by=actor, now=now)
    note(work, circle.team_id, actor, Deed.HAND_OVER, circle_id, now=now)
    return circle


def hand(
    work: Work,
    circle: Circle,
    to: PersonId,
    *,
    instead_of: PersonId,
    by: PersonId,
    also_tells: bool = True,
    now: datetime,
) -> None:
    """Does it to a circle that is locked, as step_back does. Raises NotFound when `to` is not of the team."""
    if to not in {person for person, _ in able_in(work, circle.team_id, but_for=[])}:
        raise NotFound
    work.circles.add_facilitator(Facilitation(circle.id, to, now))
    leave_seat(work, circle, to, now=now)
    step_back(work, circle, instead_of, by=by, also_tells=also_tells, now=now)


def leave_seat(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    """Who facilitates a circle takes no seat in it."""
    signup = work.signups.of(circle.id, person)
    if signup is not None and signup.standing in HERE:
        get_up(work, circle, signup, Standing.LEFT, now=now)


def move_to_team(
    work: Work, actor: PersonId, circle_id: CircleId, team_id: TeamId, *, now: datetime
) -> Circle:
    """The circle belongs to another team, with its course and those who facilitate it; only for organizers of both."""
    circle = work.circles.lock(circle_id)
    before, after = work.teams.get(circle.team_id), work.teams.get(team_id)
    for team in (before, after):
        may(work, actor, Action.RUN_TEAM, team, now=now)
    _ensure_is_there(circle)
    if before.id == after.id:
        return circle
    course = _course_in(work, after, work.courses.get(circle.course_id), now=now)
    for person in work.circles.facilitators(circle_id):
        work.teams.join(Membership(after.id, person, Role.FACILITATOR, now))
    for invitation in work.invitations.open_of(before.id, now=now):
        if invitation.circle_id == circle_id:
            work.invitations.change(invitation.id, revoked_at=now)
    work.circles.change(circle_id, team_id=after.id, course_id=course.id)
    moved = work.circles.get(circle_id)
    # Where neither meeting nor circle says otherwise, the reminder goes by the team's lead.
    replan_circle(work, moved, now=now)
    for team in (before, after):
        note(work, team.id, actor, Deed.MOVE_CIRCLE, circle_id, now=now)
    return moved


def _course_in(work: Work, team: Team, course: Course, *, now: datetime) -> Course:
    same = (
        one for one in work.courses.of_team(team.id) if (one.title, one.link) == (course.title, course.link)
    )
    found = next(same, None)
    if found is None:
        found = Course(CourseId(new_id()), team.id, course.title, course.link, now)
        work.courses.add(found)
    return found


def _ensure_is_there(circle: Circle) -> None:
    if circle.stage is Stage.DELETED:
        raise NotFound
