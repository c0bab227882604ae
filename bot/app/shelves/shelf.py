"""What every shelf can do."""

from typing import Protocol, TypeVar

Key_contra = TypeVar("Key_contra", contravariant=True)
Entity = TypeVar("Entity")


class Shelf(Protocol[Key_contra, Entity]):
    """Keeps one kind of thing by its id."""

    def get(self, key: Key_contra, /) -> Entity: ...
    def find(self, key: Key_contra, /) -> Entity | None: ...
    def add(self, *entities: Entity) -> None: ...
    def change(self, key: Key_contra, /, **columns: object) -> None: ...
