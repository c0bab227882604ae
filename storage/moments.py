"""Column types: what the domain says in Python, on both engines alike."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator

Kind = TypeVar("Kind", bound=StrEnum)


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, kept and handed out in UTC. Refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"{value.isoformat()} names no moment: it has no zone")
        moment = value.astimezone(UTC)
        # SQLite keeps text: without an offset it sorts in the order of time.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Seconds(TypeDecorator[timedelta]):
    """A length of time in whole seconds."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        seconds, rest = divmod(value, timedelta(seconds=1))
        if rest:
            raise ValueError(f"{value} is no whole number of seconds")
        return seconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


class Choice(TypeDecorator[Kind]):
    """One of the members of a StrEnum, kept as its text. Refuses what is none."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[Kind]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Kind | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Kind | None:
        return None if value is None else self.kind(value)


Filled = str | tuple[str, ...]


class FilledFields(TypeDecorator[Mapping[str, Filled]]):
    """Texts, or tuples of texts, by name."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: Mapping[str, Filled] | None, dialect: Dialect
    ) -> dict[str, Filled] | None:
        return None if value is None else dict(value)

    def process_result_value(
        self, value: Mapping[str, str | list[str]] | None, dialect: Dialect
    ) -> Mapping[str, Filled] | None:
        if value is None:
            return None
        return {name: tuple(held) if isinstance(held, list) else held for name, held in value.items()}
