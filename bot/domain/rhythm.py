"""When a circle meets: every week, or every few, leaving out holiday weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import WEEKLY, rrule

from bot.domain.errors import ValueIsOutOfRange

MOST_MEETINGS = 52
"""SPEC 2, `new`: 1 to 52 meetings."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`count` meetings from `first_on`, at the same time every `every_weeks` weeks.

    A week that holds one of the days in `leaving_out` has no meeting; the meeting comes a rhythm later, so the count stays.
    """

    first_on: date
    at: time
    count: int
    every_weeks: int = 1
    leaving_out: tuple[date, ...] = ()


def days_of(rhythm: Rhythm) -> Sequence[date]:
    """The days on which the circle meets. Raises ValueIsOutOfRange for a count that is not 1 to 52."""
    if not 1 <= rhythm.count <= MOST_MEETINGS:
        raise ValueIsOutOfRange(field="count", given=str(rhythm.count), least=1, most=MOST_MEETINGS)
    left_out = {day.isocalendar()[:2] for day in rhythm.leaving_out}
    start = datetime.combine(rhythm.first_on, rhythm.at)
    days = (moment.date() for moment in rrule(WEEKLY, dtstart=start, interval=rhythm.every_weeks))
    return tuple(islice((day for day in days if day.isocalendar()[:2] not in left_out), rhythm.count))
