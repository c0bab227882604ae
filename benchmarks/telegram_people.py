"""Telegram in a process of its own: our server, and people on it who press buttons all at once or at a steady pace."""

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.people import member
from tests.telegram_server.state import Sent
from tests.telegram_server.world import BOT

CHILDREN = multiprocessing.get_context("spawn")
PATIENCE = 60


@dataclass(frozen=True)
class Crowd:
    """How many people there are, and what their buttons do: by turns, one for each person."""

    actions: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Pressed:
    """How long presses took to be answered and shown, in seconds, and all of them together."""

    took: list[float]
    seconds: float


class Telegram:
    """The process, as who measures sees it."""

    def __init__(self, crowd: Crowd) -> None:
        self._line, theirs = CHILDREN.Pipe()
        self._process = CHILDREN.Process(target=_serve, args=(theirs, crowd), daemon=True)
        self._process.start()
        self.base_url, self.token, self.people = self._line.recv()

    async def asks(self, *what: Any) -> Any:
        """Has the people do something, and waits for what came of it."""
        self._line.send(what)
        return await asyncio.to_thread(self._line.recv)

    def close(self) -> None:
        self._process.terminate()
        self._process.join()


def _serve(line: Connection, crowd: Crowd) -> None:
    asyncio.run(_Street(crowd).serve(line))


class _Street:
    """The people, and what they press."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._server = TelegramServer(logs=False)
        self._turns: dict[int, int] = {}

    async def serve(self, line: Connection) -> None:
        async with self._server as server:
            self._people = [server.person(f"Person {n}") for n in range(len(self._crowd.actions))]
            self._cards = [self._card(person) for person in self._people]
            line.send((server.base_url, server.token, [person.id for person in self._people]))
            while True:
                what, *given = await asyncio.to_thread(line.recv)
                doing: dict[str, Callable[..., Awaitable[Any]]] = {
                    "crowd": self._all_at_once,
                    "pace": self._steadily,
                    "sent": self._sent,
                }
                line.send(await doing[what](*given))

    def _card(self, person: Person) -> Sent:
        person.chat.members[BOT] = "member"
        assert member(self._server.world, person.chat, BOT)
        return self._server.world.place_message(person.chat, BOT, text="Who comes?")

    async def _all_at_once(self, presses: int, at_once: int) -> Pressed:
        """So many are always under way."""
        took: list[float] = []
        numbers = iter(range(presses))
        lanes = [list(range(lane, len(self._people), at_once)) for lane in range(at_once)]

        async def one(lane: list[int]) -> None:
            for number in numbers:
                took.append(await self._press(lane[number % len(lane)]))

        loop = asyncio.get_running_loop()
        begin = loop.time()
        await asyncio.gather(*(one(lane) for lane in lanes))
        return Pressed(took, loop.time() - begin)

    async def _steadily(self, presses: int, a_second: float) -> Pressed:
        loop = asyncio.get_running_loop()
        begin = loop.time()

        async def one(number: int) -> float:
            await asyncio.sleep(max(0.0, begin + number / a_second - loop.time()))
            return await self._press(number % len(self._people))

        took = await asyncio.gather(*(one(number) for number in range(presses)))
        return Pressed(took, loop.time() - begin)

    async def _press(self, who: int) -> float:
        """Presses, and waits until the press is answered and the card has another face."""
        loop = asyncio.get_running_loop()
        card, person = self._cards[who], self._people[who]
        turn = self._turns[who] = self._turns.get(who, 0) + 1
        edits, begin = card.edits, loop.time()
        query = person.presses_data(card, self._crowd.actions[who][turn % 2])
        await self._server.until(lambda: query.answer is not None and card.edits > edits, within=PATIENCE)
        return loop.time() - begin

    async def _sent(self, count: int) -> int:
        """Waits until that many messages beside the cards have come."""

        def there() -> int:
            return sum(len(person.chat.messages) - 1 for person in self._people)

        await self._server.until(lambda: there() >= count, within=600)
        return there()
