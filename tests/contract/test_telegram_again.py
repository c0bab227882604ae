"""Answers that meet trouble on their way are tried again where that does no harm: a message twice is worse (SPEC 3.2)."""

from collections.abc import AsyncGenerator

import pytest
from telegram.error import NetworkError

from adapters.telegram.limits import NoLimits
from adapters.telegram.render import Rich
from adapters.telegram.request import NotSent
from adapters.telegram.writer import TRIES, Face, Writer
from tests.contract.test_telegram_server import bot_at
from tests.telegram_server import BadGateway, Drop, Refuse, TelegramServer
from tests.telegram_server.faults import Fault
from tests.telegram_world import TelegramWorld

UNCLEAR = [Refuse.internal(), BadGateway(), BadGateway(accepted=True), Drop(), Drop(accepted=True)]


@pytest.fixture
async def world() -> AsyncGenerator[TelegramWorld]:
    async with TelegramWorld() as world:
        yield world


class Noted(NoLimits):
    """Notes for how long it is asked to hold, and waits for nothing."""

    def __init__(self) -> None:
        self.held: list[float] = []

    def hold(self, chat: int, seconds: float) -> None:
        self.held.append(seconds)


async def test_an_answer_is_never_given_up_because_telegram_asks_to_wait(world: TelegramWorld):
    ben = world.server.person("Ben")
    world.server.fail(Refuse.flood(1), "sendMessage", times=3 * TRIES)
    ben.writes("/help")
    await world.settled()
    assert len(ben.shown) == 1


async def test_while_there_is_no_connection_an_answer_is_tried_at_longer_and_longer_intervals():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben, turns = server.person("Ben"), Noted()
        ben.writes("hello")
        writer = Writer(bot, turns)
        await server.__aexit__(None, None, None)
        with pytest.raises(NetworkError):
            # The connection that was open breaks first.
            await bot.get_me()
        with pytest.raises(NotSent):
            await writer.send(ben.id, Face(Rich("Hi")), insist=True)
        assert turns.held == [1, 2, 4, 8, 16]
        with pytest.raises(NotSent):
            await writer.send(ben.id, Face(Rich("Hi")))
        assert len(turns.held) == 5
        await server.__aenter__()
        await writer.send(ben.id, Face(Rich("Hi")), insist=True)
        assert ben.screen == "Hi"


@pytest.mark.parametrize("fault", UNCLEAR, ids=str)
async def test_a_message_that_may_have_arrived_is_not_sent_again(world: TelegramWorld, fault: Fault):
    ben = world.server.person("Ben")
    world.server.fail(fault, "sendMessage")
    ben.writes("/help")
    await world.settled()
    assert len(world.server.made("sendMessage")) == 1


@pytest.mark.parametrize("fault", UNCLEAR, ids=str)
async def test_an_edit_that_may_have_arrived_is_made_again(world: TelegramWorld, fault: Fault):
    ben = world.server.person("Ben")
    ben.writes("/leave")
    ben.opens(f"{world.link}{await world.organizer_code()}")
    await world.settled()
    for answer in ("Ben", "City Library", "Europe/Berlin"):
        ben.writes(answer)
        await world.settled()
    ben.presses_data(ben.last, ben.last.buttons[0]["callback_data"])
    ben.writes("/week")
    await world.settled()
    shown, button = ben.button("The week after")
    world.server.fail(fault, "editMessageText")
    before, made = shown.text, len(world.server.made("editMessageText"))
    ben.presses_data(shown, button["callback_data"])
    await world.settled()
    assert len(world.server.made("editMessageText")) == made + 2
    assert shown.edits == 1
    assert shown.text != before


@pytest.mark.parametrize("fault", [*UNCLEAR, Refuse.flood(0)], ids=str)
async def test_a_press_is_answered_in_spite_of_trouble_and_never_twice(world: TelegramWorld, fault: Fault):
    """SPEC 5."""
    ben = world.server.person("Ben")
    ben.writes("/start")
    await world.settled()
    world.server.fail(fault, "answerCallbackQuery")
    query = ben.presses("Help")
    await world.settled()
    assert query.answer is not None
    assert len(world.server.made("answerCallbackQuery")) == 2
    assert len(ben.shown) == 2
