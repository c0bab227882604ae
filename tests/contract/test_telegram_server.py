"""The Bot API server of the tests is as strict as Telegram: what it accepts, and what it refuses in which words."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken

from adapters.telegram.request import AiohttpRequest, TooFast
from tests.telegram_server import Refuse, TelegramServer


def bot_at(server: TelegramServer, token: str | None = None, **timeouts: float) -> Bot:
    request = AiohttpRequest(**timeouts)
    return Bot(token or server.token, base_url=server.base_url, request=request, get_updates_request=request)


def button(data: str, text: str = "Yes") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data)]])


async def test_a_token_is_the_bots_or_is_refused():
    async with TelegramServer() as server:
        async with bot_at(server) as bot:
            assert bot.username == "circle_test_bot"
        with pytest.raises(InvalidToken):
            async with bot_at(server, "1:wrong"):
                pass


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "Hi", "reply_markup": button("x" * 65)}, "button_data_invalid"),
        ({"text": "Hi", "reply_markup": button("ü" * 33)}, "button_data_invalid"),
        ({"text": "Hi", "entities": [MessageEntity("bold", 0, 3)]}, "ends after the end of the text"),
        ({"text": "😀", "entities": [MessageEntity("bold", 1, 1)]}, "in a middle of a utf-16 symbol"),
        ({"text": "Hi", "entities": [MessageEntity("text_link", 0, 2, url="nowhere")]}, "wrong http url"),
        ({"text": "Hi", "chat_id": 12}, "chat not found"),
    ],
)
async def test_what_cannot_be_sent_is_refused(given: dict, words: str):
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("hello")
        with pytest.raises(BadRequest) as refused:
            await bot.send_message(**{"chat_id": ben.id, **given})
        assert words in str(refused.value).casefold()
        assert ben.shown == []


async def test_the_longest_text_and_button_go_through():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("hello")
        await bot.send_message(ben.id, "😀" * 2048, reply_markup=button("x" * 64))
        assert ben.last.buttons[0]["callback_data"] == "x" * 64


async def test_who_may_not_be_written_to():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben, cleo, dana = (server.person(name) for name in ("Ben", "Cleo", "Dana"))
        for person in (cleo, dana):
            person.writes("hello")
        cleo.blocks()
        dana.vanishes()
        for person, words in ((ben, "initiate"), (cleo, "blocked by the user"), (dana, "deactivated")):
            with pytest.raises(Forbidden, match=words):
                await bot.send_message(person.id, "Hi")
        cleo.unblocks()
        await bot.send_message(cleo.id, "Hi")


async def test_groups_that_move_and_that_the_bot_is_put_out_of():
    async with TelegramServer() as server, bot_at(server) as bot:
        ada = server.person("Ada")
        group = server.group("Logic")
        group.joins(ada, status="creator")
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(group.id, "Hi")
        group.adds_bot(ada)
        await bot.send_message(group.id, "Hi")
        bigger = group.upgrade()
        with pytest.raises(ChatMigrated) as moved:
            await bot.send_message(group.id, "Hi")
        assert moved.value.new_chat_id == bigger.id
        with pytest.raises(BadRequest, match="enough rights to manage pinned"):
            await bot.pin_chat_message(bigger.id, (await bot.send_message(bigger.id, "Hi")).message_id)
        bigger.removes_bot(ada)
        with pytest.raises(Forbidden, match="kicked"):
            await bot.send_message(bigger.id, "Hi")


async def test_edits_that_change_nothing_and_messages_that_are_gone():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("hello")
        sent = await bot.send_message(ben.id, "Hi", reply_markup=button("a"))
        with pytest.raises(BadRequest, match="is not modified"):
            await bot.edit_message_text("Hi", ben.id, sent.message_id, reply_markup=button("a"))
        await bot.edit_message_text("Hi", ben.id, sent.message_id, reply_markup=button("b"))
        await bot.delete_message(ben.id, sent.message_id)
        with pytest.raises(BadRequest, match="to edit not found"):
            await bot.edit_message_text("Ho", ben.id, sent.message_id)


async def test_a_press_is_answered_once_and_in_time():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("hello")
        await bot.send_message(ben.id, "Hi", reply_markup=button("a"))
        query = ben.presses("Yes")
        await bot.answer_callback_query(query.id, "Noted")
        assert query.toast == "Noted"
        late = ben.presses("Yes")
        late.too_old = True
        for pressed in (query, late):
            with pytest.raises(BadRequest, match="too old"):
                await bot.answer_callback_query(pressed.id)


async def test_updates_wait_until_they_are_confirmed():
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("one")
        ben.writes("two")
        first = await bot.get_updates()
        assert [update.message.text for update in first] == ["one", "two"]
        assert [u.update_id for u in await bot.get_updates()] == [u.update_id for u in first]
        waiting = asyncio.create_task(bot.get_updates(offset=first[-1].update_id + 1, timeout=5))
        await server.until_taken()
        ben.writes("three")
        assert [update.message.text for update in await waiting] == ["three"]


async def test_two_pollers_and_a_webhook_are_in_conflict():
    async with TelegramServer() as server, bot_at(server) as bot:
        waiting = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(bot.get_updates(timeout=0))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await waiting
        await second
        await bot.set_webhook("http://127.0.0.1:9/hook")
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
    async with TelegramServer(local=False) as server, bot_at(server) as bot:
        with pytest.raises(BadRequest, match="an https url"):
            await bot.set_webhook("http://127.0.0.1:9/hook")


async def test_floods_are_refused_with_the_time_to_wait():
    async with TelegramServer(floods=True) as server, bot_at(server) as bot:
        ada, group = server.person("Ada"), server.group("Logic")
        group.joins(ada, status="creator")
        group.adds_bot(ada)
        for _ in range(20):
            await bot.send_message(group.id, "Hi")
        with pytest.raises(TooFast):
            await bot.send_message(group.id, "Hi")
        server.fail(Refuse.flood(7), "sendMessage")
        with pytest.raises(TooFast) as refused:
            await bot.send_message(ada.id, "Hi")
        assert refused.value.after.total_seconds() == 7


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("https://t.me/circle_test_bot?start=a-1_b", True),
        ("t.me/circle_test_bot?start=x", True),
        ("https://t.me/circle_test_bot", False),
        ("https://t.me/another_bot?start=x", False),
        ("https://example.org/", False),
    ],
)
async def test_a_press_opens_the_bot_itself_and_nothing_else(url: str, is_taken: bool):
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("hello")
        await bot.send_message(ben.id, "Hi", reply_markup=button("x:1"))
        query = ben.presses("Yes")
        if is_taken:
            await bot.answer_callback_query(query.id, url=url)
            assert query.opens == url
        else:
            with pytest.raises(BadRequest, match=r"(?i)url_invalid"):
                await bot.answer_callback_query(query.id, url=url)
