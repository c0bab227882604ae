"""Tells Telegram that a press has arrived, and what came of it in passing."""

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError

from adapters.telegram.outcomes import may_be_made_again
from adapters.telegram.render import short
from adapters.telegram.request import TooFast, call

LONGEST_TOAST = 200

READ_IN_PASSING = 80
"""Characters that one has read before they are gone again; more of them stay until they are put away."""

REMEMBERED_FOR = 10.0
"""Seconds in which a press can be answered, at the least: Telegram forgets it soon after."""

PAUSE = 0.2
"""Seconds before a press is answered once more after trouble; each further pause is twice as long."""

log = logging.getLogger(__name__)


async def answer_press(bot: Bot, query: str, *, toast: str | None = None, opens: str | None = None) -> bool:
    """Answers the press, with a passing word if there is one, or by opening the bot's private chat with a link into it.

    Whether whoever pressed has, or may have, seen that.
    """
    loop = asyncio.get_running_loop()
    until, pause, may_be_done = loop.time() + REMEMBERED_FOR, PAUSE, False
    text = short(toast, LONGEST_TOAST) if toast else None
    while True:
        try:
            await call(
                bot,
                "answerCallbackQuery",
                callback_query_id=query,
                text=text,
                url=opens,
                show_alert=True if text and len(text) > READ_IN_PASSING else None,
            )
        except TelegramError as error:
            wait = max(pause, error.after.total_seconds()) if isinstance(error, TooFast) else pause
            if not may_be_made_again(error, harmless=True) or loop.time() + wait > until:
                # Presses that came while we were away are answered by what the card shows.
                log.debug("a press is not answered: %s", error)
                return may_be_done
            # What is answered already is refused, and not to be said a second time in another way.
            may_be_done = may_be_done or not may_be_made_again(error, harmless=False)
            await asyncio.sleep(wait)
            pause *= 2
        else:
            return True
