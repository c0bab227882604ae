"""What all shelves share: rows become frozen dataclasses by the names of their fields, and back."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Connection, Executable, Table, Update, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.errors import NotFound
from storage import direct
from storage.tables import Row, table_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Key = TypeVar("Key")
Found = TypeVar("Found")
Entity = TypeVar("Entity", bound="DataclassInstance")

MOST_AT_ONCE = 1000
"""How many values one statement names; both engines allow some 32,000."""


class Rows(Generic[Entity]):
    """How one kind of dataclass lies in its table, with the statements that every kind needs, built once."""

    def __init__(self, entity: type[Entity], row: type[Row]) -> None:
        self.entity = entity
        self.table = table_of(row)
        self.names = tuple(field.name for field in fields(entity))
        self.select = select(*(self.table.c[name] for name in self.names))
        self.insert = insert(self.table)

    def values(self, entity: Entity) -> dict[str, object]:
        """The entity's fields by column."""
        return {name: getattr(entity, name) for name in self.names}


class Things(Rows[Entity]):
    """Rows that have an id."""

    def __init__(self, entity: type[Entity], row: type[Row]) -> None:
        super().__init__(entity, row)
        is_it = self.table.c.id == bindparam("the_id")
        self.by_id = self.select.where(is_it)
        self.by_ids = self.select.where(self.table.c.id.in_(bindparam("ids", expanding=True)))
        # NO KEY: rows that refer to this one may still be added meanwhile, by those who do not change it.
        self.locked = self.by_id.with_for_update(key_share=True)
        self.update = update(self.table).where(is_it)

    def id_of(self, entity: Entity) -> object:
        """What names it."""
        return self.values(entity)["id"]


MEMORY = "circlebot-memory"
"""Under this name a connection holds what its transaction remembers of its reads, if it does (see UnitOfWork.remember)."""


class Drawer(Generic[Entity]):
    """Dataclasses of one kind as one transaction sees them."""

    remembers = True
    """Whether reads may be answered from memory, and writes make the transaction forget."""

    def __init__(self, connection: Connection, rows: Rows[Entity]) -> None:
        self._connection = connection
        self._entity = rows.entity

    def _one(self, statement: Executable, /, **given: object) -> Entity | None:
        return self._remembered(self._read_one, statement, given)

    def _all(self, statement: Executable, /, **given: object) -> list[Entity]:
        return self._remembered(self._read_all, statement, given)

    def _column(self, statement: Executable, /, **given: object) -> Sequence[Any]:
        return self._remembered(self._read_column, statement, given)

    def _number(self, statement: Executable, /, **given: object) -> int:
        return direct.rows(self._connection, statement, given)[0][0]

    def _touched(self, statement: Executable, given: Mapping[str, object]) -> int:
        self._forget()
        return direct.touched(self._connection, statement, given)

    def _forget(self) -> None:
        if self.remembers and (memory := self._connection.info.get(MEMORY)):
            memory.clear()

    def _foresee(self, statement: Executable, answers: Iterable[tuple[Mapping[str, object], object]]) -> None:
        """Remembers what the statement would find, given each of those."""
        memory: dict[object, object] | None = self._connection.info.get(MEMORY)
        if memory is not None:
            memory.update((_memory_key(statement, given), found) for given, found in answers)

    def _read_one(self, statement: Executable, given: Mapping[str, object]) -> Entity | None:
        found = direct.rows(self._connection, statement, given)
        return self._entity(*found[0]) if found else None

    def _read_all(self, statement: Executable, given: Mapping[str, object]) -> list[Entity]:
        make = self._entity
        return [make(*row) for row in direct.rows(self._connection, statement, given)]

    def _read_column(self, statement: Executable, given: Mapping[str, object]) -> Sequence[Any]:
        return [row[0] for row in direct.rows(self._connection, statement, given)]

    def _remembered(
        self,
        read: Callable[[Executable, Mapping[str, object]], Found],
        statement: Executable,
        given: Mapping[str, object],
    ) -> Found:
        memory: dict[object, Found] | None = self._connection.info.get(MEMORY)
        if memory is None or not self.remembers:
            return read(statement, given)
        key = _memory_key(statement, given)
        if key not in memory:
            memory[key] = read(statement, given)
        return memory[key]


class Shelf(Drawer[Entity], Generic[Key, Entity]):
    """Keeps one kind of thing by its id."""

    def __init__(self, connection: Connection, things: Things[Entity]) -> None:
        super().__init__(connection, things)
        self._things = things

    def get(self, key: Key, /) -> Entity:
        """The thing of that id. Raises NotFound."""
        return _found(self.find(key))

    def find(self, key: Key, /) -> Entity | None:
        """The thing of that id, if there is one."""
        return self._one(self._things.by_id, the_id=key)

    def several(self, keys: Collection[Key], /) -> Mapping[Key, Entity]:
        """Those of that id that are there."""
        position = self._things.names.index("id")
        return {
            row[position]: self._entity(*row)
            for page in in_pages(frozenset(keys))
            for row in self._connection.execute(self._things.by_ids, {"ids": page})
        }

    def foresee(self, keys: Collection[Key]) -> None:
        """Reads those at once, to be remembered (see UnitOfWork.remember)."""
        for page in in_pages(keys):
            found = {
                self._things.id_of(entity): entity
                for entity in self._read_all(self._things.by_ids, {"ids": page})
            }
            self._foresee(self._things.by_id, (({"the_id": key}, found.get(key)) for key in page))

    def add(self, *entities: Entity) -> None:
        """Keeps new things."""
        if entities:
            self._forget()
            self._connection.execute(self._things.insert, [self._values(entity) for entity in entities])

    def change(self, key: Key, /, **columns: object) -> None:
        """Writes those columns and no others. Raises NotFound when there is no such thing."""
        strange = columns.keys() - set(self._things.names) | columns.keys() & {"id"}
        if strange:
            raise TypeError(
                f"{self._entity.__name__} has nothing to change named {', '.join(sorted(strange))}"
            )
        if not columns:
            self.get(key)
        elif not self._touched(self._changing(columns), {**columns, "the_id": key}):
            raise NotFound

    def _lock(self, key: Key) -> Entity:
        return self._locked(self._things.locked, the_id=key)

    def _locked(self, statement: Executable, /, **given: object) -> Entity:
        self._forget()
        return _found(self._one(statement, **given))

    def _values(self, entity: Entity) -> dict[str, object]:
        return self._things.values(entity)

    def _changing(self, columns: Mapping[str, object]) -> Update:
        return self._things.update


class IfNew:
    """Inserts a row unless one with the same `unique` columns is there."""

    def __init__(self, table: Table, *unique: str) -> None:
        self._by_engine = {
            "sqlite": sqlite.insert(table).on_conflict_do_nothing(index_elements=unique),
            "postgresql": postgresql.insert(table).on_conflict_do_nothing(index_elements=unique),
        }

    def on(self, connection: Connection) -> sqlite.Insert | postgresql.Insert:
        """The statement for that connection's engine."""
        return self._by_engine[connection.dialect.name]


class LastCounts:
    """Inserts a row, or gives the one with the same `unique` columns its values, but for those to be kept."""

    def __init__(self, rows: Rows[Entity], *unique: str, keeping: Collection[str] = ()) -> None:
        given = [name for name in rows.names if name not in {*unique, *keeping}]
        on_sqlite, on_postgres = sqlite.insert(rows.table), postgresql.insert(rows.table)
        self._by_engine = {
            "sqlite": on_sqlite.on_conflict_do_update(
                index_elements=unique, set_={name: on_sqlite.excluded[name] for name in given}
            ),
            "postgresql": on_postgres.on_conflict_do_update(
                index_elements=unique, set_={name: on_postgres.excluded[name] for name in given}
            ),
        }

    def on(self, connection: Connection) -> sqlite.Insert | postgresql.Insert:
        """The statement for that connection's engine."""
        return self._by_engine[connection.dialect.name]


def in_pages(keys: Collection[Key]) -> Iterator[list[Key]]:
    """The keys, as many at a time as one statement may name."""
    rest = iter(keys)
    while page := list(islice(rest, MOST_AT_ONCE)):
        yield page


def _memory_key(statement: Executable, given: Mapping[str, object]) -> object:
    return (id(statement), *((name, str(value)) for name, value in given.items()))


def _found(entity: Entity | None) -> Entity:
    if entity is None:
        raise NotFound
    return entity
