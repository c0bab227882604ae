"""Calendar feeds: a private address under which a calendar finds one's meetings.

The secret in the address has 128 random bits and is kept only as its SHA-256.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import FeedId, PersonId


@dataclass(frozen=True, slots=True)
class Feed:
    """A person's feed; it shows nothing once it is revoked."""

    id: FeedId
    person_id: PersonId
    code_hash: str
    made_at: datetime
    revoked_at: datetime | None
