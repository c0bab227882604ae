"""Linking: two accounts become one person, by a one-time code (SPEC 1.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import choice
from types import MappingProxyType

from bot.domain.errors import BrokenRule
from bot.domain.ids import PersonId
from bot.domain.posts import PostState
from bot.domain.signups import Signup, Standing

LINK_FOR = timedelta(minutes=10)
"""How long a code can be used."""

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What codes are written in: nothing that is read for something else."""

LENGTH = 12
"""Characters of a code: 60 random bits."""


class LinkCodeUnknown(BrokenRule):
    """No code like that was given out."""


class LinkCodeExpired(BrokenRule):
    """The ten minutes are over."""


class LinkCodeUsed(BrokenRule):
    """Accounts were linked with it before, or a newer code has replaced it."""


class LinkedAlready(BrokenRule):
    """Both accounts are the same person's."""


class NotLinked(BrokenRule):
    """The account is the person's first, or none of theirs, so it cannot be unlinked."""


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A person's code, kept only as its hash."""

    code_hash: str
    person_id: PersonId
    made_at: datetime
    used_at: datetime | None


def new_link_code() -> str:
    """A fresh code, in groups of four as it is shown."""
    letters = "".join(choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, LENGTH, 4))


def hash_of_link_code(given: str) -> str:
    """What is kept of a code, however it is typed: in any case, with or without signs between."""
    return sha256("".join(c for c in given.upper() if c.isalnum()).encode()).hexdigest()


def ensure_links(code: LinkCode, person: PersonId, *, now: datetime) -> None:
    """Raises the reason why that person's account cannot be linked with the code now, if there is one."""
    if code.person_id == person:
        raise LinkedAlready
    if code.used_at is not None:
        raise LinkCodeUsed
    if now >= code.made_at + LINK_FOR:
        raise LinkCodeExpired


STRONGER: Mapping[Standing, int] = MappingProxyType(
    {
        Standing.REMOVED: 4,
        Standing.SEATED: 3,
        Standing.OFFERED: 2,
        Standing.IN_LINE: 1,
        Standing.LEFT: 0,
    }
)
"""Where both stand differently with a circle: a removal survives, and a seat beats a place in line."""


def merged_signup(first: Signup, second: Signup) -> Signup:
    """One sign-up of two in the same circle: the stronger place, the earlier of two alike, and the later answers.

    It goes on as `first`; a seat or a place in line that is not kept is free. A seat held for `second` must be given back
    before, since its offer would go on as nobody's.
    """
    later = max(first, second, key=lambda signup: signup.changed_at)
    place = min(first, second, key=lambda s: (-STRONGER[s.standing], s.line_no or 0, s.seat or 0))
    return replace(
        first,
        standing=place.standing,
        seat=place.seat,
        line_no=place.line_no,
        goal=later.goal or first.goal or second.goal,
        offer=later.offer or first.offer or second.offer,
        consented_at=min(first.consented_at, second.consented_at),
        signed_up_at=min(first.signed_up_at, second.signed_up_at),
        changed_at=later.changed_at,
        held_until=place.held_until,
        passed_until=place.passed_until,
        times_offered=first.times_offered
        if place is first
        else max(first.times_offered, second.times_offered),
    )


MOST_FINAL: Mapping[PostState, int] = MappingProxyType(
    {
        PostState.SENT: 6,
        PostState.SENDING: 5,
        PostState.UNKNOWN: 4,
        PostState.FAILED: 3,
        PostState.SKIPPED: 2,
        PostState.CLAIMED: 1,
        PostState.PLANNED: 0,
    }
)
"""Which of two posts of one kind about one subject is kept: what may have been seen is not sent again."""
