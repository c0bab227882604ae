"""Circles in Slack's channels: cards, who presses there, and channels that come and go (SPEC 4.10, 6)."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.chat.courier import Delivered, NotNow, ToAccount
from bot.chat.outgoing import Message, Plain, Text
from bot.domain.mishaps import Alert, alert_subject
from bot.domain.people import AccountKey, PlaceKey, Platform
from bot.domain.posts import PostKind
from tests.slack_server.people import everything
from tests.slack_server.reading import pings, words_of
from tests.slack_server.server import SlackServer
from tests.slack_server.state import Fault
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import SlackWorld, on_slack, slack_world
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import Player, TelegramStage

CIRCLE = {"title": "Public Speaking", "first_on": "2026-10-13", "at": "18:00", "place": "City Library"}


@pytest.fixture
async def world() -> AsyncIterator[SlackWorld]:
    async with slack_world() as world:
        yield world
        await world.settled()
        assert world.slack.refusals == []
        assert [one for shown in everything(world.slack) for one in pings(shown)] == []


async def facilitator(world: SlackWorld) -> SlackPlayer:
    omar = SlackPlayer(world, world.slack.person("Omar"))
    await omar.opens(await world.organizer_code())
    await omar.fills({"team": "City Library", "zone": "Europe/Berlin"})
    await omar.says("/circle new")
    await omar.fills(CIRCLE)
    await omar.presses("Publish")
    return omar


async def learner(world: SlackWorld, host: SlackPlayer, name: str) -> SlackPlayer:
    one = SlackPlayer(world, world.slack.person(name))
    await one.opens(host.link("Public Speaking"))
    await one.presses("Sign up")
    await one.fills({"consent": "Yes, write to me"})
    return one


async def test_a_channel_has_one_living_card(world: SlackWorld) -> None:
    """A card is posted once and edited; a press is answered to who pressed, aside."""
    omar = await facilitator(world)
    ben, zed = await learner(world, omar, "Ben"), SlackPlayer(world, world.slack.person("Zed"))
    hall = world.slack.channel("#hall", omar.person, ben.person, zed.person)
    await omar.says("/circle here", at=hall)
    stage = TelegramStage(world)  # type: ignore[arg-type]
    await stage.advance(hours=24 * 7 + 1)
    cards = [one for one in hall.messages if "ephemeral_for" not in one]
    assert len(cards) == 1
    assert "Public Speaking" in words_of(cards[0])
    await ben.presses("Yes", at=hall)
    await world.tick.once()
    assert len([one for one in hall.messages if "ephemeral_for" not in one]) == 1
    assert cards[0]["ts"] in hall.edits
    assert "Ben" in words_of(cards[0])
    aside = [one for one in hall.messages if one.get("ephemeral_for")]
    assert {one["ephemeral_for"] for one in aside} == {omar.person.user.id, ben.person.user.id}
    await zed.presses("Yes", at=hall)
    assert "sign up" in words_of(zed.person.messages(hall)[-1]).casefold()
    await zed.presses("Continue in private", at=hall)
    await zed.fills({"consent": "Yes, write to me"})
    await world.tick.once()
    assert "Zed" in words_of(cards[0])


async def test_a_channel_that_is_archived_is_lost_and_comes_back(world: SlackWorld) -> None:
    """3.3"""
    omar = await facilitator(world)
    hall = world.slack.channel("#hall", omar.person)
    await omar.says("/circle here", at=hall)

    async def lost() -> bool:
        key = PlaceKey(Platform.SLACK, "T0001", hall.id)
        place = await world.store.run(lambda work: work.places.by_key(key))
        assert place is not None
        return place.unreachable_at is not None

    assert not await lost()
    await world.slack.event({"type": "channel_archive", "channel": hall.id, "user": omar.person.user.id})
    await world.settled()
    assert await lost()
    await world.slack.event({"type": "channel_unarchive", "channel": hall.id, "user": omar.person.user.id})
    await world.settled()
    assert not await lost()
    await world.slack.event({"type": "channel_left", "channel": hall.id})
    await world.settled()
    assert await lost()
    joined = {"type": "member_joined_channel", "channel": hall.id, "user": world.slack.bot_user}
    await world.slack.event({**joined, "user": omar.person.user.id})
    await world.settled()
    assert await lost()
    await world.slack.event(joined)
    await world.settled()
    assert not await lost()


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U0OMAR"]}},
    ],
)
async def test_the_operator_hears_that_we_are_shut_out(event: dict[str, Any]) -> None:
    """3.3: on another platform, once."""
    async with (
        SlackServer() as server,
        TelegramWorld() as telegram,
        on_slack(
            server,
            telegram.store,
            telegram.clock,
            "socket",
            operator=PlaceKey(Platform.TELEGRAM, "4242", "-1001"),
        ) as slack,
    ):
        for _ in range(2):
            await server.event(event)
        await slack.settled()
        place = await slack.store.run(
            lambda work: work.places.by_key(PlaceKey(Platform.TELEGRAM, "4242", "-1001"))
        )
        about_us = "oauth" not in event.get("tokens", {}) or "bot" in event["tokens"]
        assert (place is not None) is about_us
        ada = ToAccount(AccountKey(Platform.SLACK, "T0001", server.person("Ada").user.id))
        hello = Message((Text((Plain("Are you coming?"),)),))
        assert isinstance(await slack.adapter.courier.deliver(ada, hello), NotNow if about_us else Delivered)
        if about_us:
            post = await slack.store.run(
                lambda work: work.posts.of(PostKind.ALERT, alert_subject(Alert.SHUT_OUT, "Slack"))
            )
            assert len(list(post)) == 1


async def title_of(world: SlackWorld, key: str) -> str | None:
    place = await world.store.run(lambda work: work.places.by_key(PlaceKey(Platform.SLACK, "T0001", key)))
    return place.title if place else None


@pytest.mark.parametrize("private", [False, True])
async def test_where_we_are_not_we_say_how_to_let_us_in(world: SlackWorld, private: bool) -> None:
    """6: at once, and not when the first card cannot be posted."""
    omar = await facilitator(world)
    hall = world.slack.channel("#hall", omar.person, with_bot=False, private=private)
    for words in ("/circle here", "/circle digest here"):
        await omar.says(words, at=hall)
        assert "/invite @circlebot" in words_of(omar.person.messages(hall)[-1])
    assert await title_of(world, hall.id) is None
    hall.members.add(world.slack.bot_user)
    world.slack.refusals.clear()
    await omar.says("/circle here", at=hall)
    assert "/invite" not in words_of(omar.person.messages(hall)[-1])
    assert await title_of(world, hall.id) == "#hall"


async def test_what_slack_does_not_tell_stands_in_nobodys_way(world: SlackWorld) -> None:
    omar = await facilitator(world)
    hall = world.slack.channel("#hall", omar.person)
    world.slack.fails("conversations.info", Fault(error="unknown_method"))
    await omar.says("/circle here", at=hall)
    assert await title_of(world, hall.id) == "#hall"
    world.slack.refusals.clear()


async def test_a_channel_is_called_as_it_is_called_now(world: SlackWorld) -> None:
    """6"""
    omar = await facilitator(world)
    hall = world.slack.channel("#hall", omar.person)
    renamed = {"type": "channel_rename", "channel": {"id": hall.id, "name": "great-hall", "created": 1}}
    await world.slack.event(renamed)
    await world.settled()
    assert await title_of(world, hall.id) is None
    await omar.says("/circle here", at=hall)
    await world.slack.event(renamed)
    await world.settled()
    assert await title_of(world, hall.id) == "#great-hall"


async def test_on_a_grid_the_organization_names_accounts() -> None:
    """6"""
    async with SlackServer() as slack:
        slack.enterprise = "E0001"
        async with (
            TelegramWorld() as telegram,
            on_slack(slack, telegram.store, telegram.clock, "socket") as world,
        ):
            ben = SlackPlayer(world, slack.person("Ben"))
            await ben.says("/circle help")
            key = AccountKey(Platform.SLACK, "E0001", ben.person.user.id)
            assert await world.store.run(lambda work: work.accounts.by_key(key)) is not None


@pytest.mark.parametrize("begins", ["slack", "telegram"])
async def test_accounts_are_linked_both_ways(begins: str) -> None:
    """1.1: a code from one platform, typed on the other and confirmed, makes one person of two."""
    async with (
        SlackServer() as server,
        TelegramWorld() as telegram,
        on_slack(server, telegram.store, telegram.clock, "socket") as slack,
    ):
        there = SlackPlayer(slack, server.person("Ben"))
        here = Player(telegram, telegram.server.person("Ben"))
        await there.says("/circle help")
        await here.says("/start")
        code = await (_code_on_slack(there) if begins == "slack" else _code_on_telegram(here))
        if begins == "slack":
            await here.says(f"/link {code}")
            await here.presses("Link")
        else:
            await there.says(f"/circle link {code}")
            await there.presses("Link")
        keys = (
            AccountKey(Platform.SLACK, "T0001", there.person.user.id),
            AccountKey(Platform.TELEGRAM, "4242", str(here.person.id)),
        )
        owners = await slack.store.run(
            lambda work: {account.person_id for key in keys if (account := work.accounts.by_key(key))}
        )
        assert len(owners) == 1


async def _code_on_slack(player: SlackPlayer) -> str:
    await player.says("/circle link")
    return _code(player.person.screen())


async def _code_on_telegram(player: Player) -> str:
    await player.says("/link")
    return _code(player.person.screen)


def _code(screen: str) -> str:
    found = re.findall(r"link ([\w-]{6,})", screen)
    assert found, screen
    return found[-1]
