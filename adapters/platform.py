"""What every platform's adapter is to the command that runs it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.chat.courier import Courier
from bot.domain.people import Platform


class PlatformProblem(Exception):
    """A platform cannot be used as it is set up: which setting, what is wrong with it, and the remedy, on one line."""


class PlatformTrouble(PlatformProblem):
    """A platform cannot be used just now, in a way that may pass by itself: no network, or trouble over there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of a web address of ours. The names of headers are in lower case."""

    headers: Mapping[str, str]
    body: bytes
    query: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What they get."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


Hook = Callable[[Asked], Awaitable[Answered]]
"""Answers a POST to one path."""


class Adapter(Protocol):
    """A platform, ready to be started."""

    @property
    def platform(self) -> Platform: ...
    @property
    def courier(self) -> Courier: ...
    @property
    def links(self) -> str:
        """How a link into the bot is opened, or else typed, with `{code}` for its code; empty where it is not known yet."""
        ...

    @property
    def hooks(self) -> Mapping[str, Hook]:
        """What it answers over HTTP, by path; empty where it fetches everything itself."""
        ...

    async def start(self) -> None:
        """Connects, and begins to take what comes. Raises PlatformProblem, and after PlatformTrouble may be called again."""
        ...

    async def stop(self) -> None:
        """Takes nothing more; returns when what is being answered is answered."""
        ...

    async def freshen(self) -> None:
        """Draws anew what somebody has open and what shows something old; called every few seconds, and of no effect
        before the start.
        """
        ...

    async def take_up_what_was_left(self) -> None:
        """Has answered what came a while ago and is not done (see Reception); called now and then, and of no effect before
        the start.
        """
        ...
