"""Invitations: links that make someone an organizer or a facilitator.

A code has 130 random bits and is kept only as its SHA-256, so what lies in the database opens no door.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import choice
from string import ascii_letters, digits

from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, InvitationId, PersonId, TeamId

VALID_FOR = timedelta(days=7)
"""How long an invitation waits to be accepted, unless another time is named."""

LONGEST_DAYS = 90
"""The longest that an invitation can wait, in days."""

MOST_USES = 500
"""The most people that a link can be limited to."""


class InvitationUnknown(BrokenRule):
    """No invitation has that code."""


class InvitationExpired(BrokenRule):
    """The invitation was not accepted in time."""


class InvitationRevoked(BrokenRule):
    """Whoever invited has taken it back."""


class InvitationUsedUp(BrokenRule):
    """As many people as it was made for have accepted it."""


class InvitationForAnother(BrokenRule):
    """It was made for someone else."""


class Purpose(StrEnum):
    """What accepting an invitation does."""

    FOUND_TEAM = "found-team"
    """The operator's link: make a new team and be its first organizer."""
    ORGANIZE = "organize"
    """Join a team as an organizer."""
    FACILITATE = "facilitate"
    """Join a team as a facilitator; with a circle named, facilitate that one."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation. `made_by` is None for the operator's; `limit` None lets any number of people accept, each once."""

    id: InvitationId
    code_hash: str
    purpose: Purpose
    team_id: TeamId | None
    circle_id: CircleId | None
    made_by: PersonId | None
    for_person: PersonId | None
    limit: int | None
    used: int
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


def new_code() -> str:
    """A fresh secret for a link: 22 letters and digits, so that a double click takes all of it."""
    return "".join(choice(ascii_letters + digits) for _ in range(22))


def hash_of(code: str) -> str:
    """What is kept of a code."""
    return sha256(code.encode(errors="replace")).hexdigest()


def ensure_open_to(invitation: Invitation, person: PersonId, *, now: datetime) -> None:
    """Raises the reason why that person cannot accept the invitation now, if there is one (SPEC 1.3)."""
    if invitation.for_person is not None and invitation.for_person != person:
        raise InvitationForAnother
    if invitation.revoked_at is not None:
        raise InvitationRevoked
    if invitation.limit is not None and invitation.used >= invitation.limit:
        raise InvitationUsedUp
    if now >= invitation.expires_at:
        raise InvitationExpired
