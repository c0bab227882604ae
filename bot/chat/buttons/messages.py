"""Buttons about messages, talking back, running late and muting."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, DraftId, MeetingId, MessageId, RelayId


@coded("yw")
@dataclass(frozen=True, slots=True)
class WriteMessage(Press):
    """The form for a message to a circle."""

    circle: CircleId


@coded("yk")
@dataclass(frozen=True, slots=True)
class WriteKeptWords(Press):
    """The form for a message to a circle, with words in it that were said and kept."""

    draft: DraftId
    circle: CircleId


@coded("ye")
@dataclass(frozen=True, slots=True)
class EditMessage(Press):
    """The form for a message that is written already."""

    message: MessageId


@coded("ys")
@dataclass(frozen=True, slots=True)
class SendMessage(Press):
    """Send the message as it was at that revision."""

    message: MessageId
    revision: int


@coded("yu")
@dataclass(frozen=True, slots=True)
class UndoMessage(Press):
    """Take a message back before it goes out."""

    message: MessageId


@coded("yx")
@dataclass(frozen=True, slots=True)
class ThrowAwayMessage(Press):
    """Forget a message that was not sent."""

    message: MessageId


@coded("yd")
@dataclass(frozen=True, slots=True)
class SeeMessage(Press):
    """A message, what can be done about it, and what became of it by recipient."""

    message: MessageId


@coded("yl")
@dataclass(frozen=True, slots=True)
class SeeMessages(Press):
    """The latest messages of a circle."""

    circle: CircleId


@coded("yr")
@dataclass(frozen=True, slots=True)
class AnswerRelay(Press):
    """Answer somebody whose words were passed on."""

    relay: RelayId


@coded("yt")
@dataclass(frozen=True, slots=True)
class PassOnKeptWords(Press):
    """The circle for whose facilitators words are that were said and kept."""

    draft: DraftId
    circle: CircleId


@coded("yo")
@dataclass(frozen=True, slots=True)
class RunLate(Press):
    """Running late for a meeting."""

    meeting: MeetingId


@coded("ym")
@dataclass(frozen=True, slots=True)
class MuteCircle(Press):
    """Hear nothing more about a circle, or at all; with 1, not even of cancellations."""

    circle: CircleId | None
    cancellations: int


@coded("yn")
@dataclass(frozen=True, slots=True)
class Unmute(Press):
    """Hear about a circle again, or of everything."""

    circle: CircleId | None = None
