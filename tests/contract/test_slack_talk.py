"""What people do on Slack, through the real Bolt, in Socket Mode and over HTTP (SPEC 6)."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from bot.domain.people import AccountKey, Platform
from tests.slack_server.people import everything
from tests.slack_server.reading import pings, words_of
from tests.slack_server.state import Fault
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import MODES, SlackWorld, slack_world

CIRCLE = {
    "title": "Public Speaking",
    "first_on": "2026-10-13",
    "at": "18:00",
    "place": "City Library",
    "capacity": "8",
}


@pytest.fixture(params=MODES)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[SlackWorld]:
    async with slack_world(mode=request.param) as world:
        yield world
        await world.settled()
        assert [one for shown in everything(world.slack) for one in pings(shown)] == []


@pytest.fixture
async def socket() -> AsyncIterator[SlackWorld]:
    """In Socket Mode only, where the way in makes no difference."""
    async with slack_world() as world:
        yield world


async def founder(world: SlackWorld) -> SlackPlayer:
    omar = SlackPlayer(world, world.slack.person("Omar"))
    await omar.says(f"/circle start {await world.organizer_code()}")
    await omar.fills({"team": "City Library", "zone": "Europe/Berlin"})
    return omar


async def facilitator(world: SlackWorld) -> SlackPlayer:
    """Omar himself, who has published a circle."""
    omar = await founder(world)
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


async def test_a_circle_is_made_and_joined(world: SlackWorld) -> None:
    """6: modals for what has more than one field, messages in the conversation with the app, nothing that Slack refuses."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    assert ben.person.sees("Public Speaking")
    await omar.says("/circle manage")
    assert omar.person.sees("Ben")
    assert world.slack.refusals == []
    assert max(ack.seconds for ack in world.slack.acks) < 3


async def test_errors_stand_beside_their_fields(world: SlackWorld) -> None:
    """6: and what was typed stays."""
    omar = await founder(world)
    await omar.says("/circle new")
    with pytest.raises(LookupError, match=r"passed already"):
        await omar.fills({**CIRCLE, "first_on": "2026-10-01"})
    assert omar.person.modal is not None
    await omar.fills({"first_on": "2026-10-13"})
    assert omar.person.sees("Publish")


async def test_forgiving_words_and_near_misses(world: SlackWorld) -> None:
    """2: free arguments are forgiving, and a near miss gets the closest verb."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await ben.says("/circle  RSVP   no  sick & <b>tired</b>")
    assert ben.person.sees("sick & <b>tired</b>")
    await ben.says("/circle brwse")
    assert ben.person.sees("Did you mean /circle browse?")
    await ben.presses("/circle browse")
    assert ben.person.sees("Public Speaking")
    await ben.says("/circle /mine")
    assert ben.person.sees("W1 ❌")
    await ben.says("/circle help")
    assert ben.person.sees("/circle rsvp yes | maybe | no")


async def test_answers_in_words_and_in_threads(world: SlackWorld) -> None:
    """4.12: a whole message is an answer; a prompt's own thread says which meeting. Slash commands do not work there."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await world.tick.once()
    await ben.says("yes")
    await ben.says("/circle mine")
    assert ben.person.sees("W1 ✅")
    prompt = ben.person.newest_with("Public Speaking")
    await ben.person.types("can't make it", thread=prompt["ts"])
    await world.settled()
    answer = ben.person.messages()[-1]
    assert answer["thread_ts"] == prompt["ts"]
    await ben.person.types("/circle mine", thread=prompt["ts"])
    assert ben.person.trouble == ["/circle is not supported in threads. Sorry!"]
    await ben.person.types(" circle mine", thread=prompt["ts"])
    await world.settled()
    assert "W1 ❌" in words_of(ben.person.messages()[-1])


async def test_in_a_channel_only_who_asked_reads_the_answer(world: SlackWorld) -> None:
    """9: a command typed among others is answered aside, and its buttons work there."""
    omar = await facilitator(world)
    ben, cleo = await learner(world, omar, "Ben"), SlackPlayer(world, world.slack.person("Cleo"))
    general = world.slack.channel("#general", ben.person, cleo.person, with_bot=False)
    await ben.says("/circle rsvp", at=general)
    assert ben.person.sees("Public Speaking", general)
    assert not cleo.person.messages(general)
    await ben.presses("Yes", at=general)
    await ben.says("/circle mine", at=general)
    assert ben.person.sees("W1 ✅", general)
    await ben.says("/circle", at=general)
    assert ben.person.sees("Your next meetings", general)
    assert [one for one in general.messages if "ephemeral_for" not in one] == []


async def test_mentions_work_in_threads_too(world: SlackWorld) -> None:
    """6: where slash commands do not."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    hall = world.slack.channel("#hall", ben.person, omar.person)
    await ben.says("who is coming?", at=hall)
    root = hall.messages[0]["ts"]
    await ben.person.types("@bot mine", hall, thread=root)
    await world.settled()
    answer = ben.person.messages(hall)[-1]
    assert "Public Speaking" in words_of(answer)
    assert answer["ephemeral_for"] == ben.person.user.id
    await ben.person.types("@bot how are you?", hall)
    await world.settled()


async def test_the_digest_place_is_chosen_in_its_channel(world: SlackWorld) -> None:
    omar = await facilitator(world)
    organizers = world.slack.channel("#organizers", omar.person)
    await omar.says("/circle digest here", at=organizers)
    assert omar.person.sees("City Library", organizers)
    place = await world.store.run(
        lambda work: [work.places.get(team.digest_place_id) for team in work.teams.all()]
    )
    assert [(one.key, one.title) for one in place] == [(organizers.id, "#organizers")]


async def test_shortcuts(world: SlackWorld) -> None:
    """6: a message is sent to one's circle with its words; a circle is made from anywhere."""
    omar = await facilitator(world)
    hall = world.slack.channel("#hall", omar.person)
    await omar.says("Bring a *poem* & <pen>", at=hall)
    await omar.person.uses_shortcut("send_to_circle", hall.messages[-1], hall)
    await world.settled()
    view = omar.person.modal
    assert view is not None
    held = [field for fields in view["state"]["values"].values() for field in fields.items()]
    assert dict(held)["text"]["value"] == "Bring a *poem* & <pen>"
    await omar.person.closes()
    await omar.person.uses_shortcut("new_circle")
    await world.settled()
    assert omar.person.sees("New circle")


async def test_the_home_is_a_hub_by_role(world: SlackWorld) -> None:
    """6: next meetings with buttons, circles one runs with who is coming, teams; drawn anew while it is open."""
    omar = await facilitator(world)
    await omar.person.opens_home()
    await world.settled()
    assert omar.person.home is not None
    assert "Circles you run" in words_of(omar.person.home)
    assert "City Library" in words_of(omar.person.home)
    ben = await learner(world, omar, "Ben")
    await ben.person.opens_home()
    await world.settled()
    assert "Your next meetings" in words_of(ben.person.home or {})
    assert "Circles you run" not in words_of(ben.person.home or {})
    await ben.person.presses_in_view("Yes", ben.person.home)
    await world.settled()
    assert "You said" in words_of(ben.person.home or {})
    await world.adapter.take_up_what_was_left()
    assert "✅ 1" in words_of(omar.person.home)
    assert "Ben" in words_of(omar.person.home)
    published = len(world.slack.called("views.publish"))
    await world.adapter.take_up_what_was_left()
    assert len(world.slack.called("views.publish")) == published


async def test_what_is_told_again_is_done_once(world: SlackWorld) -> None:
    """6: retries, and the same event under the same name."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    before = len(ben.person.messages())
    message = {
        "type": "message", "channel": ben.person.dm.id, "user": ben.person.user.id, "ts": "1.1", "text": "yes",
        "channel_type": "im",
    }  # fmt: skip
    await world.slack.event(message, times=3, event_id="Ev1")
    await world.settled()
    assert len(ben.person.messages()) == before + 1


async def test_who_is_no_member_is_turned_down(world: SlackWorld) -> None:
    """6: guests politely, bots not at all; people of connected workspaces are strangers."""
    guest = world.slack.person("Gus", is_guest=True)
    await guest.types("/circle new")
    await world.settled()
    assert guest.sees("only for members of this workspace")
    await guest.types("hello")
    await world.settled()
    assert guest.sees("only for members of this workspace")
    robot = world.slack.person("Robot", is_bot=True)
    await robot.types("hello")
    await world.settled()
    assert robot.messages()[-1]["text"] == "hello"
    zed = world.slack.person("Zed", team="T0002")
    await zed.types("/circle browse", world.slack.channel("#shared", zed))
    await world.settled()
    keys = [AccountKey(Platform.SLACK, one.user.team, one.user.id) for one in (guest, robot, zed)]
    known = await world.store.run(lambda work: [work.accounts.by_key(key) for key in keys])
    assert [account is not None for account in known] == [False, False, True]


async def test_who_leaves_the_workspace_is_out_of_reach(socket: SlackWorld) -> None:
    """3.3"""
    omar = await facilitator(socket)
    ben = await learner(socket, omar, "Ben")
    ben.person.user.deleted = True
    await socket.slack.event({"type": "user_change", "user": ben.person.user.to_json("T0001")})
    await socket.settled()
    key = AccountKey(Platform.SLACK, "T0001", ben.person.user.id)
    account = await socket.store.run(lambda work: work.accounts.by_key(key))
    assert account is not None
    assert account.unreachable_at is not None
    await omar.says("/circle manage")
    assert omar.person.sees("Ben")


async def test_names_and_languages_follow_slack(socket: SlackWorld) -> None:
    """6: asked once, kept right by what Slack tells."""
    omar = await founder(socket)
    await omar.says("/circle help")
    assert socket.slack.called("users.info") == ["users.info"]
    omar.person.user.zone = "Asia/Tokyo"
    await socket.slack.event({"type": "user_change", "user": omar.person.user.to_json("T0001")})
    await socket.settled()
    assert await socket.adapter._started.courier._people.zone_of(omar.person.user.id) == "Asia/Tokyo"


async def test_slack_is_answered_whatever_the_database_does(
    socket: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """6: within three seconds; a submission says Saving… and is updated."""
    omar = await founder(socket)
    await omar.says("/circle new")
    monkeypatch.setattr("adapters.slack.taking.IN_TIME", 0.2)
    run = socket.store.run

    async def slowly(work):
        await asyncio.sleep(0.5)
        return await run(work)

    monkeypatch.setattr(socket.store, "run", slowly)
    values = {**CIRCLE, "first_on": "2026-10-01"}
    ack = await omar.person.submits(values)
    assert ack.seconds < 0.45
    assert omar.person.sees("Saving …")
    await socket.settled()
    assert omar.person.sees("passed already")
    ack = await omar.person.types("/circle help")
    assert ack is not None
    assert ack.seconds < 0.45
    await socket.settled()
    assert omar.person.sees("/circle browse")


async def test_what_cannot_be_kept_is_said_or_comes_again(
    socket: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3.2: Slack brings an event again; a command it does not."""
    omar = await founder(socket)

    async def broken(work):
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr("tests.slack_server.server.ACK_WITHIN", 0.3)
        patched.setattr(socket.store, "run", broken)
        await omar.person.types("/circle help")
        assert omar.person.sees("I couldn’t take that")
        await omar.person.types("help")
        assert [ack.status for ack in socket.slack.acks[-4:]] == [0, 0, 0, 0]
    await omar.says("help")
    assert omar.person.sees("/circle browse")


async def test_a_form_that_can_open_no_view_is_a_button_away(socket: SlackWorld) -> None:
    """6: as after a restart, when the trigger has expired."""
    omar = await founder(socket)
    socket.slack.fails("views.open", Fault(error="expired_trigger_id"), Fault(error="expired_trigger_id"))
    await omar.says("/circle new")
    assert omar.person.sees("Your form is here")
    await omar.presses("Open the form")
    await omar.fills(CIRCLE)
    assert omar.person.sees("Publish")


async def test_a_lost_connection_comes_back(socket: SlackWorld) -> None:
    """6: clean reconnects."""
    omar = await founder(socket)
    await socket.slack.disconnect()
    await socket.slack.until(lambda: socket.slack.hellos == 2)
    await omar.says("/circle help")
    assert omar.person.sees("/circle browse")


async def test_hostile_names_and_words(socket: SlackWorld) -> None:
    """4.27: literal in every message, view and home."""
    hostile = "<!channel> *x* `y` <@U1> &amp;"
    world = socket
    omar = SlackPlayer(world, world.slack.person("<!here> _O_"))
    await omar.says(f"/circle start {await world.organizer_code()}")
    await omar.fills({"team": hostile, "zone": "Europe/Berlin"})
    await omar.says("/circle new")
    await omar.fills({**CIRCLE, "title": hostile, "place": hostile})
    await omar.presses("Publish")
    ben = SlackPlayer(world, world.slack.person("*Ben* <@U1>"))
    await ben.opens(omar.link("<!channel>"))
    await ben.presses("Sign up")
    await ben.fills({"consent": "Yes, write to me", "goal": hostile})
    for verb in ("manage", "learners", "team", "digest", "reminder", "meeting", "mine", "settings", "help"):
        await omar.says(f"/circle {verb}")
        if omar.person.modal is not None:
            await omar.person.closes()
    await omar.person.opens_home()
    await ben.person.opens_home()
    await world.settled()
    assert world.slack.refusals == []
    assert hostile in omar.person.screen()
    assert [one for shown in everything(world.slack) for one in pings(shown)] == []


async def test_nothing_that_people_write_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """8: whatever the log level is; the libraries would log whole requests, tokens too."""
    caplog.set_level(logging.DEBUG)
    async with slack_world() as world:
        omar = await founder(world)
        await omar.says("my very own words")
        await omar.says("/circle name Very Own Name")
        assert omar.person.sees("Very Own Name")
        assert "very own" not in caplog.text.casefold()
        assert world.slack.bot_token not in caplog.text
        assert world.slack.app_token not in caplog.text


async def test_what_slack_does_not_take_as_blocks_comes_as_words(socket: SlackWorld) -> None:
    """As where a workspace has no charts yet; aside, and in the conversation."""
    omar = await founder(socket)
    socket.slack.fails("response_url", Fault(error="invalid_blocks"))
    await omar.says("/circle help")
    assert omar.person.sees("/circle browse")
    socket.slack.fails("chat.postMessage", Fault(error="invalid_blocks"))
    await omar.says("what is this?")
    assert omar.person.sees("I didn’t catch that")


async def test_blocks_that_a_view_does_not_take_come_as_words(world: SlackWorld) -> None:
    """6: a window that loads does not load for ever, and the home is not empty."""
    zed = SlackPlayer(world, world.slack.person("Zed"))
    world.slack.fails("views.update", Fault(error="invalid_arguments"))
    await zed.says("/circle new")
    assert zed.person.modal is not None
    assert "you need to be in a team" in words_of(zed.person.modal)
    world.slack.fails("views.publish", Fault(error="invalid_blocks"))
    await zed.person.opens_home()
    await world.settled()
    assert zed.person.home is not None
    assert "Zed" in words_of(zed.person.home)
    world.slack.refusals.clear()


async def test_a_form_that_is_none_of_ours_does_not_save_for_ever(world: SlackWorld) -> None:
    """6: it is closed at once, not said to be saved until somebody gives up."""
    omar = await founder(world)
    await omar.says("/circle new")
    view = omar.person.modal
    assert view is not None
    view["private_metadata"] = "from another time"
    values = {"title": "Logic", "first_on": "2026-10-13", "at": "18:00"}
    ack = await omar.person.submits(values)
    assert ack.seconds < 1.5
    assert omar.person.modal is None


async def test_a_message_of_nobody_is_nothing(world: SlackWorld) -> None:
    """Slack tells of some messages without saying whose they are."""
    ben = world.slack.person("Ben")
    asked = len(world.slack.called("users.info"))
    message = {"type": "message", "channel": ben.dm.id, "ts": "1.1", "text": "hello", "channel_type": "im"}
    await world.slack.event(message)
    await world.settled()
    assert len(world.slack.called("users.info")) == asked
    assert world.slack.refusals == []
    assert ben.messages() == []
