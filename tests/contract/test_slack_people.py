"""Whom Slack tells of: asked about seldom, and kept right by what changes (SPEC 3.3, 6)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.people import NOBODY_FOR
from bot.chat.courier import Delivered, NotNow, ToAccount
from bot.chat.outgoing import Message, Plain, Text
from bot.domain.mishaps import Alert, alert_subject
from bot.domain.people import AccountKey, Person, PlaceKey, Platform
from bot.domain.posts import PostKind
from tests.contract.test_slack_talk import facilitator, learner
from tests.slack_server.reading import words_of
from tests.slack_server.server import SlackServer
from tests.slack_server.state import Fault
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import SlackWorld, on_slack, slack_world
from tests.telegram_world import TelegramWorld


@pytest.fixture
async def world() -> AsyncIterator[SlackWorld]:
    async with slack_world() as world:
        yield world


async def changed(world: SlackWorld, player: SlackPlayer, **columns: Any) -> None:
    """Slack tells that something about them has changed."""
    for name, value in columns.items():
        setattr(player.person.user, name, value)
    await world.slack.event({"type": "user_change", "user": player.person.user.to_json("T0001")})
    await world.settled()


async def person_of(world: SlackWorld, player: SlackPlayer) -> Person:
    key = AccountKey(Platform.SLACK, "T0001", player.person.user.id)

    def read(work) -> Person:
        account = work.accounts.by_key(key)
        assert account is not None
        return work.people.get(account.person_id)

    return await world.store.run(read)


async def test_who_is_deactivated_is_named_and_back_when_they_are(world: SlackWorld) -> None:
    """3.3: facilitators see who is out of reach; an account that is active again is reachable, without a word of its owner."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await changed(world, ben, deleted=True)
    await omar.says("/circle manage")
    assert "I can’t reach Ben" in words_of(omar.person.messages()[-1])
    await changed(world, ben, deleted=False)
    await omar.says("/circle manage")
    assert "reach" not in words_of(omar.person.messages()[-1])


async def test_after_a_restart_too(world: SlackWorld) -> None:
    """3.3: what is known of them by then is in the database only."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await changed(world, ben, deleted=True)
    await world.adapter.stop()
    await world.adapter.start()
    await changed(world, ben, deleted=False)
    await omar.says("/circle manage")
    assert "reach" not in words_of(omar.person.messages()[-1])


async def test_who_has_never_been_here_does_not_become_somebody(world: SlackWorld) -> None:
    """9: a workspace tells of all its people."""
    cleo = SlackPlayer(world, world.slack.person("Cleo"))
    await changed(world, cleo, name="Cleopatra")
    await changed(world, cleo, deleted=True)
    await changed(world, cleo, deleted=False)
    key = AccountKey(Platform.SLACK, "T0001", cleo.person.user.id)
    assert await world.store.run(lambda work: work.accounts.by_key(key)) is None


async def test_names_follow_unless_one_was_chosen(world: SlackWorld) -> None:
    """6: name, language and zone are Slack's, kept right by what it tells; what somebody has set themselves stays."""
    ben = SlackPlayer(world, world.slack.person("Ben"))
    await ben.says("/circle mine")
    await changed(world, ben, name="Benjamin", zone="Asia/Tokyo")
    person = await person_of(world, ben)
    assert (person.name, person.zone) == ("Benjamin", "Asia/Tokyo")
    await ben.says("/circle name Benny")
    await ben.says("/circle settings")
    await ben.presses("Change")
    await ben.fills({"zone": "Europe/Paris"})
    await changed(world, ben, name="Ben the Third", zone="America/Lima")
    person = await person_of(world, ben)
    assert (person.name, person.zone) == ("Benny", "Europe/Paris")


async def test_whom_slack_does_not_show_is_not_asked_about_at_every_word(
    world: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """6: for a while, or until Slack tells of them itself."""
    zed = SlackPlayer(world, world.slack.person("Zed"))
    world.slack.fails("users.info", *[Fault(error="user_not_found")] * 9)
    for _ in range(3):
        await zed.says("/circle help")
    assert zed.person.sees("/circle browse")
    assert world.slack.called("users.info") == ["users.info"]
    await changed(world, zed, zone="Asia/Tokyo")
    people = world.adapter._started.courier._people
    assert await people.zone_of(zed.person.user.id) == "Asia/Tokyo"
    assert world.slack.called("users.info") == ["users.info"]
    people.forget(zed.person.user.id)
    await zed.says("/circle help")
    monkeypatch.setattr("adapters.slack.people.NOBODY_FOR", -NOBODY_FOR)
    people._unknown.clear()
    await zed.says("/circle help")
    await zed.says("/circle help")
    assert len(world.slack.called("users.info")) == 4
    world.slack.faults.clear()


async def test_how_many_are_remembered_is_bounded(world: SlackWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.people.REMEMBERED", 5)
    people = world.adapter._started.courier._people
    for number in range(9):
        await people.user(f"U404{number}")
    assert len(people._unknown) == 5


SAYS = {
    "message": lambda ben: ben.person.types("help"),
    "home": lambda ben: ben.person.opens_home(),
    "form": lambda ben: ben.person.types("/circle new"),
}


@pytest.mark.parametrize("way", SAYS)
@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
async def test_that_we_are_shut_out_is_noticed_whoever_meets_it(way: str, code: str) -> None:
    """3.3: the operator hears, once and elsewhere, and sending pauses, as where the courier meets it."""
    alerts = PlaceKey(Platform.TELEGRAM, "4242", "-1001")
    async with (
        SlackServer() as server,
        TelegramWorld() as telegram,
        on_slack(server, telegram.store, telegram.clock, "socket", operator=alerts) as slack,
    ):
        ben = SlackPlayer(slack, server.person("Ben"))
        await ben.says("/circle mine")
        hello, to = (
            Message((Text((Plain("Hello"),)),)),
            AccountKey(Platform.SLACK, "T0001", ben.person.user.id),
        )
        assert isinstance(await slack.adapter.courier.deliver(ToAccount(to), hello), Delivered)
        server.token_error = code
        for _ in range(2):
            await SAYS[way](ben)
            await slack.settled()
        calls = len(server.calls)
        outcome = await slack.adapter.courier.deliver(ToAccount(to), hello)
        assert isinstance(outcome, NotNow)
        assert outcome.after > timedelta(minutes=4)
        await slack.adapter.take_up_what_was_left()
        assert len(server.calls) == calls
        about = alert_subject(Alert.SHUT_OUT, "Slack")
        assert len(list(await slack.store.run(lambda work: work.posts.of(PostKind.ALERT, about)))) == 1


async def test_who_came_while_slack_told_nothing_is_called_by_name_once_it_does(
    world: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """6: nobody is called by an id for ever because Slack was in trouble when they came."""
    monkeypatch.setattr("adapters.slack.people.ASK_AGAIN", 0.0)
    ben = SlackPlayer(world, world.slack.person("Ben"))
    world.slack.fails("users.info", *[Fault(error="internal_error")] * 1)
    await ben.says("hello")
    assert (await person_of(world, ben)).name == ben.person.user.id
    await ben.says("hello again")
    person = await person_of(world, ben)
    assert (person.name, person.zone) == ("Ben", "Europe/Berlin")
    await ben.says("/circle name Benny")
    await ben.says("hello")
    assert (await person_of(world, ben)).name == "Benny"
