"""Links with which a person takes a seat that is theirs: added by name, or with a new account (SPEC 1.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import BrokenRule
from bot.domain.ids import PersonId, SeatLinkId, SignupId

CLAIM_WITHIN = timedelta(days=7)
"""How long such a link waits to be used."""


class SeatLinkUnknown(BrokenRule):
    """No seat has that link, or a newer one has taken its place."""


class SeatLinkExpired(BrokenRule):
    """It was not used in time."""


class SeatLinkUsed(BrokenRule):
    """Somebody has used it; it works once."""


@dataclass(frozen=True, slots=True)
class SeatLink:
    """A link for one seat, which works once. Its code is kept only as a hash; a newer link takes its place."""

    id: SeatLinkId
    code_hash: str
    signup_id: SignupId
    made_by: PersonId
    made_at: datetime
    expires_at: datetime
    used_by: PersonId | None = None
    used_at: datetime | None = None


def ensure_open(link: SeatLink, *, now: datetime) -> None:
    """Raises SeatLinkUsed or SeatLinkExpired when nobody can take the seat with it any more."""
    if link.used_by is not None:
        raise SeatLinkUsed
    if now >= link.expires_at:
        raise SeatLinkExpired
