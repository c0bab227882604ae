"""What meets in a team's week, with answers, attendance and feedback."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.app.glance import Glance
from bot.domain.circles import Circle, Stage
from bot.domain.meetings import Meeting
from bot.domain.rsvps import Headcount
from bot.domain.weeks import Week, week_of


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
