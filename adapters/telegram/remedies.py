"""What to do when Telegram cannot be used as it is set up, in words."""

import re

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from adapters.platform import PlatformProblem, PlatformTrouble
from adapters.telegram.request import Broken, NotSent, TooFast

_TROUBLE = re.compile(
    "internal server error|bad gateway|service unavailable|gateway time-?out", re.IGNORECASE
)


def problem_of(error: TelegramError, *, base_url: str, webhook: str = "") -> PlatformProblem:
    """What is wrong, and what to do about it, on one line; PlatformTrouble where it may pass. It names no token."""
    where = f"telegram.base_url is {base_url}"
    match error:
        case InvalidToken():
            return PlatformProblem(
                "telegram.token is set, and Telegram does not know it: copy the whole token from @BotFather, "
                "digits and colon included"
            )
        case BadRequest() if webhook:
            return PlatformProblem(
                f"Telegram does not take web.public_url for its webhook ({error}): it must be https"
            )
        case NotSent():
            return PlatformTrouble(f"{where}, and nobody answers there: check it, and the way out to it")
        case TooFast() | TimedOut():
            return PlatformTrouble(f"{where}, and it takes nothing just now ({error}): try again in a minute")
        case Broken():
            return PlatformTrouble(
                f"{where}, and it does not answer just now ({error}): try again in a minute"
            )
        case NetworkError() if (trouble := _TROUBLE.search(str(error))) is not None:
            return PlatformTrouble(
                f"{where}, and it has trouble of its own just now ({trouble[0]}): try again in a minute"
            )
        case _:
            return PlatformProblem(f"{where}, and what answers there is not Telegram ({error})")
