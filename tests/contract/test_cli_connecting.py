"""Platforms are connected each by itself: what passes is waited out, what is set up wrongly ends it (SPEC 8)."""

import asyncio
from collections.abc import Mapping

import pytest

from adapters.cli.connecting import LONG, Connecting
from adapters.platform import Adapter, Hook, PlatformProblem, PlatformTrouble
from bot.chat.courier import Address, Courier, Delivered, Redrawn
from bot.chat.outgoing import Message
from bot.domain.people import Platform


class AnyCourier:
    async def deliver(self, to: Address, message: Message) -> Delivered:
        return Delivered("")

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return Delivered(reference)


class Fake:
    """An adapter whose starts end as listed, and then well."""

    links = ""
    hooks: Mapping[str, Hook] = {}

    def __init__(self, platform: Platform, *ends: Exception) -> None:
        self.platform = platform
        self.tries = 0
        self._ends = list(ends)

    @property
    def courier(self) -> Courier:
        return AnyCourier()

    async def start(self) -> None:
        self.tries += 1
        if self._ends:
            raise self._ends.pop(0)

    async def stop(self) -> None: ...

    async def freshen(self) -> None: ...

    async def take_up_what_was_left(self) -> None: ...


def courier_of(adapter: Adapter) -> Courier:
    return adapter.courier


class Waits:
    """Notes each wait, which is over at once."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


async def test_what_passes_is_waited_out_and_said_once(caplog: pytest.LogCaptureFixture):
    waits, away = Waits(), PlatformTrouble("nobody answers there")
    telegram = Fake(Platform.TELEGRAM, *[away] * 8)
    connecting = Connecting([telegram], courier_of, wait=waits)
    await connecting.all()
    assert connecting.is_done
    assert list(connecting.couriers) == [Platform.TELEGRAM]
    assert waits.seconds == [1, 2, 4, 8, 16, 32, LONG, LONG]
    (line,) = caplog.messages
    assert line == "telegram is not connected yet, and is tried again until it is: nobody answers there"


async def test_the_others_serve_meanwhile():
    waits, may_go_on = asyncio.Event(), asyncio.Event()

    async def wait(seconds: float) -> None:
        waits.set()
        await may_go_on.wait()

    slack, telegram = Fake(Platform.SLACK), Fake(Platform.TELEGRAM, PlatformTrouble("away"))
    connecting = Connecting([telegram, slack], courier_of, wait=wait)
    task = asyncio.create_task(connecting.all())
    await waits.wait()
    await asyncio.sleep(0)
    assert not connecting.is_done
    assert list(connecting.couriers) == [Platform.SLACK]
    may_go_on.set()
    await task
    assert connecting.is_done


async def test_what_is_set_up_wrongly_ends_it_also_when_that_shows_only_later():
    wrong = PlatformProblem("telegram.token is set, and Telegram does not know it")
    telegram = Fake(Platform.TELEGRAM, PlatformTrouble("away"), wrong)
    slack = Fake(Platform.SLACK, *[PlatformTrouble("away")] * 99)
    with pytest.raises(PlatformProblem, match="does not know it"):
        await Connecting([telegram, slack], courier_of, wait=Waits()).all()
    assert telegram.tries == 2
    tried = slack.tries
    await asyncio.sleep(0)
    assert slack.tries == tried
