"""Charts on Telegram: words at once, and a picture after them where pictures can be drawn (SPEC 3.8)."""

import asyncio

import pytest

from adapters.pictures.painter import Painter
from bot.chat.courier import Delivered, ToAccount
from bot.chat.outgoing import Chart, Message, Photo, Plain, Text
from bot.domain.people import AccountKey, Platform
from tests.telegram_server import Refuse
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import Player, TelegramStage, circle_of_two

BARS = "Mon 12 Oct   0\n"
PNG = b"\x89PNG\r\n\x1a\n1"
CHART = Chart("Who came", (("Mon 5 Oct", 5.0), ("Mon 12 Oct", 7.0)), "5 and 7 came.")


class Waiting(Painter):
    """Draws unless it is told to wait."""

    def __init__(self, *, fails: bool = False) -> None:
        super().__init__(can_draw=True)
        self.may_draw = asyncio.Event()
        self.may_draw.set()
        self._fails = fails

    async def drawn(self, chart: Chart) -> Photo | None:
        await self.may_draw.wait()
        return None if self._fails else Photo(PNG, chart.alt)


async def a_digest(world: TelegramWorld) -> Player:
    """Ada, whose digest has three weeks of which to make a chart, and something that needs a hand."""
    ada, _ = await circle_of_two(world)
    await TelegramStage(world).advance(hours=24 * 29)
    return ada


async def test_a_digest_asked_for_is_answered_in_words_at_once_and_its_picture_follows():
    painter = Waiting()
    async with TelegramWorld(painter=painter) as world:
        ada = await a_digest(world)
        painter.may_draw.clear()
        ada.person.writes("/digest")
        ada.person.writes("/help")
        await world.server.until(lambda: "/browse" in ada.person.last.text)
        words = ada.person.message_with("This week")
        assert BARS not in words.text
        before = len(ada.person.shown)
        painter.may_draw.set()
        await world.settled()
        (picture,) = ada.person.shown[before:]
        assert picture.media == "photo"
        assert picture.text in words.text


async def test_a_button_in_a_digest_brings_back_no_bars_and_no_second_picture():
    painter = Waiting()
    async with TelegramWorld(painter=painter) as world:
        ada = await a_digest(world)
        await ada.says("/digest")
        card, button = next(
            (message, button)
            for message in reversed(ada.person.shown)
            for button in message.buttons
            if "take" in button["text"]
        )
        before = len(ada.person.shown)
        ada.person.presses_data(card, button["callback_data"])
        await world.settled()
        assert card.edits == 1
        assert BARS not in card.text
        assert len(ada.person.shown) == before


async def test_a_chart_that_cannot_be_drawn_follows_as_bars():
    painter = Waiting(fails=True)
    async with TelegramWorld(painter=painter) as world:
        ada = await a_digest(world)
        await ada.says("/digest")
        assert BARS in ada.person.last.text


async def test_where_nothing_can_be_drawn_bars_stand_in_the_words():
    async with TelegramWorld(painter=Painter(can_draw=False)) as world:
        ada = await a_digest(world)
        await ada.says("/digest")
        assert BARS in ada.person.message_with("This week").text


async def test_it_ends_though_a_picture_is_being_drawn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("adapters.telegram.showing.PATIENCE", 0.1)
    painter = Waiting()
    async with TelegramWorld(painter=painter) as world:
        ada = await a_digest(world)
        painter.may_draw.clear()
        ada.person.writes("/digest")
        await world.server.until(lambda: "This week" in ada.person.last.text)
        async with asyncio.timeout(3):
            await world.adapter.stop()


async def deliver(world: TelegramWorld, user: int, message: Message) -> object:
    to = ToAccount(AccountKey(Platform.TELEGRAM, "4242", str(user)))
    return await world.adapter.courier.deliver(to, message)


async def test_a_chart_of_a_post_arrives_as_a_picture_with_its_words():
    """Drawn by the real child process and sent through the real library."""
    async with TelegramWorld(painter=Painter()) as world:
        ben = world.server.person("Ben")
        ben.writes("/start")
        await world.settled()
        delivery = await deliver(world, ben.id, Message((Text((Plain("Digest"),)), CHART)))
        _, words, picture = ben.shown
        assert delivery == Delivered(f"{ben.id}:{words.id}")
        assert "5 and 7 came." in words.text
        assert picture.media == "photo"
        assert picture.text == "5 and 7 came."
        assert picture.file is not None
        assert picture.file[1].startswith(b"\x89PNG")


async def test_a_post_has_arrived_though_its_picture_has_not():
    painter = Waiting()
    async with TelegramWorld(painter=painter) as world:
        ben = world.server.person("Ben")
        ben.writes("/start")
        await world.settled()
        world.server.fail(Refuse.bad("IMAGE_PROCESS_FAILED"), "sendPhoto")
        delivery = await deliver(world, ben.id, Message((Text((Plain("Digest"),)), CHART)))
        assert delivery == Delivered(f"{ben.id}:{ben.last.id}")
        assert "5 and 7 came." in ben.last.text
