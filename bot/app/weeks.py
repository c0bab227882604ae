"""What meets in a team's week, with answers, attendance and feedback."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.glance import MARGIN, Glance
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.ids import PersonId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.rsvps import Headcount
from bot.domain.teams import Team
from bot.domain.weeks import Week, week_at, week_of

PAGE = 20
"""How many meetings a page shows."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a week: its number of `count`; `rating` is a facilitator's, 1 to 5; `attended` how many came.

    `is_first` and `is_last` are among those that are on.
    """

    meeting: Meeting
    circle: Circle
    count: int
    headcount: Headcount
    rating: int | None
    is_first: bool = False
    is_last: bool = False
    attended: int | None = None


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """What meets in a team's week, in order, called off or not; `offset` counts the meetings before this page."""

    team: Team
    week: Week
    lines: tuple[MeetingLine, ...]
    offset: int
    total: int


def see_week(
    work: Work, actor: PersonId, team_id: TeamId, *, week: Week | None = None, offset: int = 0, now: datetime
) -> TeamWeek:
    """One page of a week, the present one unless another is named."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    week = week or week_at(now, team.zone)
    since, until = week.span(team.zone)[0] - MARGIN, week.span(team.zone)[1] + MARGIN
    circles = work.circles.of_team(team_id, meeting_since=since)
    lines = lines_of(Glance(work, circles, since=since, until=until, now=now), [week])
    lines.sort(key=lambda line: (line.meeting.on, line.meeting.starts_at, line.circle.name, line.meeting.id))
    first = min(max(offset, 0), max(0, (len(lines) - 1) // PAGE * PAGE))
    return TeamWeek(team, week, tuple(lines[first : first + PAGE]), first, len(lines))


def lines_of(glance: Glance, weeks: Collection[Week]) -> list[MeetingLine]:
    """The meetings of those weeks, called off or not, in order; a meeting belongs to the week of its local date."""
    found: list[MeetingLine] = []
    for circle in glance.circles.values():
        if circle.stage in {Stage.DRAFT, Stage.DELETED}:
            continue
        meetings = glance.meetings[circle.id]
        on = [meeting.id for meeting in meetings if meeting.is_on]
        for meeting in meetings:
            if week_of(meeting.on) not in weeks:
                continue
            said, saved = glance.feedback.get(meeting.id), glance.attendances.get(meeting.id)
            found.append(
                MeetingLine(
                    meeting,
                    circle,
                    len(meetings),
                    glance.heads(meeting),
                    said.rating if said else None,
                    is_first=on[:1] == [meeting.id],
                    is_last=on[-1:] == [meeting.id],
                    attended=saved.total if saved else None,
                )
            )
    return sorted(found, key=lambda line: (line.meeting.starts_at, line.meeting.id))
