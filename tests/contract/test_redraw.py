"""Couriers without a platform give a message another face, as every courier does."""

from datetime import UTC, datetime

from adapters.demo.rooms import TELEGRAM
from adapters.demo.stage import Stage
from adapters.terminal.courier import WORKSPACE, TerminalCourier
from bot.chat.courier import Delivered, Gone, NotNow, ToAccount, ToPlace, Unreachable
from bot.chat.outgoing import Message, Plain, Text
from bot.domain.people import AccountKey, Platform

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def message(words: str) -> Message:
    return Message((Text((Plain(words),)),))


async def test_a_room_shows_the_new_face_once():
    """The same face again is delivered, and nothing is shown anew; a deleted message is gone."""
    async with Stage(start=NOW) as stage:
        club = stage.group("Club", surface=TELEGRAM)
        courier, to = stage.courier, ToPlace(Platform.TELEGRAM, TELEGRAM.workspace, club.spot.key)
        sent = await courier.deliver(to, message("2 come"))
        assert isinstance(sent, Delivered)
        for _ in range(2):
            assert await courier.redraw(to, sent.reference, message("3 come")) == sent
        assert [entry.edited for entry in stage.entries] == [False, True]
        assert club.sees("3 come")
        assert not club.sees("2 come")
        club.outcome = NotNow()
        assert await courier.redraw(to, sent.reference, message("4 come")) == NotNow()
        club.outcome = None
        club.take_away(sent.reference)
        assert await courier.redraw(to, sent.reference, message("4 come")) == Gone()
        nowhere = ToPlace(Platform.TELEGRAM, TELEGRAM.workspace, "nowhere")
        assert await courier.redraw(nowhere, "x", message("5 come")) == Unreachable()


async def test_a_terminal_waits_to_show_the_new_face():
    """However often it changes before somebody looks, it is to be read once."""
    courier = TerminalCourier()
    to = ToAccount(AccountKey(Platform.TERMINAL, WORKSPACE, "ben"))
    sent = await courier.deliver(to, message("2 come"))
    assert isinstance(sent, Delivered)
    conversation = courier.conversation("ben", title="Ben")
    for words in ("3 come", "4 come"):
        assert await courier.redraw(to, sent.reference, message(words)) == sent
    assert [(one.reference, one.message) for one in conversation.read()] == [
        (sent.reference, message("4 come"))
    ]
    assert await courier.redraw(to, sent.reference, message("5 come")) == sent
    assert [one.message for one in conversation.read()] == [message("5 come")]
