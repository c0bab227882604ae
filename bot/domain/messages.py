"""Messages: what those who run a circle write to its learners (SPEC 2, 3.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, MessageId, PersonId
from bot.domain.rsvps import Answer
from bot.domain.timing import Timing

LONGEST_MESSAGE = 3000
"""Characters of a message."""

SECOND_THOUGHTS = timedelta(minutes=2)
"""So long after *Send* a message goes out at the earliest, so that it can be taken back before anybody has it."""

MESSAGE_FOR = timedelta(days=7)
"""For how long a message is of use once it is due."""


class MomentHasPassed(BrokenRule):
    """What should be sent then cannot be: `moment` has passed."""


class NobodyIsNamed(BrokenRule):
    """A message to one person names none who is in the circle."""


class NoMeetingToAnswer(BrokenRule):
    """There is no meeting ahead, so nobody has answered for one."""


class Recipients(StrEnum):
    """To whom a message goes. Who that is, is decided when it goes out."""

    ALL = "all"
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    SILENT = "silent"
    """Those who have not answered for the meeting."""
    ONE = "one"

    @property
    def needs_meeting(self) -> bool:
        """Whether it depends on what people answer for a meeting."""
        return self not in {Recipients.ALL, Recipients.ONE}

    @property
    def answer(self) -> Answer | None:
        """What those have answered to whom it goes, None for the silent."""
        return Answer(self.value) if self.needs_meeting and self is not Recipients.SILENT else None


@dataclass(frozen=True, slots=True)
class CircleMessage:
    """A message as written. Nothing goes out before it was sent: then there is a plan for its `revision`.

    `meeting_id` is set just when the recipients depend on answers, `to_person` just when it goes to one. `goes_at` None means
    as soon as it is sent. Learners who join later get it too with `for_later`. `revision` rises when it is taken back or
    written anew, so that an old button never sends what was not seen.
    """

    id: MessageId
    circle_id: CircleId
    written_by: PersonId
    recipients: Recipients
    meeting_id: MeetingId | None
    to_person: PersonId | None
    text: str
    for_later: bool
    goes_at: datetime | None
    revision: int
    written_at: datetime


def message_timing(message: CircleMessage, *, now: datetime) -> Timing:
    """At the time chosen, but never before one could think again; for a week."""
    earliest = now + SECOND_THOUGHTS
    due_at = max(message.goes_at, earliest) if message.goes_at else earliest
    return Timing(due_at, due_at + MESSAGE_FOR)
