"""What anybody may know of a circle, on a page or a poster: nothing of anybody in it (SPEC 7.3, 9).

Nobody acts here: whoever has the address may look, and looking changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.app.circles import upcoming
from bot.app.plans import LIVE
from bot.app.ports import Work
from bot.domain.circles import Circle, Course
from bot.domain.errors import NotFound
from bot.domain.ids import CircleId
from bot.domain.meetings import Meeting


@dataclass(frozen=True, slots=True)
class PublicCircle:
    """A circle from outside. `seats_left` None means unlimited; `next_meeting` None that it has finished."""

    circle: Circle
    course: Course
    meetings: tuple[Meeting, ...]
    next_meeting: Meeting | None
    seats_left: int | None
    waiting: int


def see_from_outside(work: Work, circle_id: CircleId, *, now: datetime) -> PublicCircle:
    """A published circle. Raises NotFound for a draft, a deleted one, and one that never was."""
    circle = work.circles.find(circle_id)
    if circle is None or circle.stage not in LIVE:
        raise NotFound
    meetings = tuple(work.meetings.of_circle(circle.id))
    taken = work.signups.count_taken([circle.id]).get(circle.id, 0)
    return PublicCircle(
        circle=circle,
        course=work.courses.get(circle.course_id),
        meetings=meetings,
        next_meeting=upcoming(meetings, now=now),
        seats_left=None if circle.capacity is None else max(0, circle.capacity - taken),
        waiting=len(work.signups.line(circle.id)),
    )
