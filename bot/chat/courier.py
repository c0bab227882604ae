"""What delivers posts: one courier a platform, and what it tells of each delivery (SPEC 3.2, 3.3)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.chat.outgoing import Message
from bot.domain.people import AccountKey, Platform


@dataclass(frozen=True, slots=True)
class ToAccount:
    """In private, to an account."""

    account: AccountKey


@dataclass(frozen=True, slots=True)
class ToPlace:
    """To a group or channel, by the platform's own key."""

    platform: Platform
    workspace: str
    key: str


Address = ToAccount | ToPlace


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform has it. `reference` names the message on the platform, as `Said.reply_to` will."""

    reference: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """It was surely not accepted, and another time may do better; not before `after` has passed."""

    after: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Unreachable:
    """It was refused for good: blocked, deactivated, left, archived, removed."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """It may or may not have been accepted."""


@dataclass(frozen=True, slots=True)
class Gone:
    """That message cannot be given another face any more: deleted, too old, or in a place that has moved."""


Delivery = Delivered | NotNow | Unreachable | Unclear

Redrawn = Delivery | Gone
"""What came of giving a message another face. Unclear is tried again: to do so twice is to do it once."""


class Courier(Protocol):
    """Delivers messages on one platform."""

    async def deliver(self, to: Address, message: Message) -> Delivery:
        """Hands one message to the platform. Raises nothing that a platform or a network can cause."""
        ...

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        """Gives a message that was delivered there another face.

        Delivered also when it has that face already, with the reference that it has from now on. Raises nothing, as above.
        """
        ...
