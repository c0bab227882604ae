"""The audit trail: what organizers did in their team, and in circles that others facilitate (SPEC 1.3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId, TeamId


class Deed(StrEnum):
    """What was done. The subject is a circle, a person, or the team."""

    RUN_CIRCLE = "run-circle"
    """An organizer looked after a circle that others facilitate."""
    HAND_OVER = "hand-over"
    """A circle went to another facilitator."""
    MOVE_CIRCLE = "move-circle"
    """A circle went to another team, or came from one."""
    INVITE = "invite"
    REVOKE = "revoke"
    GIVE_ROLE = "give-role"
    REMOVE_MEMBER = "remove-member"
    CHANGE_TEAM = "change-team"
    CHANGE_COURSES = "change-courses"
    CHANGE_DIGEST = "change-digest"
    EXPORT = "export"
    """What the team owns was written to a file."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """That `actor` did `action`, a Deed, to `subject`, an id, in a team, at a UTC moment."""

    team_id: TeamId
    actor: PersonId
    action: str
    subject: str
    at: datetime
