"""What comes of a post on Slack, through Slack's own library (SPEC 3.2, 3.3, 6)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from adapters.slack.courier import SlackCourier
from adapters.slack.door import Door
from adapters.slack.line import TIMEOUT, SlackLine
from adapters.slack.pace import A_SECOND, Pace
from adapters.slack.people import SlackPeople
from bot.chat.courier import (
    Address,
    Delivered,
    Gone,
    NotNow,
    ToAccount,
    ToPlace,
    Unclear,
    Unreachable,
)
from bot.chat.outgoing import Button, File, Message, Photo, Plain, Text
from bot.domain.people import AccountKey, Platform
from tests.slack_server.people import SlackPerson
from tests.slack_server.server import SlackServer
from tests.slack_server.state import Channel, Fault

HELLO = Message((Text((Plain("Are you coming?"),)),), ((Button("Yes", "y"),),))


async def nobody() -> None:
    """Nobody is told."""


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        yield server


@pytest.fixture
async def courier(slack: SlackServer) -> AsyncIterator[SlackCourier]:
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        door = Door(nobody)
        line = SlackLine(slack.bot_token, slack.url, session, door)
        yield SlackCourier(line, SlackPeople(line), door, Pace())


@pytest.fixture
def ada(slack: SlackServer) -> SlackPerson:
    return slack.person("Ada")


def to(person: SlackPerson) -> Address:
    return ToAccount(AccountKey(Platform.SLACK, person.slack.team, person.user.id))


def into(channel: Channel) -> Address:
    return ToPlace(Platform.SLACK, "T0001", channel.id)


async def test_a_post_arrives_and_is_named(courier: SlackCourier, ada: SlackPerson) -> None:
    delivered = await courier.deliver(to(ada), HELLO)
    assert isinstance(delivered, Delivered)
    assert delivered.reference == f"{ada.dm.id}:{ada.messages()[-1]['ts']}"
    assert ada.sees("Are you coming?")
    assert ada.sees("[Yes]")


async def test_a_conversation_is_opened_once(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    for _ in range(2):
        await courier.deliver(to(ada), HELLO)
    assert slack.called("conversations.open") == ["conversations.open"]


async def test_a_lost_reply_is_unclear_and_nothing_is_posted_twice(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    """3.2: Slack's own library would post it again."""
    slack.fails("chat.postMessage", Fault(lost=True))
    assert await courier.deliver(to(ada), HELLO) == Unclear()
    assert len(ada.messages()) == 1


@pytest.mark.parametrize(
    "fault", [Fault(status=500), Fault(status=503), Fault(dropped=True), Fault(error="fatal_error")]
)
async def test_what_slack_may_have_done_is_unclear(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson, fault: Fault
) -> None:
    slack.fails("chat.postMessage", fault)
    assert await courier.deliver(to(ada), HELLO) == Unclear()
    assert slack.called("chat.postMessage") == ["chat.postMessage"]


async def test_a_reply_that_does_not_come_is_unclear(slack: SlackServer, ada: SlackPerson) -> None:
    slack.fails("chat.postMessage", Fault(seconds=1))
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as session:
        line = SlackLine(slack.bot_token, slack.url, session)
        assert (
            await SlackCourier(line, SlackPeople(line), Door(nobody), Pace()).deliver(to(ada), HELLO)
            == Unclear()
        )


async def test_slack_that_cannot_be_reached_has_surely_not_got_it(ada: SlackPerson) -> None:
    async with aiohttp.ClientSession() as session:
        line = SlackLine("xoxb-1-good", "http://127.0.0.1:9/api/", session)
        assert (
            await SlackCourier(line, SlackPeople(line), Door(nobody), Pace()).deliver(to(ada), HELLO)
            == NotNow()
        )


async def test_retry_after_is_obeyed_by_method(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    """6: until then nothing is posted, and other methods go on."""
    slack.fails("chat.postMessage", Fault(retry_after=30))
    assert await courier.deliver(to(ada), HELLO) == NotNow(timedelta(seconds=30))
    again = await courier.deliver(to(slack.person("Ben")), HELLO)
    assert isinstance(again, NotNow)
    assert timedelta(seconds=29) < again.after <= timedelta(seconds=30)
    assert slack.called("chat.postMessage") == ["chat.postMessage"]
    assert isinstance(await courier.redraw(to(ada), f"{ada.dm.id}:1", HELLO), Gone)


async def test_who_is_gone_is_unreachable(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    """3.3"""
    ada.user.deleted = True
    assert await courier.deliver(to(ada), HELLO) == Unreachable()
    ben = slack.person("Ben")
    assert isinstance(await courier.deliver(to(ben), HELLO), Delivered)
    ben.user.deleted = True
    assert await courier.deliver(to(ben), HELLO) == Unreachable()


async def test_where_we_cannot_write_is_unreachable(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    """3.3"""
    hall, other = slack.channel("#hall", ada), slack.channel("#other", ada, with_bot=False)
    assert isinstance(await courier.deliver(into(hall), HELLO), Delivered)
    assert await courier.deliver(into(other), HELLO) == Unreachable()
    hall.archived = True
    assert await courier.deliver(into(hall), HELLO) == Unreachable()
    assert await courier.deliver(ToPlace(Platform.SLACK, "T0001", "C404"), HELLO) == Unreachable()


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth", "missing_scope"])
async def test_what_is_about_us_loses_nobody_and_the_operator_hears(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    """3.3: it is tried again until somebody has put it right."""
    slack.fails("chat.postMessage", Fault(error=code))
    with caplog.at_level(logging.ERROR):
        assert isinstance(await courier.deliver(to(ada), HELLO), NotNow)
    assert code in caplog.text
    assert "install" in caplog.text
    assert not ada.messages()
    later = await courier.deliver(to(ada), HELLO)
    assert isinstance(later, Delivered) if code == "missing_scope" else isinstance(later, NotNow)


async def test_who_is_shut_out_does_not_knock_for_a_while(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    delivered = await courier.deliver(to(ada), HELLO)
    assert isinstance(delivered, Delivered)
    slack.bot_token = "xoxb-2-other"
    assert await courier.deliver(to(ada), HELLO) == NotNow(timedelta(minutes=5))
    calls = len(slack.calls)
    for again in (
        await courier.deliver(to(ada), HELLO),
        await courier.redraw(to(ada), delivered.reference, HELLO),
    ):
        assert isinstance(again, NotNow)
        assert timedelta(minutes=4) < again.after
    assert len(slack.calls) == calls


async def test_a_channel_gets_a_message_a_second(slack: SlackServer, ada: SlackPerson) -> None:
    """6: here in seconds of a twentieth, on both sides."""
    second = 0.05
    slack.most_per_second = 1 / second
    hall = slack.channel("#hall", ada)
    async with aiohttp.ClientSession() as session:
        line = SlackLine(slack.bot_token, slack.url, session)
        courier = SlackCourier(line, SlackPeople(line), Door(nobody), Pace(second))
        began = asyncio.get_running_loop().time()
        deliveries = await asyncio.gather(*(courier.deliver(into(hall), HELLO) for _ in range(5)))
        assert all(isinstance(one, Delivered) for one in deliveries)
        assert asyncio.get_running_loop().time() - began > 1.9 * second
        many = await asyncio.gather(*(courier.deliver(into(hall), HELLO) for _ in range(14)))
    assert any(isinstance(one, NotNow) and one.after > timedelta(seconds=5 * second) for one in many)
    assert not [one for one in slack.refusals if one["error"] == "ratelimited"]
    assert A_SECOND == 1


async def test_another_face(slack: SlackServer, courier: SlackCourier, ada: SlackPerson) -> None:
    delivered = await courier.deliver(to(ada), HELLO)
    assert isinstance(delivered, Delivered)
    other = Message((Text((Plain("See you there."),)),))
    slack.fails("chat.update", Fault(lost=True))
    assert await courier.redraw(to(ada), delivered.reference, other) == delivered
    assert ada.screen() == "See you there."
    ada.dm.messages.clear()
    assert await courier.redraw(to(ada), delivered.reference, other) == Gone()


async def test_files_and_pictures_come_along(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    attachments = (File("circle.ics", "text/calendar", b"BEGIN"), Photo(b"png", "the way to the circle"))
    message = Message(HELLO.parts, attachments=attachments)
    slack.fails("files.getUploadURLExternal", Fault(status=503))
    assert isinstance(await courier.deliver(to(ada), message), Delivered)
    assert ada.sees("📎 circle.ics")
    assert {file["content"] for file in slack.files.values()} == {b"BEGIN", b"png"}


async def test_blocks_that_slack_does_not_know_yet_come_as_words(
    slack: SlackServer, courier: SlackCourier, ada: SlackPerson
) -> None:
    slack.fails("chat.postMessage", Fault(error="invalid_blocks"))
    assert isinstance(await courier.deliver(to(ada), HELLO), Delivered)
    assert ada.sees("Are you coming?")
