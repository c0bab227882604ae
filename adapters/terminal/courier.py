"""Delivers posts to the people and places of a terminal."""

from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.terminal.parse import Keyboard
from adapters.terminal.render import clean
from bot.chat.courier import Address, Delivered, Delivery, Redrawn, ToAccount
from bot.chat.incoming import Sender, Spot
from bot.chat.outgoing import Message
from bot.domain.ids import new_id
from bot.domain.people import AccountKey, PlaceKind, Platform

WORKSPACE = "local"
"""A terminal has one workspace."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A post, and the reference that names it from now on."""

    reference: str
    message: Message


@dataclass(slots=True)
class Conversation:
    """One private conversation or group: what waits to be read there, and what can be pressed.

    `last_post` is the post that plain words answer: the one shown last, until something is typed.
    """

    title: str
    keyboard: Keyboard = field(default_factory=Keyboard)
    waiting: list[Arrived] = field(default_factory=list[Arrived])
    last_post: str | None = None

    def read(self) -> list[Arrived]:
        """What waits, which then waits no more."""
        waiting, self.waiting = self.waiting, []
        return waiting


class TerminalCourier:
    """Puts posts where they wait to be read, and says so."""

    def __init__(self) -> None:
        self.on_arrival: Callable[[str, Conversation], None] | None = None
        self._conversations: dict[str, Conversation] = {}

    async def deliver(self, to: Address, message: Message) -> Delivery:
        """Always delivers."""
        key = to.account.user if isinstance(to, ToAccount) else to.key
        conversation = self.conversation(key, title=key)
        arrived = Arrived(new_id(), message)
        conversation.waiting.append(arrived)
        if self.on_arrival is not None:
            self.on_arrival(key, conversation)
        return Delivered(arrived.reference)

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        """What was read stays as it was on a terminal, so the new face waits to be read: once, however often it changes."""
        key = to.account.user if isinstance(to, ToAccount) else to.key
        conversation = self.conversation(key, title=key)
        others = [arrived for arrived in conversation.waiting if arrived.reference != reference]
        conversation.waiting = [*others, Arrived(reference, message)]
        return Delivered(reference)

    def conversation(self, key: str, *, title: str) -> Conversation:
        """The conversation of that key; a new one gets the title."""
        return self._conversations.setdefault(key, Conversation(title))

    def unread(self) -> list[Conversation]:
        """Conversations in which something waits."""
        return [conversation for conversation in self._conversations.values() if conversation.waiting]


def is_name(name: str) -> bool:
    """Whether somebody can be called that here: `#` begins a group, `/` a command."""
    return bool(clean(name).strip()) and not name.strip().startswith(("#", "/"))


def sender_named(name: str) -> Sender:
    """Whoever has that name; its case makes no difference."""
    name = " ".join(clean(name).split())
    return Sender(AccountKey(Platform.TERMINAL, WORKSPACE, name.casefold()), name)


def private(sender: Sender) -> Spot:
    """The private conversation with that person."""
    return Spot(PlaceKind.PRIVATE, sender.account.user)


def group(name: str) -> Spot:
    """The group of that name, with or without its `#`."""
    title = f"#{name.lstrip('#')}"
    return Spot(PlaceKind.GROUP, title.casefold(), title)
