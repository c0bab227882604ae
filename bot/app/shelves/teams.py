"""Teams, invitations, and the audit trail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.audit import AuditEntry
from bot.domain.ids import InvitationId, PersonId, TeamId
from bot.domain.invitations import Invitation
from bot.domain.teams import Membership, Role, Team


class Teams(Shelf[TeamId, Team], Protocol):
    """Teams and their members; one row a team, person and role."""

    def all(self) -> Sequence[Team]: ...
    def lock(self, team: TeamId) -> Team:
        """The team, its row locked until the transaction ends."""
        ...

    def members(self, team: TeamId) -> Sequence[Membership]: ...
    def of(self, person: PersonId) -> Sequence[Membership]: ...
    def join(self, membership: Membership) -> bool:
        """Whether the membership is new."""
        ...

    def part(self, team: TeamId, person: PersonId, role: Role) -> bool:
        """Whether there was such a membership to end."""
        ...


class Invitations(Shelf[InvitationId, Invitation], Protocol):
    """Invitations, and who has accepted which."""

    def by_hash(self, code_hash: str) -> Invitation | None: ...
    def lock(self, invitation: InvitationId) -> Invitation: ...
    def accept(self, invitation: InvitationId, person: PersonId, *, now: datetime) -> bool:
        """Counts the use and notes the person; False, and nothing noted, when they had accepted before."""
        ...

    def accepted(self, invitation: InvitationId, person: PersonId) -> bool: ...
    def open_of(self, team: TeamId, *, now: datetime) -> Sequence[Invitation]:
        """Those of the team that can still be accepted, the latest first."""
        ...


class Audit(Protocol):
    """The audit trail, which only grows."""

    def append(self, entry: AuditEntry) -> None: ...
    def of_team(self, team: TeamId) -> Sequence[AuditEntry]: ...
    def count(self, team: TeamId) -> int: ...
    def page(self, team: TeamId, *, offset: int, limit: int) -> Sequence[AuditEntry]:
        """Some of those of the team, the latest first."""
        ...
