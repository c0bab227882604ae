"""Teams and who does what in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.errors import BrokenRule
from bot.domain.ids import PersonId, PlaceId, TeamId

DEFAULT_REMINDER_LEAD = timedelta(hours=48)
"""How long before a meeting its reminder goes out, where neither meeting nor circle says otherwise (SPEC 3)."""

DEFAULT_COUNT, DEFAULT_MINUTES = 6, 90
"""How many meetings of how many minutes a new circle has, where its team says nothing else (SPEC 2, `new`)."""

DEFAULT_DIGEST_AT = time(10, 0)
"""When Monday's digest goes out, on the team's clock (SPEC 3)."""


class LastOrganizer(BrokenRule):
    """A team keeps at least one organizer (SPEC 1.3)."""


class Role(StrEnum):
    """What a member does in a team."""

    ORGANIZER = "organizer"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Team:
    """Organizers and facilitators with a zone, a language and a digest.

    New circles have `default_count` meetings of `default_minutes` and `default_capacity` seats, unless told otherwise.
    Without `digest_place_id` the digest goes to each organizer in private. `digest_weekday` counts from Monday as 0.
    """

    id: TeamId
    name: str
    zone: str
    language: str
    reminder_lead: timedelta
    digest_place_id: PlaceId | None
    digest_weekday: int
    digest_at: time
    digest_paused: bool
    created_at: datetime
    default_count: int = DEFAULT_COUNT
    default_minutes: int = DEFAULT_MINUTES
    default_capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """That a person has a role in a team."""

    team_id: TeamId
    person_id: PersonId
    role: Role
    since_at: datetime


def keep_an_organizer(members: Iterable[Membership], leaving: PersonId) -> None:
    """Raises LastOrganizer when the team would be left without one."""
    if not any(m.role is Role.ORGANIZER and m.person_id != leaving for m in members):
        raise LastOrganizer
