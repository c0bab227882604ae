"""The weekly digest: what a team's organizers read on Monday (SPEC 3.8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.ids import MeetingId, PersonId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.rsvps import Headcount, headcount
from bot.domain.signups import Standing
from bot.domain.teams import Team
from bot.domain.weeks import Week, week_at

MARGIN = timedelta(days=2)
"""A circle's local date lies less than this from the team's, wherever on Earth the two are."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the digest: `number` of `count`."""

    meeting: Meeting
    circle: Circle
    count: int
    headcount: Headcount


@dataclass(frozen=True, slots=True)
class NewLearner:
    """Someone who signed up. `waits` is True in line."""

    name: str
    goal: str | None
    waits: bool


@dataclass(frozen=True, slots=True)
class SignupGroup:
    """Who signed up for one circle."""

    circle: Circle
    learners: tuple[NewLearner, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """One team's week: `week` is the one that begins, what is past is of the week before."""

    team: Team
    week: Week
    this_week: tuple[MeetingLine, ...]
    last_week: tuple[MeetingLine, ...]
    starting: tuple[Circle, ...]
    finished: tuple[Circle, ...]
    signups: tuple[SignupGroup, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened and nothing will; then it is not sent."""
        return not (self.this_week or self.last_week or self.signups)


def see_digest(work: Work, actor: PersonId, team_id: TeamId, *, now: datetime) -> Digest:
    """The digest of the present week, for an organizer, by the same query as Monday's."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    return digest_of(work, team, week_at(now, team.zone), now=now)


def digest_of(work: Work, team: Team, week: Week, *, now: datetime) -> Digest:
    """What happened in the week before and what is ahead in this one.

    A meeting belongs to the week of its local date in its own zone, a sign-up to the week in the team's zone.
    """
    start, end = week.before.span(team.zone)
    lines = _lines(work, team, week)
    this_week = tuple(line for line in lines if line.meeting.on in week and line.meeting.is_on)
    last_week = tuple(line for line in lines if line.meeting.on in week.before and line.meeting.is_on)
    return Digest(
        team=team,
        week=week,
        this_week=this_week,
        last_week=last_week,
        starting=tuple(line.circle for line in this_week if line.meeting.number == 1),
        finished=tuple(line.circle for line in last_week if line.meeting.number == line.count),
        signups=_signups(work, team, start, end),
    )


def _lines(work: Work, team: Team, week: Week) -> list[MeetingLine]:
    start, end = week.before.span(team.zone)[0] - MARGIN, week.span(team.zone)[1] + MARGIN
    meetings = work.meetings.of_team(team.id, start=start, end=end)
    rsvps = work.rsvps.of_meetings([meeting.id for meeting in meetings])
    circles = {circle_id: work.circles.get(circle_id) for circle_id in {m.circle_id for m in meetings}}
    learners = {c: [s.person_id for s in work.signups.seated(c)] for c in circles}
    counts = {c: len(work.meetings.of_circle(c)) for c in circles}

    def line(meeting: Meeting) -> MeetingLine:
        said = rsvps.get(MeetingId(meeting.id), {})
        heads = headcount(meeting, learners[meeting.circle_id], said)
        return MeetingLine(meeting, circles[meeting.circle_id], counts[meeting.circle_id], heads)

    return [line(meeting) for meeting in meetings]


def _signups(work: Work, team: Team, start: datetime, end: datetime) -> tuple[SignupGroup, ...]:
    signups = work.signups.of_team(team.id, start=start, end=end)
    names = work.people.names({signup.person_id for signup in signups})
    groups: dict[str, list[NewLearner]] = {}
    circles: dict[str, Circle] = {}
    for signup in signups:
        circles.setdefault(signup.circle_id, work.circles.get(signup.circle_id))
        learner = NewLearner(names[signup.person_id], signup.goal, waits=signup.standing is Standing.IN_LINE)
        groups.setdefault(signup.circle_id, []).append(learner)
    return tuple(SignupGroup(circles[circle], tuple(found)) for circle, found in groups.items())
