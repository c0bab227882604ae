"""People, their accounts, and places we can write to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.ids import AccountId, PersonId, PlaceId
from bot.domain.people import Account, AccountKey, Person, Place, PlaceKey


class People(Shelf[PersonId, Person], Protocol):
    """People."""

    def lock(self, person: PersonId) -> Person:
        """The person, the row locked until the transaction ends."""
        ...

    def names(self, people: Collection[PersonId]) -> Mapping[PersonId, str]: ...
    def longest_today_lead(self, people: Collection[PersonId]) -> timedelta:
        """The longest lead of those who want a word on the day; none is no time."""
        ...


class Accounts(Shelf[AccountId, Account], Protocol):
    """Accounts; the key is unique."""

    def by_key(self, key: AccountKey) -> Account | None: ...
    def of(self, person: PersonId) -> Sequence[Account]:
        """The person's accounts, the oldest first."""
        ...

    def owners(self, people: Collection[PersonId]) -> frozenset[PersonId]:
        """Those of them that have an account, reachable or not."""
        ...

    def reachable(self, people: Collection[PersonId]) -> frozenset[PersonId]:
        """Those of them that have an account which can be reached."""
        ...


class Places(Shelf[PlaceId, Place], Protocol):
    """Groups and channels; platform, workspace and key are unique."""

    def by_key(self, key: PlaceKey) -> Place | None: ...
    def all_at(self, key: PlaceKey) -> Sequence[Place]:
        """The place of that key and its parts."""
        ...
