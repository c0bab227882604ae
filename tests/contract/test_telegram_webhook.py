"""What is brought over HTTP: only from Telegram, kept before it is taken, brought again after anything else."""

import json
from collections.abc import Sequence

import pytest

from adapters.platform import Asked
from adapters.telegram.webhook import Webhook
from bot.chat.reception import Brought
from tests.telegram_world import TelegramWorld
from tests.telegram_world.world import SECRET

UPDATE = {"update_id": 7, "message": {"chat": {"id": 5}, "text": "Hi"}}
HEADERS = {"x-telegram-bot-api-secret-token": SECRET}


class Shelf:
    def __init__(self, *, broken: bool = False) -> None:
        self.kept: list[Brought] = []
        self._broken = broken

    async def keep(self, brought: Sequence[Brought]) -> None:
        if self._broken:
            raise OSError("the disk is full")
        self.kept += brought


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-telegram-bot-api-secret-token": ""}, {"x-telegram-bot-api-secret-token": f"{SECRET}x"}],
)
async def test_whoever_does_not_know_the_secret_is_refused(headers: dict[str, str]):
    shelf = Shelf()
    answered = await Webhook(SECRET, shelf.keep).take(Asked(headers, json.dumps(UPDATE).encode()))
    assert (answered.status, shelf.kept) == (403, [])


async def test_an_update_is_kept_under_its_number_in_the_lane_of_its_chat():
    shelf = Shelf()
    answered = await Webhook(SECRET, shelf.keep).take(Asked(HEADERS, json.dumps(UPDATE).encode()))
    assert answered.status == 200
    assert [(one.key, one.lane, json.loads(one.payload)) for one in shelf.kept] == [("7", "5", UPDATE)]


async def test_what_cannot_be_kept_is_brought_again():
    answered = await Webhook(SECRET, Shelf(broken=True).keep).take(
        Asked(HEADERS, json.dumps(UPDATE).encode())
    )
    assert answered.status == 503


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b'{"update_id": "x"}', b"\xff\xfe", b'{"message": {}}'])
async def test_what_is_no_update_is_set_aside(body: bytes):
    shelf = Shelf()
    answered = await Webhook(SECRET, shelf.keep).take(Asked(HEADERS, body))
    assert (answered.status, shelf.kept) == (200, [])


@pytest.mark.parametrize("happened", [{}, {"message": {}}, {"message": 7}, {"callback_query": {"id": "1"}}])
async def test_an_update_of_no_chat_has_a_lane_of_its_own(happened: dict):
    shelf = Shelf()
    body = json.dumps({"update_id": 8} | happened).encode()
    assert (await Webhook(SECRET, shelf.keep).take(Asked(HEADERS, body))).status == 200
    assert [(one.key, one.lane) for one in shelf.kept] == [("8", "8")]


async def test_what_came_while_we_were_away_is_brought_again():
    async with TelegramWorld(webhook=True) as world:
        ben = world.server.person("Ben")
        await world.adapter.stop()
        ben.writes("/help")
        await world.server.until(lambda: len(world.server.line.attempts) >= 2)
        assert {status for _, status in world.server.line.attempts} == {503}
        await world.adapter.start()
        await world.settled()
        assert "/browse" in ben.screen
