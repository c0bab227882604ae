"""Where circles came from."""

from collections.abc import Collection, Mapping
from typing import Protocol

from bot.domain.ids import CircleId, TeamId
from bot.domain.imports import Source


class Imports(Protocol):
    """What circles are called where they came from."""

    def known(self, team: TeamId, source: Source, keys: Collection[str]) -> set[str]:
        """Which of the keys the team has a circle for, deleted since or not."""
        ...

    def add(self, team: TeamId, source: Source, circles: Mapping[str, CircleId]) -> None:
        """Remembers circles by their keys."""
        ...
