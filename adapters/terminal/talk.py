"""Talking to the bot in a terminal: one person at a time, in private or in a group."""

from collections.abc import Awaitable, Callable

from adapters.terminal.courier import (
    Arrived,
    Conversation,
    TerminalCourier,
    group,
    is_name,
    private,
    sender_named,
)
from adapters.terminal.parse import ChangePerson, ChangePlace, Press, Quit, parse, pressed
from adapters.terminal.render import clean, form_pieces, pieces
from adapters.terminal.screen import Lines, Screen
from bot.chat.desk import Desk
from bot.chat.incoming import Incoming, Resumed
from bot.chat.outgoing import Reply
from bot.domain.ids import new_id
from bot.domain.people import PlaceKind

HOW_TO = (
    "Type a command such as /start or /help, or plain words. Press a button by typing the letter before it.",
    "/as NAME changes who you are, /in #channel goes to a group, /in alone goes back, /quit ends.",
    "/at 50.94, 6.96 shares a location.",
)
"""What is said first. Buttons have letters because numbers are answers."""

_YES = frozenset({"y", "yes", "ok"})


class Talk:
    """One sitting. `send_due` is called after each line, so that what it has made due is read at once."""

    def __init__(
        self,
        desk: Desk,
        courier: TerminalCourier,
        screen: Screen,
        lines: Lines,
        *,
        name: str,
        send_due: Callable[[], Awaitable[object]],
    ) -> None:
        self._desk = desk
        self._courier = courier
        self._screen = screen
        self._lines = lines
        self._send_due = send_due
        self._sender = sender_named(name)
        self._spot = private(self._sender)
        self._busy = False
        courier.on_arrival = self._arrived

    async def run(self) -> None:
        """Talks until the lines end or /quit; then shows what nobody has read, so that nothing is lost."""
        for line in HOW_TO:
            self._screen.note(line)
        self._open.title = self._sender.name
        await self._resume()
        while (line := await self._lines.next(self._prompt)) is not None:
            typed = parse(line, self._sender, self._spot, self._open.keyboard, reply_to=self._open.last_post)
            if isinstance(typed, Quit):
                break
            if typed is not None:
                await self._do(typed)
        for conversation in self._courier.unread():
            self._screen.note(f"Not read yet by {clean(conversation.title)}:")
            self._show_waiting(conversation)

    @property
    def _open(self) -> Conversation:
        return self._courier.conversation(self._spot.key, title=self._spot.title or self._sender.name)

    @property
    def _prompt(self) -> str:
        where = "" if self._spot.kind is PlaceKind.PRIVATE else f" in {self._spot.title}"
        return f"{self._sender.name}{where}> "

    async def _do(self, typed: Incoming | Press | ChangePerson | ChangePlace) -> None:
        self._open.last_post = None
        match typed:
            case ChangePerson(name):
                await self._become(name)
            case ChangePlace(name):
                self._go(name)
            case Press(key):
                if key.button.confirm is None or await self._is_sure(key.button.confirm):
                    await self._take(pressed(key, self._sender, self._spot), card=key.card)
                else:
                    self._screen.note("Nothing has changed.")
            case _:
                await self._take(typed)

    async def _become(self, name: str) -> None:
        if not is_name(name):
            self._screen.note("Who? Type /as and a name, such as /as Ben.")
            return
        self._sender = sender_named(name)
        self._spot = private(self._sender)
        self._open.title = self._sender.name
        self._show_waiting(self._open)
        await self._resume()

    async def _resume(self) -> None:
        """Shows what was asked before and is still open, since the next words would be taken for the answer."""
        reply = await self._desk.take(Resumed(sender=self._sender, spot=self._spot))
        self._show(reply, None)

    def _go(self, name: str | None) -> None:
        self._spot = group(name) if name and name.strip("#") else private(self._sender)
        self._show_waiting(self._open)

    async def _is_sure(self, question: str) -> bool:
        answer = await self._lines.next(f"{clean(question)} [y/n] ")
        return answer is not None and answer.strip(" .![]").casefold() in _YES

    async def _take(self, incoming: Incoming, *, card: str | None = None) -> None:
        self._busy = True
        try:
            reply = await self._desk.take(incoming)
        finally:
            self._busy = False
        self._show(reply, card)
        self._show_waiting(self._open)
        await self._send_due()

    def _show(self, reply: Reply, card: str | None) -> None:
        keyboard = self._open.keyboard
        if any(message.buttons for message in reply.messages):
            keyboard.clear()
        if reply.toast:
            self._screen.note(f"· {clean(reply.toast)}")
        if reply.edit is not None:
            self._screen.show(pieces(reply.edit, keyboard.add(reply.edit, card or new_id())))
        if reply.form is not None:
            self._screen.show(form_pieces(reply.form))
        for message in reply.messages:
            self._screen.show(pieces(message, keyboard.add(message, new_id())))

    def _arrived(self, key: str, conversation: Conversation) -> None:
        if key != self._spot.key:
            way = f"/in {key}" if key.startswith("#") else f"/as {conversation.title}"
            self._screen.note(f"✉ {clean(conversation.title)} has a new message: {clean(way)}")
        elif not self._busy:
            self._show_waiting(conversation)

    def _show_waiting(self, conversation: Conversation) -> None:
        for arrived in conversation.read():
            self._show_post(conversation, arrived)

    def _show_post(self, conversation: Conversation, arrived: Arrived) -> None:
        keys = conversation.keyboard.add(arrived.message, arrived.reference)
        self._screen.show(pieces(arrived.message, keys))
        conversation.last_post = arrived.reference
