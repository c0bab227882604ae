"""Being forgotten: name, contacts and words go, counts stay (SPEC 2, `forgetme`; 9)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.circles import step_back, upcoming
from bot.app.covers import circles_led, stop_leading
from bot.app.line import get_up
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage, keep_a_facilitator
from bot.domain.circles import LastFacilitator as NoFacilitatorLeft
from bot.domain.errors import BrokenRule
from bot.domain.ids import PersonId
from bot.domain.signups import HERE, Standing
from bot.domain.teams import LastOrganizer as NoOrganizerLeft
from bot.domain.teams import Role, keep_an_organizer


class StillFacilitates(BrokenRule):
    """The person is the last facilitator of `circle`, which goes on."""


class StillOrganizes(BrokenRule):
    """The person is the last organizer of `team`."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is erased, or would be: seats that are left, and roles that end."""

    circles: tuple[str, ...]
    facilitated: tuple[str, ...]
    teams: tuple[str, ...]


def see_what_goes(work: Work, actor: PersonId, *, now: datetime) -> Forgotten:
    """What the actor would leave. Raises StillFacilitates or StillOrganizes where others would be left alone."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    circles = [work.circles.get(signup.circle_id) for signup in work.signups.of_person(actor)]
    facilitated = work.circles.run_by(actor)
    for circle in facilitated:
        _ensure_not_last(work, circle, actor, now=now)
    memberships = work.teams.of(actor)
    for membership in memberships:
        if membership.role is Role.ORGANIZER:
            try:
                keep_an_organizer(work.teams.members(membership.team_id), actor)
            except NoOrganizerLeft:
                raise StillOrganizes(team=work.teams.get(membership.team_id).name) from None
    teams = dict.fromkeys(work.teams.get(membership.team_id).name for membership in memberships)
    return Forgotten(
        circles=tuple(circle.name for circle in circles if circle.stage is not Stage.DELETED),
        facilitated=tuple(circle.name for circle in facilitated),
        teams=tuple(teams),
    )


def forget(work: Work, actor: PersonId, *, called: str, now: datetime) -> Forgotten:
    """Erases the actor: seats go to those first in line, roles end, name, contacts and words are gone.

    What counts stays, and is somebody `called` so. Raises as see_what_goes does, and then nothing has changed.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    circles = {signup.circle_id for signup in work.signups.of_person(actor)}
    circles |= {circle.id for circle in work.circles.run_by(actor)} | circles_led(work, actor, now=now)
    # In order of id, as everybody does who locks several.
    for team in sorted({membership.team_id for membership in work.teams.of(actor)}):
        work.teams.lock(team)
    locked = [work.circles.lock(circle) for circle in sorted(circles)]
    work.people.lock(actor)
    gone = see_what_goes(work, actor, now=now)
    for circle in locked:
        _leave(work, circle, actor, now=now)
    for circle in locked:
        _stand_down(work, circle, actor, now=now)
    for membership in work.teams.of(actor):
        work.teams.part(membership.team_id, actor, membership.role)
    work.erasing.person(actor, called=called, now=now)
    return gone


def _leave(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    signup = work.signups.of(circle.id, person)
    if signup is None or signup.standing not in HERE:
        return
    get_up(work, circle, signup, Standing.LEFT, now=now)


def _stand_down(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    """Those who go on are told; of a circle that has finished nobody may be left."""
    facilitators = work.circles.facilitators(circle.id)
    if person in facilitators and len(facilitators) > 1:
        step_back(work, circle, person, by=person, now=now)
        return
    work.circles.remove_facilitator(circle.id, person)
    stop_leading(work, circle, person, now=now)


def _ensure_not_last(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    """A circle that has finished needs nobody any more."""
    if upcoming(work.meetings.of_circle(circle.id), now=now) is None:
        return
    try:
        keep_a_facilitator(work.circles.facilitators(circle.id), person)
    except NoFacilitatorLeft:
        raise StillFacilitates(circle=circle.name) from None
