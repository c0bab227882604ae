"""The audit trail: what organizers did in circles that others facilitate (SPEC 1.3)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import PersonId, TeamId


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """That `actor` did `action` to `subject`, an id, in a team, at a UTC moment."""

    team_id: TeamId
    actor: PersonId
    action: str
    subject: str
    at: datetime
