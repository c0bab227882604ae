"""People, accounts and places."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Connection, bindparam, func, or_, select

from bot.domain.ids import AccountId, PersonId, PlaceId
from bot.domain.people import Account, AccountKey, Person, Place, PlaceKey
from storage.shelves import Shelf, Things, in_pages
from storage.tables import AccountRow, PersonRow, PlaceRow

PEOPLE = Things(Person, PersonRow)
ACCOUNTS = Things(Account, AccountRow)
PLACES = Things(Place, PlaceRow)

_people, _accounts, _places = PEOPLE.table.c, ACCOUNTS.table.c, PLACES.table.c
_NAMES = select(_people.id, _people.name).where(_people.id.in_(bindparam("ids", expanding=True)))
_ACCOUNT = ACCOUNTS.select.where(
    _accounts.platform == bindparam("platform"),
    _accounts.workspace == bindparam("workspace"),
    _accounts.user == bindparam("user"),
)
_ACCOUNTS_OF = ACCOUNTS.select.where(_accounts.person_id == bindparam("person")).order_by(
    _accounts.created_at, _accounts.id
)
_ACCOUNTS_OF_ALL = ACCOUNTS.select.where(
    _accounts.person_id.in_(bindparam("people", expanding=True))
).order_by(_accounts.created_at, _accounts.id)
_OWNERS = (
    select(_accounts.person_id).where(_accounts.person_id.in_(bindparam("people", expanding=True))).distinct()
)
_REACHABLE = _OWNERS.where(_accounts.unreachable_at.is_(None))
_PLACE = PLACES.select.where(
    _places.platform == bindparam("platform"),
    _places.workspace == bindparam("workspace"),
    _places.key == bindparam("key"),
)
_PLACE_AND_PARTS = PLACES.select.where(
    _places.platform == bindparam("platform"),
    _places.workspace == bindparam("workspace"),
    or_(
        _places.key == bindparam("key"),
        func.substr(_places.key, 1, bindparam("length")) == bindparam("beginning"),
    ),
).order_by(_places.created_at, _places.id)

_LONGEST_LEAD = select(func.max(_people.today_lead)).where(
    _people.id.in_(bindparam("ids", expanding=True)), _people.wants_today
)


class People(Shelf[PersonId, Person]):
    """People."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, PEOPLE)

    def lock(self, person: PersonId) -> Person:
        """The person, the row locked until the transaction ends. Raises NotFound."""
        return self._lock(person)

    def names(self, people: Collection[PersonId]) -> Mapping[PersonId, str]:
        """What those of them that we know are called."""
        return {
            person: name
            for page in in_pages(people)
            for person, name in self._connection.execute(_NAMES, {"ids": page})
        }

    def longest_today_lead(self, people: Collection[PersonId]) -> timedelta:
        """The longest lead of those who want a word on the day; none is no time."""
        pages = (self._connection.execute(_LONGEST_LEAD, {"ids": page}).scalar() for page in in_pages(people))
        return max((lead for lead in pages if lead is not None), default=timedelta())


class Accounts(Shelf[AccountId, Account]):
    """Accounts; the key is unique."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, ACCOUNTS)

    def by_key(self, key: AccountKey) -> Account | None:
        """The account of that key."""
        return self._one(_ACCOUNT, platform=key.platform, workspace=key.workspace, user=key.user)

    def of(self, person: PersonId) -> Sequence[Account]:
        """The person's accounts, the oldest first."""
        return self._all(_ACCOUNTS_OF, person=person)

    def foresee_of(self, people: Collection[PersonId]) -> None:
        """Reads the accounts of all those at once, to be remembered."""
        for page in in_pages(people):
            found: dict[PersonId, list[Account]] = {person: [] for person in page}
            for account in self._read_all(_ACCOUNTS_OF_ALL, {"people": page}):
                found[account.person_id].append(account)
            self._foresee(_ACCOUNTS_OF, (({"person": person}, of) for person, of in found.items()))

    def owners(self, people: Collection[PersonId]) -> frozenset[PersonId]:
        """Those of them that have an account, reachable or not."""
        return frozenset(
            person for page in in_pages(sorted(people)) for person in self._column(_OWNERS, people=page)
        )

    def reachable(self, people: Collection[PersonId]) -> frozenset[PersonId]:
        """Those of them that have an account which can be reached."""
        return frozenset(
            person for page in in_pages(sorted(people)) for person in self._column(_REACHABLE, people=page)
        )


class Places(Shelf[PlaceId, Place]):
    """Groups and channels; platform, workspace and key are unique."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, PLACES)

    def by_key(self, key: PlaceKey) -> Place | None:
        """The place that the platform calls so."""
        return self._one(_PLACE, platform=key.platform, workspace=key.workspace, key=key.key)

    def all_at(self, key: PlaceKey) -> Sequence[Place]:
        """The place of that key and its parts."""
        beginning = f"{key.key}/"
        return self._all(
            _PLACE_AND_PARTS,
            platform=key.platform,
            workspace=key.workspace,
            key=key.key,
            beginning=beginning,
            length=len(beginning),
        )
