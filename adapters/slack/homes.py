"""The app's home: everybody's hub, drawn anew while it is open (SPEC 6)."""

import asyncio
import json
import logging
from collections.abc import Sequence

from adapters.slack.blocks import VIEW_BLOCKS
from adapters.slack.door import Door
from adapters.slack.inbound import private, sender_of
from adapters.slack.line import NOT_AS_BLOCKS, Bot, InDoubt, SlackLine, SlackSays, TooSoon
from adapters.slack.parts import Look
from adapters.slack.people import SlackPeople, SlackUser
from adapters.slack.render import blocks_in_view, words_in_view
from adapters.slack.scene import Scene
from bot.chat.desk import Desk
from bot.chat.incoming import Incoming, Opened, Screen
from bot.chat.outgoing import Message

OPEN_FOR = 900.0
"""Seconds for which a home counts as open: Slack does not tell when somebody turns away."""

MOST_OPEN = 500

log = logging.getLogger(__name__)


class Homes:
    """The homes that are open. Only what has changed is published."""

    def __init__(self, line: SlackLine, desk: Desk, people: SlackPeople, bot: Bot, door: Door) -> None:
        self._line = line
        self._desk = desk
        self._people = people
        self._bot = bot
        self._door = door
        self._opened: dict[str, tuple[float, str]] = {}
        self._seen = desk.doings.count

    async def open(self, incoming: Incoming, user: SlackUser) -> None:
        """Draws the home of somebody who looks at it."""
        self._opened.pop(user.id, None)
        if len(self._opened) >= MOST_OPEN:
            self._opened.pop(next(iter(self._opened)))
        self._opened[user.id] = (asyncio.get_running_loop().time(), "")
        await self._draw(incoming, user)

    async def draw(self, user: SlackUser) -> None:
        """Draws the home anew, if it is open."""
        if user.id in self._opened:
            opened = Opened(
                sender=sender_of(user, Scene(user.id), self._bot.workspace),
                spot=private(user),
                screen=Screen.HOME,
            )
            await self._draw(opened, user)

    async def draw_changed(self) -> None:
        """Draws all that are open, if anybody has done something since: many taps are one drawing."""
        if (done := self._desk.doings.count) != self._seen:
            self._seen = done
            await self.draw_all()

    async def draw_all(self) -> None:
        """Draws all that are open, as far as they show something new."""
        if self._door.shut_for:
            return
        now = asyncio.get_running_loop().time()
        for id, (at, _) in list(self._opened.items()):
            if now - at > OPEN_FOR:
                self._opened.pop(id, None)
            else:
                await self.draw(await self._people.user(id))

    async def show(self, id: str, message: Message) -> None:
        """Shows that message as somebody's home."""
        await self._publish(id, [message], Look())

    async def _draw(self, incoming: Incoming, user: SlackUser) -> None:
        reply = await self._desk.take(incoming)
        look = Look(user.zone)
        drawn = json.dumps([blocks_in_view(message, look) for message in reply.messages], sort_keys=True)
        at, before = self._opened.get(user.id, (0.0, ""))
        if drawn != before and await self._publish(user.id, reply.messages, look) and user.id in self._opened:
            self._opened[user.id] = (at, drawn)

    async def _publish(self, id: str, messages: Sequence[Message], look: Look) -> bool:
        """Whether that is the home now; in words where Slack does not take the blocks."""
        for in_blocks in (blocks_in_view, words_in_view):
            blocks = [block for message in messages for block in in_blocks(message, look)][:VIEW_BLOCKS]
            try:
                await self._line.ask("views.publish", user_id=id, view={"type": "home", "blocks": blocks})
            except (SlackSays, TooSoon, InDoubt) as trouble:
                log.warning("a home cannot be drawn: %s", trouble)
                if not isinstance(trouble, SlackSays) or trouble.code not in NOT_AS_BLOCKS:
                    return False
            else:
                return True
        return False
