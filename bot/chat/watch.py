"""Whoever counts what we do: told of it once it is done, never of anybody's name or words (SPEC 8)."""

from datetime import timedelta
from typing import Protocol

from bot.domain.people import Platform
from bot.domain.posts import PostKind, PostState


class Watch(Protocol):
    """Is told what was done. It holds up nothing and raises nothing."""

    def post_ended(self, kind: PostKind, state: PostState) -> None:
        """A post has come to an end, or is to be tried again, which is PLANNED."""
        ...

    def kept(self, platform: Platform, arrivals: int) -> None:
        """So much that came in was new, and is kept."""
        ...

    def answered(self, platform: Platform, *, after: timedelta, well: bool) -> None:
        """Something that came in was answered, so long after it came; not well where it had to be set aside."""
        ...

    def fault(self) -> None:
        """Somebody was told that something went wrong on our side."""
        ...


class Nobody:
    """Counts nothing."""

    def post_ended(self, kind: PostKind, state: PostState) -> None:
        """Nothing."""

    def kept(self, platform: Platform, arrivals: int) -> None:
        """Nothing."""

    def answered(self, platform: Platform, *, after: timedelta, well: bool) -> None:
        """Nothing."""

    def fault(self) -> None:
        """Nothing."""


NOBODY = Nobody()
