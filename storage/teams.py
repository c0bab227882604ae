"""Teams, their members, and invitations to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from bot.domain.ids import InvitationId, PersonId, TeamId
from bot.domain.invitations import Invitation
from bot.domain.teams import Membership, Role, Team
from storage.shelves import Drawer, IfNew, Rows, Shelf, Things
from storage.tables import AcceptanceRow, InvitationRow, MembershipRow, TeamRow, table_of

TEAMS = Things(Team, TeamRow)
MEMBERSHIPS = Rows(Membership, MembershipRow)
INVITATIONS = Things(Invitation, InvitationRow)
ACCEPTANCES = table_of(AcceptanceRow)

_memberships, _invitations = MEMBERSHIPS.table.c, INVITATIONS.table.c
_ALL = TEAMS.select.order_by(TEAMS.table.c.created_at, TEAMS.table.c.id)
_IN_ORDER = MEMBERSHIPS.select.order_by(
    _memberships.since_at, _memberships.person_id, _memberships.team_id, _memberships.role
)
_MEMBERS = _IN_ORDER.where(_memberships.team_id == bindparam("team"))
_MEMBER_OF = _IN_ORDER.where(_memberships.person_id == bindparam("person"))
_JOIN = IfNew(MEMBERSHIPS.table, "team_id", "person_id", "role")
_PART = delete(MEMBERSHIPS.table).where(
    _memberships.team_id == bindparam("team"),
    _memberships.person_id == bindparam("person"),
    _memberships.role == bindparam("role"),
)
_BY_HASH = INVITATIONS.select.where(_invitations.code_hash == bindparam("code_hash"))
_OPEN_OF = INVITATIONS.select.where(
    _invitations.team_id == bindparam("team"),
    _invitations.revoked_at.is_(None),
    _invitations.expires_at > bindparam("now"),
    or_(_invitations.limit.is_(None), _invitations.used < _invitations.limit),
).order_by(_invitations.made_at.desc(), _invitations.id)
_ACCEPT = IfNew(ACCEPTANCES, "invitation_id", "person_id")
_COUNT_USE = (
    update(INVITATIONS.table).where(_invitations.id == bindparam("the_id")).values(used=_invitations.used + 1)
)
_ACCEPTED = select(ACCEPTANCES.c.accepted_at).where(
    ACCEPTANCES.c.invitation_id == bindparam("invitation"), ACCEPTANCES.c.person_id == bindparam("person")
)


class Teams(Shelf[TeamId, Team]):
    """Teams and their members; one row a team, person and role."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, TEAMS)
        self._memberships = Memberships(connection)

    def all(self) -> Sequence[Team]:
        """All teams, the oldest first."""
        return self._all(_ALL)

    def lock(self, team: TeamId) -> Team:
        """The team, its row locked until the transaction ends. Raises NotFound."""
        return self._lock(team)

    def members(self, team: TeamId) -> Sequence[Membership]:
        """Who is in the team, in the order in which they came."""
        return self._memberships.members(team)

    def of(self, person: PersonId) -> Sequence[Membership]:
        """What the person is in which teams, in the order in which they came."""
        return self._memberships.of(person)

    def join(self, membership: Membership) -> bool:
        """Whether the membership is new."""
        return self._touched(_JOIN.on(self._connection), MEMBERSHIPS.values(membership)) == 1

    def part(self, team: TeamId, person: PersonId, role: Role) -> bool:
        """Whether there was such a membership to end."""
        return self._touched(_PART, {"team": team, "person": person, "role": role}) == 1


class Memberships(Drawer[Membership]):
    """Who is in which team."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, MEMBERSHIPS)

    def members(self, team: TeamId) -> Sequence[Membership]:
        """Those of one team."""
        return self._all(_MEMBERS, team=team)

    def of(self, person: PersonId) -> Sequence[Membership]:
        """Those of one person."""
        return self._all(_MEMBER_OF, person=person)


class Invitations(Shelf[InvitationId, Invitation]):
    """Invitations, and who has accepted which."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, INVITATIONS)

    def by_hash(self, code_hash: str) -> Invitation | None:
        """The invitation whose code has that hash."""
        return self._one(_BY_HASH, code_hash=code_hash)

    def lock(self, invitation: InvitationId) -> Invitation:
        """The invitation, its row locked until the transaction ends. Raises NotFound."""
        return self._lock(invitation)

    def accept(self, invitation: InvitationId, person: PersonId, *, now: datetime) -> bool:
        """Counts the use and notes the person; False, and nothing noted, when they had accepted before."""
        acceptance = {"invitation_id": invitation, "person_id": person, "accepted_at": now}
        if not self._touched(_ACCEPT.on(self._connection), acceptance):
            return False
        self._connection.execute(_COUNT_USE, {"the_id": invitation})
        return True

    def accepted(self, invitation: InvitationId, person: PersonId) -> bool:
        """Whether the person has accepted it."""
        given = {"invitation": invitation, "person": person}
        return self._connection.execute(_ACCEPTED, given).first() is not None

    def open_of(self, team: TeamId, *, now: datetime) -> Sequence[Invitation]:
        """Those of the team that can still be accepted, the latest first."""
        return self._all(_OPEN_OF, team=team, now=now)
