"""What to do when Telegram cannot be used as it is set up, in words."""

import re

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from adapters.telegram.request import NotSent, TooFast

_TROUBLE = re.compile(
    "internal server error|bad gateway|service unavailable|gateway time-?out", re.IGNORECASE
)


def remedy(error: TelegramError, *, base_url: str, webhook: str = "") -> str:
    """What is wrong, and what to do about it, on one line. It names no token."""
    match error:
        case InvalidToken():
            return (
                "telegram.token is set, and Telegram does not know it: copy the whole token from @BotFather, "
                "digits and colon included"
            )
        case BadRequest() if webhook:
            return f"Telegram does not take web.public_url for its webhook ({error}): it must be https"
        case NotSent():
            return (
                f"telegram.base_url is {base_url}, and nobody answers there: check it, and the way out to it"
            )
        case TooFast() | TimedOut():
            return f"telegram.base_url is {base_url}, and it takes nothing just now ({error}): try again in a minute"
        case NetworkError() if (trouble := _TROUBLE.search(str(error))) is not None:
            return (
                f"telegram.base_url is {base_url}, and it has trouble of its own just now ({trouble[0]}): "
                "try again in a minute"
            )
        case _:
            return f"telegram.base_url is {base_url}, and what answers there is not Telegram ({error})"
