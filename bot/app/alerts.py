"""What the operator hears where nobody else can be told, without learners' names (SPEC 3.3, 8)."""

import logging
from datetime import datetime, timedelta

from bot.app.place_reach import place_at
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.domain.mishaps import Alert, alert_subject
from bot.domain.people import PlaceKey
from bot.domain.posts import PostKind
from bot.domain.timing import Timing

ALERT_FOR = timedelta(days=2)
"""For how long an alert is of use; what still holds then is told of again."""

AHEAD = timedelta(days=365)
"""So long ago an alert was due: it goes before everything else that is."""

log = logging.getLogger(__name__)


def alert(work: Work, operator: PlaceKey | None, what: Alert, of: str = "", *, now: datetime) -> None:
    """Tells the operator's alert place, once a day and matter, and the log; `of` is a team or a kind of post."""
    log.error("nobody but the operator can be told: %s %s", what, of)
    if operator is None:
        return
    # Nobody else hears of it when that place is lost: it is tried again with every alert.
    key = (PostKind.ALERT, alert_subject(what, of), now.toordinal())
    place = place_at(work, operator, now=now)
    work.posts.put([new_post(key, Timing(now - AHEAD, now + ALERT_FOR), place=place.id)])
