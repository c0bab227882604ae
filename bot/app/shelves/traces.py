"""All that refers to a person, and codes that link accounts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import PersonId
from bot.domain.linking import LinkCode


class Traces(Protocol):
    """All that refers to a person, whatever the table."""

    def of(self, person: PersonId) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """All that is stored about the person, by heading; secrets, others' ids and the machinery left out."""
        ...


class LinkCodes(Protocol):
    """Codes that link accounts, by the hash of their secret."""

    def add(self, code: LinkCode) -> None: ...
    def lock(self, code_hash: str) -> LinkCode | None:
        """The code of that hash, its row locked until the transaction ends."""
        ...

    def use_up(self, person: PersonId, *, now: datetime) -> int:
        """None of the person's codes can be used any more; returns how many could."""
        ...
