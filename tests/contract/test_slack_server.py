"""The Slack of the tests refuses what Slack refuses, and Slack's own library gets along with it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_server.blocks import InvalidBlocks, check_blocks
from tests.slack_server.server import SlackServer
from tests.slack_server.state import Fault

SAID = [{"type": "section", "text": {"type": "plain_text", "text": "hello"}}]


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        yield server


@pytest.fixture
async def client(slack: SlackServer) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(token=slack.bot_token, base_url=slack.url, session=session, retry_handlers=[])


async def refusal(calling) -> str:
    with pytest.raises(SlackApiError) as refused:
        await calling
    return str(refused.value.response["error"])


async def test_messages_are_taken_and_edited(slack: SlackServer, client: AsyncWebClient) -> None:
    ada = slack.person("Ada")
    opened = await client.conversations_open(users=ada.user.id)
    posted = await client.chat_postMessage(channel=opened["channel"]["id"], text="hello", blocks=SAID)
    assert ada.sees("hello")
    edited = [{"type": "section", "text": {"type": "plain_text", "text": "good-bye"}}]
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="good-bye", blocks=edited)
    assert ada.sees("good-bye")
    assert not ada.sees("hello")


async def test_what_cannot_be_written_to_is_refused(slack: SlackServer, client: AsyncWebClient) -> None:
    ada = slack.person("Ada")
    without, archived = (
        slack.channel("#others", ada, with_bot=False),
        slack.new_channel("#old", ada.user.id),
    )
    archived.archived = True
    assert await refusal(client.chat_postMessage(channel=without.id, text="hi")) == "not_in_channel"
    assert await refusal(client.chat_postMessage(channel=archived.id, text="hi")) == "is_archived"
    assert await refusal(client.chat_postMessage(channel="C404", text="hi")) == "channel_not_found"
    slack.token_error = "token_revoked"
    assert await refusal(client.auth_test()) == "token_revoked"
    slack.token_error = None
    slack.scopes.remove("users:read")
    assert await refusal(client.users_info(user=ada.user.id)) == "missing_scope"


async def test_a_trigger_serves_once_and_soon(slack: SlackServer, client: AsyncWebClient) -> None:
    ada = slack.person("Ada")
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Hi"}, "blocks": []}
    trigger = slack.new_trigger(ada.user.id)
    await client.views_open(trigger_id=trigger, view=view)
    assert await refusal(client.views_open(trigger_id=trigger, view=view)) == "exchanged_trigger_id"
    late = slack.new_trigger(ada.user.id)
    slack.triggers[late].until = 0
    assert await refusal(client.views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    for _ in range(2):
        await client.views_push(trigger_id=slack.new_trigger(ada.user.id), view=view)
    fourth = client.views_push(trigger_id=slack.new_trigger(ada.user.id), view=view)
    assert await refusal(fourth) == "push_limit_reached"


@pytest.mark.parametrize(
    "wrong",
    [
        [{"type": "section", "text": {"type": "plain_text", "text": ""}}],
        [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}],
        [{"type": "section", "text": {"type": "plain_text", "text": "x"}, "colour": "red"}],
        [{"type": "divider"}] * 51,
        [
            {
                "type": "actions",
                "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x" * 76}}],
            }
        ],
        [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "tekst"}]}]}],
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}] * 2,
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    ],
)
def test_blocks_that_slack_refuses(wrong: list[dict]) -> None:
    with pytest.raises(InvalidBlocks):
        check_blocks(wrong, "message")


async def test_faults_happen_once(slack: SlackServer, client: AsyncWebClient) -> None:
    ada = slack.person("Ada")
    where = ada.dm.id
    slack.fails(
        "chat.postMessage", Fault(retry_after=7), Fault(status=503), Fault(dropped=True), Fault(lost=True)
    )
    with pytest.raises(SlackApiError) as limited:
        await client.chat_postMessage(channel=where, text="one")
    assert limited.value.response.headers["Retry-After"] == "7"
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=where, text="two")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=where, text="three")
    assert ada.messages() == []
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=where, text="four")
    assert ada.sees("four")


async def test_a_delivery_that_nobody_takes_is_told_again(
    slack: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.slack_server.server.ACK_WITHIN", 0.05)
    heard: list[dict] = []
    async with aiohttp.ClientSession() as session:
        url = slack._connect()
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"

            async def listen() -> None:
                async for message in socket:
                    heard.append(message.json())

            listening = asyncio.create_task(listen())
            await slack.person("Ada").types("hello")
            listening.cancel()
    assert [one["retry_attempt"] for one in heard] == [0, 1, 2, 3]
    assert len({one["payload"]["event_id"] for one in heard}) == 1
