"""Buttons about meetings and answers."""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, MeetingId, UndoId
from bot.domain.rsvps import Answer


@coded("r")
@dataclass(frozen=True, slots=True)
class GiveRsvp(Press):
    """Answer for a meeting at the time that `revision` stands for."""

    meeting: MeetingId
    answer: Answer
    revision: int


@coded("ms")
@dataclass(frozen=True, slots=True)
class SeeMeetings(Press):
    """A circle's meetings, to change one."""

    circle: CircleId


@coded("mt")
@dataclass(frozen=True, slots=True)
class SeeMeeting(Press):
    """One meeting and what can be done about it."""

    meeting: MeetingId


@coded("mv")
@dataclass(frozen=True, slots=True)
class MoveMeeting(Press):
    """The form that moves a meeting."""

    meeting: MeetingId


@coded("mx")
@dataclass(frozen=True, slots=True)
class CancelMeeting(Press):
    """Call a meeting off."""

    meeting: MeetingId


@coded("mp")
@dataclass(frozen=True, slots=True)
class ProposeMove(Press):
    """What a move to that day (20261105) and time (1830) would do."""

    meeting: MeetingId
    on: str
    at: str


@coded("mc")
@dataclass(frozen=True, slots=True)
class ConfirmMove(Press):
    """Move the meeting, if it is still as it was when its sequence was `seen`."""

    meeting: MeetingId
    on: str
    at: str
    seen: int


@coded("mf")
@dataclass(frozen=True, slots=True)
class ProposeFollowing(Press):
    """What moving the meeting and all later ones by so many weeks would do."""

    meeting: MeetingId
    weeks: int


@coded("mw")
@dataclass(frozen=True, slots=True)
class ConfirmFollowing(Press):
    """Move the meeting and all later ones."""

    meeting: MeetingId
    weeks: int
    seen: int


class Deed(StrEnum):
    """What can be done about a meeting with one press."""

    CANCEL = "cancel"
    RESTORE = "restore"
    MISS = "miss"


@coded("mq")
@dataclass(frozen=True, slots=True)
class Propose(Press):
    """The meeting in full, with the button that does it."""

    meeting: MeetingId
    deed: Deed


@coded("mr")
@dataclass(frozen=True, slots=True)
class RestoreMeeting(Press):
    """A meeting that is off is on again."""

    meeting: MeetingId


@coded("mm")
@dataclass(frozen=True, slots=True)
class MissMeeting(Press):
    """A meeting that is over did not happen."""

    meeting: MeetingId


@coded("ma")
@dataclass(frozen=True, slots=True)
class AddMeeting(Press):
    """The form for one more meeting, with a day and a time in it already."""

    circle: CircleId
    on: str | None = None
    at: str | None = None


@coded("md")
@dataclass(frozen=True, slots=True)
class ChangeDetails(Press):
    """The form for a meeting's place, link and agenda."""

    meeting: MeetingId


@coded("un")
@dataclass(frozen=True, slots=True)
class UndoChange(Press):
    """Take a change back."""

    undo: UndoId


@coded("cd")
@dataclass(frozen=True, slots=True)
class DeleteCircle(Press):
    """Delete a circle."""

    circle: CircleId


@coded("ic")
@dataclass(frozen=True, slots=True)
class CircleCalendar(Press):
    """The meetings of one circle as a calendar file."""

    circle: CircleId
