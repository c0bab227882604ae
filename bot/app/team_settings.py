"""A team's settings: what it is called, its zone and language, its digest, and the defaults for new circles (SPEC 1.2)."""

from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta

from bot.app.authority import Action, may
from bot.app.plans import replan_circle
from bot.app.ports import Work
from bot.app.trail import note
from bot.domain.audit import Deed
from bot.domain.errors import UnknownZone, ValueIsNoChoice, ValueIsOutOfRange
from bot.domain.ids import PersonId, TeamId
from bot.domain.meetings import LONGEST, SHORTEST
from bot.domain.posts import PlanState, PostKind, digest_subject
from bot.domain.rhythm import MOST_MEETINGS
from bot.domain.teams import Team
from bot.domain.text import NAME, one_line
from bot.domain.times import known_zone
from bot.domain.timing import digest_timing, next_digest_week

LEAST_HOURS, MOST_HOURS = 1, 14 * 24
"""How long before a meeting its reminder can go out."""

MOST_SEATS = 1000
"""The largest number of seats that can be asked for."""


@dataclass(frozen=True, slots=True)
class TeamWish:
    """What a team shall be like. Each field is the team's of the same name."""

    name: str
    zone: str
    language: str
    reminder_lead: timedelta
    digest_weekday: int
    digest_at: time
    digest_paused: bool
    default_count: int
    default_minutes: int
    default_capacity: int | None


def change_team(
    work: Work, actor: PersonId, team_id: TeamId, wish: TeamWish, *, languages: tuple[str, ...], now: datetime
) -> Team:
    """Changes what differs. A new lead moves what is not sent, a new hour or zone the next digest.

    Circles that are there keep their zone, seats and language. Raises the broken rule of the field at fault.
    """
    before = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, before, now=now)
    wanted = _checked(wish, languages)
    columns = {
        field.name: getattr(wanted, field.name)
        for field in fields(TeamWish)
        if getattr(wanted, field.name) != getattr(before, field.name)
    }
    if not columns:
        return before
    work.teams.change(team_id, **columns)
    team = work.teams.get(team_id)
    if columns.keys() & {"zone", "digest_weekday", "digest_at"}:
        _move_digest(work, before, team, now=now)
    if "reminder_lead" in columns:
        for circle in sorted(work.circles.of_team(team_id, meeting_since=now), key=lambda circle: circle.id):
            replan_circle(work, work.circles.lock(circle.id), now=now)
    note(work, team_id, actor, Deed.CHANGE_TEAM, team_id, now=now)
    return team


def _move_digest(work: Work, before: Team, team: Team, *, now: datetime) -> None:
    """What is planned goes out at the new hour; one whose new hour has passed goes out at once."""
    week = next_digest_week(before, now=now)
    for one in (week.before, week, week.after):
        plan = work.plans.find_for(PostKind.DIGEST, digest_subject(team.id, one), 0)
        if plan is not None and plan.state is PlanState.PLANNED:
            timing = digest_timing(team, one)
            work.plans.change(plan.id, due_at=timing.due_at, useless_at=timing.useless_at)


def _checked(wish: TeamWish, languages: tuple[str, ...]) -> TeamWish:
    zone = known_zone(wish.zone)
    if zone is None:
        raise UnknownZone(field="zone", given=wish.zone)
    if wish.language not in languages:
        raise ValueIsNoChoice(field="language", given=wish.language)
    hours = wish.reminder_lead // timedelta(hours=1)
    for field, given, least, most in (
        ("lead", hours, LEAST_HOURS, MOST_HOURS),
        ("weekday", wish.digest_weekday, 0, 6),
        ("count", wish.default_count, 1, MOST_MEETINGS),
        ("minutes", wish.default_minutes, SHORTEST, LONGEST),
        ("capacity", wish.default_capacity or 0, 0, MOST_SEATS),
    ):
        if not least <= given <= most:
            raise ValueIsOutOfRange(field=field, given=str(given), least=least, most=most)
    return TeamWish(
        name=one_line(wish.name, field="name", limit=NAME),
        zone=zone,
        language=wish.language,
        reminder_lead=timedelta(hours=hours),
        digest_weekday=wish.digest_weekday,
        digest_at=wish.digest_at,
        digest_paused=wish.digest_paused,
        default_count=wish.default_count,
        default_minutes=wish.default_minutes,
        default_capacity=wish.default_capacity,
    )
