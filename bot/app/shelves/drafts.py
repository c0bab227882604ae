"""Unfinished forms."""

from collections.abc import Sequence
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.drafts import Draft
from bot.domain.ids import DraftId, PersonId


class Drafts(Shelf[DraftId, Draft], Protocol):
    """Unfinished forms."""

    def open_at(self, person: PersonId, spot: str) -> Draft | None:
        """The form that the person has open there, the latest if several."""
        ...

    def all_at(self, person: PersonId, spot: str) -> Sequence[Draft]:
        """The forms that the person has begun there, the one changed last first."""
        ...

    def remove(self, draft: DraftId) -> None: ...
    def remove_at(self, person: PersonId, spot: str) -> None: ...
