"""What is signed by Slack and still makes no sense: refused, or taken and set aside; never a fault of ours (SPEC 6)."""

import json
import logging
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
import pytest

from tests.slack_world.world import MODES, SlackWorld, slack_world

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@pytest.fixture
async def http() -> AsyncIterator[SlackWorld]:
    async with slack_world(mode="http") as world:
        yield world


@pytest.fixture(params=MODES)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[SlackWorld]:
    async with slack_world(mode=request.param) as world:
        yield world


async def posted(world: SlackWorld, body: str | bytes, media: str | None) -> tuple[int, str]:
    """What a signed body is answered with."""
    headers = world.slack.signed(body) | ({"Content-Type": media} if media else {})
    raw = BytesIO(body if isinstance(body, bytes) else body.encode())
    assert world.slack.request_url is not None
    async with (
        aiohttp.ClientSession(skip_auto_headers={"Content-Type"}) as session,
        session.post(world.slack.request_url, data=raw, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("body", "media"),
    [
        ("", JSON),
        ("{not json", JSON),
        ("[1, 2]", JSON),
        ('"words"', JSON),
        ("null", JSON),
        ("[" * 100_000, JSON),
        ("{" * 100_000, JSON),
        (b'{"type": "event_callback", "x": "\xff"}', JSON),
        (b"command=%2Fcircle&text=\xff", FORM),
        ("", FORM),
        ("nothing=of&any=use", FORM),
        ("payload=", FORM),
        ("payload=%7Bnot+json", FORM),
        ("payload=null", FORM),
        ("payload=[1]", FORM),
        ('payload="block_actions"', FORM),
        (f"payload={quote('{}')}", FORM),
        ('{"type": "event_callback"}', "text/plain"),
        ('{"type": "event_callback"}', None),
        (urlencode({"command": "/circle", "user_id": "U1", "channel_id": "D1"}), "multipart/form-data"),
    ],
)
async def test_what_cannot_be_read_is_refused(
    http: SlackWorld, body: str | bytes, media: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    """6: with one line of why, in which nothing stands that somebody wrote."""
    with caplog.at_level(logging.WARNING):
        assert await posted(http, body, media) == (400, "")
    (line,) = [record for record in caplog.records if record.name == "adapters.slack.webhook"]
    assert "cannot be read" in line.getMessage()
    assert not line.exc_info
    assert [record for record in caplog.records if record.levelno > logging.WARNING] == []


async def test_who_is_not_slack_is_refused(http: SlackWorld) -> None:
    """6: a wrong signature, none, and one of yesterday, whatever the body is; and nothing of it is read."""
    body = '{"type": "url_verification", "challenge": "abc"}'
    address = http.slack.request_url
    assert address is not None
    async with aiohttp.ClientSession() as session:
        for headers in (
            {},
            http.slack.signed(body, secret="another"),
            http.slack.signed(body, at=1_000_000_000),
            {**http.slack.signed(body), "X-Slack-Request-Timestamp": "soon"},
        ):
            for given in (body, "{not json"):
                async with session.post(address, data=given, headers=headers) as answer:
                    assert (answer.status, await answer.text()) == (401, "")


async def test_what_is_too_large_is_refused(http: SlackWorld) -> None:
    assert (await posted(http, "payload=" + "x" * 2_000_000, FORM))[0] == 413


async def test_slack_looks_whether_we_are_there(http: SlackWorld) -> None:
    """It asks for a challenge when an address is set, and looks at certificates now and then."""
    challenge = {"type": "url_verification", "token": "gone", "challenge": "abc"}
    assert await posted(http, json.dumps(challenge), JSON) == (200, '{"challenge": "abc"}')
    assert (await posted(http, "ssl_check=1&token=gone", FORM))[0] == 200


def interaction(kind: str, **more: Any) -> dict[str, Any]:
    team, user = {"id": "T0001", "domain": "library"}, {"id": "U1", "name": "Ben", "team_id": "T0001"}
    return {"type": kind, "team": team, "user": user, "api_app_id": "A1", "trigger_id": "1.1", **more}


VIEW = {"id": "V1", "type": "modal", "callback_id": "form", "private_metadata": "", "blocks": []}


@pytest.mark.parametrize(
    "payload",
    [
        interaction("from_the_future"),
        interaction("block_actions", team=7, actions=3),
        interaction("block_suggestion", action_id="x", block_id="b", value="q"),
        interaction("message_action", callback_id="gone_since"),
        interaction("shortcut"),
        interaction("block_actions", actions=[]),
        {"type": 7},
        interaction("block_actions", actions=[{"action_id": "do", "type": "button"}], user=None),
        interaction("block_actions", actions=[{"action_id": "do", "type": "button"}], user={"name": "Ben"}),
        interaction("block_actions", actions=["do"]),
        interaction("block_actions", actions=[{"action_id": "do", "type": "button"}], container=7),
        interaction("view_submission", view=None),
        interaction("view_submission", view={**VIEW, "state": {"values": {"a": 7}}}),
        interaction("view_submission", view={**VIEW, "state": {"values": {"a": {"b": "c"}}}}),
        interaction("view_closed", view=VIEW, is_cleared=False),
    ],
)
async def test_what_is_odd_within_is_taken_and_set_aside(world: SlackWorld, payload: dict[str, Any]) -> None:
    """6: Slack is told at once that it was taken; what we know nothing of is no fault, and holds up nothing after it."""
    ben = world.slack.person("Ben")
    ack = await world.slack.interact(payload)
    assert (ack.status, ack.seconds < 1) == (200, True)
    await world.settled()
    await ben.types("/circle help")
    await world.settled()
    assert ben.sees("/circle browse")
    assert await left_undone(world) == 0


@pytest.mark.parametrize(
    "event",
    [
        None,
        "message",
        {},
        {"type": "from_the_future"},
        {"type": "message"},
        {"type": "message", "user": "U1"},
        {"type": "message", "user": ["U1"], "channel": {}, "text": 7},
        {"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "text": {"a": 1}},
        {"type": "app_home_opened", "user": "U1"},
        {"type": "user_change"},
        {"type": "user_change", "user": "U1"},
        {"type": "user_change", "user": {"name": "Ben"}},
        {"type": "channel_rename", "channel": 7},
        {"type": "tokens_revoked", "tokens": []},
    ],
)
async def test_an_odd_event_is_taken_and_set_aside(world: SlackWorld, event: Any) -> None:
    """6: and comes no second time."""
    ben = world.slack.person("Ben")
    ack = await world.slack.event(event)
    assert (ack.status, ack.body is not None) == (200, True)
    assert len(world.slack.acks) == 1
    await world.settled()
    await ben.types("/circle help")
    await world.settled()
    assert ben.sees("/circle browse")
    assert await left_undone(world) == 0


async def test_an_event_that_has_no_name_is_taken(world: SlackWorld) -> None:
    """6: what its envelope lacks is not asked for again and again."""
    ben = world.slack.person("Ben")
    event = {"type": "message", "channel": ben.dm.id, "user": ben.user.id, "ts": "1.1", "text": "help"}
    ack = await world.slack.event({**event, "channel_type": "im"}, event_id="")
    assert ack.status == 200
    await world.settled()
    assert ben.sees("/circle browse")


async def test_half_a_character_stops_nothing(world: SlackWorld) -> None:
    """4.27: JSON can say what no text can hold."""
    ben = world.slack.person("Ben")
    message = {
        "type": "message",
        "channel": ben.dm.id,
        "user": ben.user.id,
        "ts": "1.1",
        "channel_type": "im",
    }
    await world.slack.event({**message, "text": "circle name Ben \ud83d\x00!"})
    await world.settled()
    assert ben.sees("I’ll call you Ben !"), ben.screen()


async def left_undone(world: SlackWorld) -> int:
    now = world.clock.now()
    workspace = world.adapter._started.taking._bot.workspace
    platform = world.adapter.platform
    return len(
        await world.store.run(lambda work: work.inbox.unfinished(platform, workspace, before=now, limit=9))
    )
