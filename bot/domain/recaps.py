"""Recaps: what a facilitator tells the learners after a meeting, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import MeetingId, PersonId

RECAP_FOR = timedelta(days=7)
"""How long a recap is of use once it is sent."""


@dataclass(frozen=True, slots=True)
class Recap:
    """The words, worded by us for those who came and for those who missed it.

    `version` rises with every edit, so that what is sent is what was previewed. Once sent it stays as it is.
    """

    meeting_id: MeetingId
    words: str
    by: PersonId
    version: int
    written_at: datetime
    sent_at: datetime | None = None
