"""What Telegram brings to us over HTTP, if it is Telegram."""

import hmac
import json
import logging

from adapters.platform import Answered, Asked
from adapters.telegram.polling import Keep, brought

PATH = "/telegram"
"""Where we listen for updates."""

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header

log = logging.getLogger(__name__)


class Webhook:
    """Keeps each update before it says that it was taken."""

    def __init__(self, secret: str, keep: Keep) -> None:
        self._secret = secret.encode()
        self._keep = keep

    async def take(self, asked: Asked) -> Answered:
        """200 once the update is kept; Telegram brings it again after anything else."""
        given = asked.headers.get(SECRET, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return Answered(403)
        try:
            update = brought(json.loads(asked.body))
        except (ValueError, KeyError, TypeError, AttributeError):
            log.warning("an update of %s bytes is none and is set aside", len(asked.body))
            return Answered(200)
        try:
            await self._keep([update])
        except Exception:
            log.exception("update %s cannot be kept now", update.key)
            return Answered(503)
        return Answered(200)
