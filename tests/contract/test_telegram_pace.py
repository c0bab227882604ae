"""Nobody waits because of what else goes on: presses are answered, others are served, and it ends when asked (SPEC 5, 4.8)."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from adapters.telegram import adapter, showing
from tests.telegram_server import Refuse, Slow
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import TelegramStage, circle_of_two


@pytest.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[TelegramWorld]:
    """Within Telegram's limits."""
    monkeypatch.setattr(showing, "PATIENCE", 0.2)
    async with TelegramWorld(limited=True) as world:
        yield world


async def test_ten_quick_taps_are_answered_at_once_and_drawn_together():
    """SPEC 4.8."""
    async with TelegramWorld() as world:
        _, ben = await circle_of_two(world)
        await TelegramStage(world).advance(hours=24 * 7)
        prompt, _ = ben.person.button("Yes")
        # Whatever is edited takes its time.
        world.server.fail(Slow(0.5), "editMessageText", times=99)
        queries = [ben.person.presses(label) for _ in range(5) for label in ("Yes", "No")]
        await world.server.until(lambda: all(query.answer is not None for query in queries), within=1.5)
        await world.settled()
        assert prompt.edits <= 2
        assert "We’ll miss you" in prompt.text


async def test_a_press_is_answered_though_its_chat_may_not_be_written_to(world: TelegramWorld):
    ben = world.server.person("Ben")
    ben.writes("/start")
    await world.settled()
    world.server.fail(Refuse.flood(3), "sendMessage", chat=ben.id)
    ben.writes("/help")
    query = ben.presses("Help")
    await world.server.until(lambda: query.answer is not None, within=1.5)
    await world.settled()
    assert len([message for message in ben.shown if "/browse" in message.text]) == 2


async def test_who_writes_very_much_holds_up_nobody_else(
    world: TelegramWorld, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(adapter, "MOST_WAITING", 10)
    zed, ben = (world.server.person(name) for name in ("Zed", "Ben"))
    for _ in range(20):
        zed.writes("/help")
    await world.server.until_taken()
    ben.writes("/help")
    await world.server.until(lambda: ben.shown, within=2)


async def test_what_is_said_in_one_chat_is_answered_in_order():
    async with TelegramWorld() as world:
        ben = world.server.person("Ben")
        world.server.fail(Slow(0.3), "sendMessage")
        for name in ("Benno", "Benjamin", "Benedikt"):
            ben.writes(f"/name {name}")
        await world.settled()
        told = [next(name for name in ("Benno", "Benjamin", "Benedikt") if name in m.text) for m in ben.shown]
        assert told == ["Benno", "Benjamin", "Benedikt"]


async def test_it_ends_though_an_answer_would_wait_for_long(world: TelegramWorld):
    ben = world.server.person("Ben")
    world.server.fail(Refuse.flood(300), "sendMessage")
    ben.writes("/help")
    await world.server.until(lambda: world.server.made("sendMessage"))
    async with asyncio.timeout(5):
        await world.adapter.stop()
