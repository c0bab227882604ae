"""Telling somebody that a post did not arrive; what cannot be told stands in the way of nothing else (SPEC 3.2, 3.3)."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.app.alerts import alert
from bot.app.mishaps import report_given_up, report_loss, settle_unknown
from bot.app.ports import Work
from bot.domain.mishaps import Alert
from bot.domain.people import PlaceKey
from bot.domain.posts import Post

log = logging.getLogger(__name__)


class Trouble:
    """Who hears of trouble; `operator` where nobody else can be told."""

    def __init__(self, operator: PlaceKey | None) -> None:
        self._operator = operator

    def alert(self, work: Work, what: Alert, of: str = "", *, now: datetime) -> None:
        """Tells the operator."""
        alert(work, self._operator, what, of, now=now)

    def is_given_up(self, work: Work, post: Post, *, now: datetime) -> None:
        """It is tried no more."""
        self._told(work, post, lambda: report_given_up(work, post, self._operator, now=now))

    def is_unknown(self, work: Work, post: Post, *, now: datetime) -> None:
        """Nobody knows whether it arrived."""
        self._told(work, post, lambda: settle_unknown(work, post, self._operator, now=now))

    def is_lost(self, work: Work, post: Post, *, now: datetime) -> None:
        """Its recipient cannot be reached."""
        self._told(work, post, lambda: report_loss(work, post, self._operator, now=now))

    def _told(self, work: Work, post: Post, tell: Callable[[], None]) -> None:
        try:
            work.attempt(tell)
        except Exception:
            log.exception("nobody can be told what became of post %s of kind %s", post.id, post.kind)
