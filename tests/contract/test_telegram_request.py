"""Whether Telegram can have had a request is told apart: surely not, or nobody knows (SPEC 3.2)."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from adapters.telegram.request import AiohttpRequest, Broken, NotSent, TooFast
from tests.contract.test_telegram_server import bot_at
from tests.telegram_server import BadGateway, Drop, Person, Refuse, Slow, TelegramServer


def started(server: TelegramServer) -> Person:
    ben = server.person("Ben")
    ben.writes("hello")
    return ben


async def test_where_nobody_listens_nothing_was_sent():
    request = AiohttpRequest()
    bot = Bot("1:x", base_url="http://127.0.0.1:9/bot", request=request, get_updates_request=request)
    await request.initialize()
    with pytest.raises(NotSent, match="no connection"):
        await bot.send_message(1, "Hi")
    await request.shutdown()


@pytest.mark.parametrize("fault", [Drop(accepted=True), Drop(), BadGateway(accepted=True), BadGateway()])
async def test_a_broken_connection_or_a_bad_gateway_leaves_it_open(fault):
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = started(server)
        server.fail(fault, "sendMessage")
        with pytest.raises(NetworkError) as open_end:
            await bot.send_message(ben.id, "Hi")
        assert type(open_end.value) in {NetworkError, Broken}
        assert len(ben.shown) == fault.accepted


async def test_no_answer_in_time_leaves_it_open():
    async with TelegramServer() as server, bot_at(server, read_timeout=0.05) as bot:
        ben = started(server)
        server.fail(Slow(5), "sendMessage")
        with pytest.raises(TimedOut):
            await bot.send_message(ben.id, "Hi")
        assert ben.screen == "Hi"


async def test_no_free_connection_in_time_means_not_sent():
    async with TelegramServer() as server, bot_at(server, at_once=1, wait_timeout=0.05) as bot:
        ben = started(server)
        server.fail(Slow(0.5), "sendMessage")
        first = asyncio.create_task(bot.send_message(ben.id, "One"))
        await server.until(lambda: ben.shown)
        with pytest.raises(NotSent):
            await bot.send_message(ben.id, "Two")
        await first
        assert ben.screen == "One"


async def test_a_refusal_that_says_how_long_to_wait():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = started(server)
        server.fail(Refuse.flood(9), "sendMessage")
        with pytest.raises(TooFast, match="9"):
            await bot.send_message(ben.id, "Hi")


async def test_files_and_pictures_arrive_as_they_are():
    content = bytes(range(256)) * 40
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = started(server)
        await bot.send_document(ben.id, content, filename="café & <b>.ics", caption="Your calendar")
        assert ben.last.file == ("café & <b>.ics", content)
        assert ben.last.text == "Your calendar"
        await bot.send_photo(ben.id, b"\x89PNG\r\n\x1a\n" + content)
        assert ben.last.media == "photo"


async def test_many_requests_share_one_session():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = started(server)
        await asyncio.gather(*(bot.send_message(ben.id, f"{number}") for number in range(200)))
        assert sorted(int(message.text) for message in ben.shown) == list(range(200))
