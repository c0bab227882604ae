"""What an error of the Bot API says about a message: surely not sent, refused for good, or nobody knows (SPEC 3.2, 3.3)."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from adapters.telegram.request import NotSent, TooFast
from bot.chat.courier import Delivery, NotNow, Unclear, Unreachable

_LOST = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "group chat was deactivated",
    "not enough rights to send",
    "no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "peer_id_invalid",
    "user_is_blocked",
    "bot_kicked",
)
"""Telegram's words, in lower case, for a chat that we can write to no more."""

_CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message to edit",
    "message is too old",
)

_TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted")

_UNCHANGED = "message is not modified"

_BROKEN_MARKS = ("entity", "entities", "url")

BROKEN_WAIT = timedelta(minutes=10)
"""When a message is tried again that Telegram does not accept as it is: what it shows may have changed by then."""


def delivery_of(error: TelegramError) -> Delivery:
    """What came of a message whose sending ended like that."""
    match error:
        case TooFast(after=after):
            return NotNow(after)
        case NotSent():
            return NotNow()
        case Forbidden():
            return Unreachable()
        case BadRequest() if _says(error, _LOST):
            return Unreachable()
        case BadRequest():
            return NotNow(BROKEN_WAIT)
        case InvalidToken() | Conflict() | ChatMigrated():
            return NotNow()
        case _:
            return Unclear()


def may_be_made_again(error: TelegramError, *, harmless: bool) -> bool:
    """Whether a request that ended like that may be made once more at once; `harmless` says that twice is as good as once."""
    if isinstance(error, TooFast | NotSent):
        return True
    return harmless and isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def is_of_a_lost_topic(error: BadRequest) -> bool:
    """Whether the topic is closed or deleted, so that the rest of the group may still be written to."""
    return _says(error, _TOPIC_GONE)


def is_unchanged(error: BadRequest) -> bool:
    """Whether an edit changed nothing."""
    return _says(error, (_UNCHANGED,))


def cannot_be_edited(error: BadRequest) -> bool:
    """Whether that message takes no other face any more."""
    return _says(error, _CANNOT_EDIT)


def has_broken_marks(error: BadRequest) -> bool:
    """Whether the looks of the text were at fault."""
    return _says(error, _BROKEN_MARKS)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    said = str(error).casefold()
    return any(word in said for word in words)
