"""What becomes of posts and cards when all goes well, and whatever goes wrong (SPEC 3.2, 3.3, 5)."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from adapters.pictures.painter import Painter
from adapters.telegram.confirming import Questions
from adapters.telegram.courier import TelegramCourier
from adapters.telegram.following import Following
from adapters.telegram.limits import Limits, NoLimits, Turns
from adapters.telegram.render import Renderer
from adapters.telegram.writer import Writer
from bot.chat.courier import Address, Delivered, Gone, NotNow, ToAccount, ToPlace, Unclear, Unreachable
from bot.chat.outgoing import Button, CardKey, File, Message, Photo, Pin, Plain, Strong, Style, Text
from bot.domain.people import AccountKey, Platform
from tests.contract.test_telegram_server import bot_at
from tests.telegram_server import BadGateway, Drop, Group, Person, Refuse, Slow, TelegramServer

WORKSPACE = "4242"


def says(words: str, *buttons: Button, **more) -> Message:
    return Message((Text((Plain(words),)),), ((buttons),) if buttons else (), **more)


def to(where: Person | Group) -> Address:
    if isinstance(where, Person):
        return ToAccount(AccountKey(Platform.TELEGRAM, WORKSPACE, str(where.id)))
    return ToPlace(Platform.TELEGRAM, WORKSPACE, str(where.id))


def courier_over(writer: Writer, turns: Turns) -> TelegramCourier:
    renderer = Renderer("circle_test_bot")
    following = Following(writer, renderer, Painter(can_draw=False), says("No such topic."))
    return TelegramCourier(writer, turns, renderer, Questions(), following)


@dataclass
class Desk:
    server: TelegramServer
    courier: TelegramCourier
    writer: Writer
    ben: Person
    group: Group
    moves: list[tuple[int, int]]


@asynccontextmanager
async def at_work(turns: Turns | None = None, **timeouts: float) -> AsyncGenerator[Desk]:
    async with TelegramServer() as server, bot_at(server, **timeouts) as bot:
        ben, ada, group = server.person("Ben"), server.person("Ada"), server.group("Logic")
        ben.writes("hello")
        group.joins(ada, ben, status="creator")
        group.adds_bot(ada, may_pin=True)
        moves: list[tuple[int, int]] = []

        async def on_move(old: int, new: int) -> None:
            moves.append((old, new))

        turns = turns or NoLimits()
        writer = Writer(bot, turns, on_move=on_move)
        courier = courier_over(writer, turns)
        yield Desk(server, courier, writer, ben, group, moves)


async def test_a_delivered_post_is_named_as_replies_to_it_name_it():
    async with at_work() as desk:
        button = Button("Yes", "x:1", style=Style.PRIMARY)
        delivery = await desk.courier.deliver(to(desk.ben), says("Hi", button, silent=True))
        assert delivery == Delivered(f"{desk.ben.id}:{desk.ben.last.id}")
        assert desk.ben.last.silent
        assert desk.ben.last.buttons == [{"text": "Yes", "callback_data": "x:1", "style": "primary"}]


async def test_a_long_post_is_several_messages_with_the_buttons_on_the_last():
    async with at_work() as desk:
        words = "\n\n".join(f"{n} " + "word " * 300 for n in range(6))
        delivery = await desk.courier.deliver(to(desk.ben), says(words, Button("Yes", "x:1")))
        assert [len(sent.buttons) for sent in desk.ben.shown] == [0, 0, 1]
        assert delivery == Delivered(f"{desk.ben.id}:{desk.ben.last.id}")
        assert [sent.silent for sent in desk.ben.shown] == [False, True, True]


async def test_files_pictures_and_points_come_after_the_words():
    async with at_work() as desk:
        attachments = (
            File("circle.ics", "text/calendar", b"BEGIN"),
            Photo(b"\x89PNG\r\n\x1a\n1", "A code to scan"),
            Pin(52.5, 13.4, "City Library"),
        )
        await desk.courier.deliver(to(desk.ben), says("Here", attachments=attachments))
        assert [sent.media for sent in desk.ben.shown] == [None, "document", "photo", "venue"]
        assert desk.ben.shown[1].file == ("circle.ics", b"BEGIN")
        assert desk.ben.shown[2].text == "A code to scan"


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Refuse.flood(9), NotNow(timedelta(seconds=9))),
        (Refuse.blocked(), Unreachable()),
        (Refuse.bad("chat not found"), Unreachable()),
        (Refuse.bad("PEER_ID_INVALID"), Unreachable()),
        (Refuse.bad("not enough rights to send text messages to the chat"), Unreachable()),
        (Refuse.internal(), Unclear()),
        (BadGateway(accepted=True), Unclear()),
        (Drop(), Unclear()),
        (Drop(accepted=True), Unclear()),
        (Slow(5), Unclear()),
    ],
)
async def test_each_fault_has_its_outcome(fault, expected):
    """SPEC 3.2, 3.3."""
    async with at_work(read_timeout=0.1) as desk:
        desk.server.fail(fault, "sendMessage")
        assert await desk.courier.deliver(to(desk.ben), says("Hi")) == expected


async def test_a_server_that_is_not_there_means_not_sent():
    async with at_work() as desk:
        await desk.server.__aexit__(None, None, None)
        # The first may still find a connection that is being closed.
        await desk.courier.deliver(to(desk.ben), says("Hi"))
        assert isinstance(await desk.courier.deliver(to(desk.ben), says("Hi")), NotNow)


async def test_who_never_wrote_deleted_the_account_or_put_us_out_is_unreachable():
    async with at_work() as desk:
        dana = desk.server.person("Dana")
        assert await desk.courier.deliver(to(dana), says("Hi")) == Unreachable()
        desk.ben.vanishes()
        assert await desk.courier.deliver(to(desk.ben), says("Hi")) == Unreachable()
        desk.group.loses_bot()
        assert await desk.courier.deliver(to(desk.group), says("Hi")) == Unreachable()


async def test_a_group_that_moved_is_followed():
    async with at_work() as desk:
        bigger = desk.group.upgrade()
        delivery = await desk.courier.deliver(to(desk.group), says("Hi"))
        assert delivery == Delivered(f"{bigger.id}:{bigger.last.id}")
        assert desk.moves == [(desk.group.id, bigger.id)]


async def test_looks_that_telegram_does_not_take_are_left_out():
    async with at_work() as desk:
        desk.server.fail(Refuse.bad("ENTITY_BOUNDS_INVALID"), "sendMessage")
        delivery = await desk.courier.deliver(to(desk.ben), Message((Text((Strong("Hi"),)),)))
        assert isinstance(delivery, Delivered)
        assert desk.ben.last.entities == []


async def test_what_came_half_is_never_sent_again_from_the_start():
    async with at_work() as desk:
        words = "\n\n".join(f"{n} " + "word " * 300 for n in range(4))
        desk.server.fail(Slow(0), "sendMessage")
        desk.server.fail(Refuse.flood(1), "sendMessage")
        delivery = await desk.courier.deliver(to(desk.ben), says(words))
        assert isinstance(delivery, Delivered)
        assert len(desk.ben.shown) == 2


async def test_a_card_in_a_group_is_pinned_where_the_bot_may():
    async with at_work() as desk:
        card = says("Who is coming?", card=CardKey("reminder", "m1"))
        await desk.courier.deliver(to(desk.group), card)
        assert desk.group.chat.pinned == [desk.group.last.id]
        desk.group.chat.bot_may_pin = False
        assert isinstance(await desk.courier.deliver(to(desk.group), card), Delivered)


async def test_a_card_is_edited_in_place_and_not_when_nothing_has_changed():
    async with at_work() as desk:
        delivered = await desk.courier.deliver(to(desk.ben), says("One", Button("Yes", "x:1")))
        assert isinstance(delivered, Delivered)
        for words in ("Two", "Two"):
            assert await desk.courier.redraw(to(desk.ben), delivered.reference, says(words)) == delivered
        assert desk.ben.screen == "Two"
        assert len(desk.server.made("editMessageText")) == 1


async def test_not_modified_is_as_good_as_done():
    async with at_work() as desk:
        delivered = await desk.courier.deliver(to(desk.ben), says("One"))
        assert isinstance(delivered, Delivered)
        other = courier_over(Writer(desk.writer._bot, NoLimits()), NoLimits())
        assert await other.redraw(to(desk.ben), delivered.reference, says("One")) == delivered
        assert desk.server.made("editMessageText")[-1].status == 400


async def test_a_card_that_cannot_be_edited_is_gone():
    async with at_work() as desk:
        delivered = await desk.courier.deliver(to(desk.ben), says("One"))
        assert isinstance(delivered, Delivered)
        desk.ben.last.editable = False
        assert await desk.courier.redraw(to(desk.ben), delivered.reference, says("Two")) == Gone()
        del desk.ben.chat.messages[desk.ben.last.id]
        assert await desk.courier.redraw(to(desk.ben), delivered.reference, says("Two")) == Gone()
        in_group = await desk.courier.deliver(to(desk.group), says("One"))
        assert isinstance(in_group, Delivered)
        desk.group.upgrade()
        assert await desk.courier.redraw(to(desk.group), in_group.reference, says("Two")) == Gone()


async def test_of_many_edits_that_wait_only_the_last_is_drawn():
    loop = asyncio.get_running_loop()
    limits = Limits(loop.time, loop.call_later)
    async with at_work(limits) as desk:
        delivered = await desk.courier.deliver(to(desk.group), says("0"))
        assert isinstance(delivered, Delivered)
        edits = [
            desk.courier.redraw(to(desk.group), delivered.reference, says(f"{number}"))
            for number in range(1, 31)
        ]
        assert await asyncio.gather(*edits) == [delivered] * 30
        assert desk.group.screen == "30"
        assert len(desk.server.made("editMessageText")) == 1


async def test_what_would_wait_long_is_given_back():
    async with at_work(limits := Limits(lambda: 1000.0, lambda seconds, call: None)) as desk:
        limits.hold(desk.ben.id, 45)
        assert await desk.courier.deliver(to(desk.ben), says("Hi")) == NotNow(timedelta(seconds=45))
        assert desk.server.made("sendMessage") == []
