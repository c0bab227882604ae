"""What every shelf can do."""

from collections.abc import Collection, Mapping
from typing import Protocol, TypeVar

Key = TypeVar("Key")
Entity = TypeVar("Entity")


class Shelf(Protocol[Key, Entity]):
    """Keeps one kind of thing by its id."""

    def get(self, key: Key, /) -> Entity: ...
    def find(self, key: Key, /) -> Entity | None: ...
    def several(self, keys: Collection[Key], /) -> Mapping[Key, Entity]:
        """Those that are there, by key."""
        ...

    def add(self, *entities: Entity) -> None: ...
    def change(self, key: Key, /, **columns: object) -> None: ...
