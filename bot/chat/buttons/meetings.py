"""Buttons about meetings and answers."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, MeetingId
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
