"""What people type on Slack: emoji by their names, spaces of all kinds, pictures, a bare mention (SPEC 6, 4.12)."""

import re
from collections.abc import AsyncIterator

import pytest

from adapters.slack.signs import with_signs
from tests.contract.test_slack_talk import facilitator, founder, learner
from tests.slack_server.reading import labelled, words_of
from tests.slack_server.typed import as_blocks, as_text
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import SlackWorld, slack_world


@pytest.fixture
async def world() -> AsyncIterator[SlackWorld]:
    async with slack_world() as world:
        yield world


@pytest.mark.parametrize("typed", ["👍", "👍🏽", "✅"])
async def test_a_sign_is_an_answer(world: SlackWorld, typed: str) -> None:
    """4.12: Slack tells signs by their names, `:+1:`."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await world.tick.once()
    await ben.says(typed)
    assert ben.person.sees("See you there!")
    await ben.says("/circle rsvp :x:")
    assert ben.person.sees("We’ll miss you")


async def test_signs_are_passed_on_as_signs(world: SlackWorld) -> None:
    """4.30: whoever reads it may be on another platform, where `:face_with_thermometer:` is nothing."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await ben.says("I feel 🤒 & <odd> :our_logo: at 10:30:15")
    await world.tick.once()
    assert omar.person.sees("I feel 🤒 & <odd> :our_logo: at 10:30:15")


async def test_signs_in_a_window_are_signs(world: SlackWorld) -> None:
    """6: a field of a view tells them by their names as well."""
    omar = SlackPlayer(world, world.slack.person("Omar"))
    await omar.says(f"/circle start {await world.organizer_code()}")
    await omar.fills({"team": "Books :tada:", "zone": "Europe/Berlin"})
    assert omar.person.sees("Books 🎉 is ready")


def test_names_become_signs_where_slack_tells_which() -> None:
    """6: by the message's blocks, or by the ones that we know."""
    for typed in ("🤒👍🏽 and 🎉", "no signs", "1:2:3"):
        assert with_signs(as_text(typed), as_blocks(typed)) == typed
    assert with_signs(":tada: :tada :nobody_knows:") == "🎉 :tada :nobody_knows:"
    for odd in (
        None,
        "x",
        [{"type": "emoji", "name": "a", "unicode": "no"}],
        [[{"elements": 7}]],
        {"type": 1},
    ):
        assert with_signs(":a:", odd) == ":a:"


@pytest.mark.parametrize("space", ["\u00a0", "\n", "\t", "\u2009", "  "])
async def test_any_space_parts_a_verb_from_the_rest(world: SlackWorld, space: str) -> None:
    """2: arguments are forgiving: what is copied from a page brings its spaces along."""
    omar = SlackPlayer(world, world.slack.person("Omar"))
    await omar.says(f"/circle start{space}{await world.organizer_code()}")
    assert omar.person.modal is not None
    await omar.says(f"circle{space}help")
    assert omar.person.sees("/circle browse")


async def test_what_is_typed_is_read_once(world: SlackWorld) -> None:
    """4.27: `&lt;` is what they typed, not a sign of Slack's."""
    omar = await founder(world)
    await omar.says("circle name O&lt;3 &amp; Co")
    assert "O&lt;3 &amp; Co" in words_of(omar.person.messages()[-1])


async def test_a_picture_without_words_is_not_passed_over(world: SlackWorld) -> None:
    """1.5: a picture is none of what is read here, and whoever sent it hears that."""
    omar = await founder(world)
    picture = {"subtype": "file_share", "files": [{"id": "F1"}], "text": "", "channel_type": "im"}
    about = {"type": "message", "channel": omar.person.dm.id, "user": omar.person.user.id}
    await world.slack.event({**about, **picture, "ts": world.slack.next_ts()})
    await world.settled()
    assert omar.person.sees("I can read words, nothing else.")
    shown = len(omar.person.messages())
    await world.slack.event({**about, "subtype": "message_deleted", "ts": world.slack.next_ts()})
    await world.slack.event({**about, "text": "", "hidden": True, "ts": world.slack.next_ts()})
    await world.settled()
    assert len(omar.person.messages()) == shown


async def test_a_mention_alone_opens_the_hub(world: SlackWorld) -> None:
    """6: slash commands do not work in threads, so a mention does what bare `/circle` does."""
    omar = await founder(world)
    channel = world.slack.channel("reading", omar.person)
    await omar.says("@bot", at=channel)
    assert "Here is what you can do" in words_of(omar.person.messages(channel)[-1])
    await omar.says("circle")
    assert omar.person.sees("Here is what you can do")


async def test_what_is_picked_needs_no_example_of_how_it_is_typed(world: SlackWorld) -> None:
    """6, 4.24: days and hours come from pickers; on whose clock the hours are is still said."""
    omar = await facilitator(world)
    await omar.says("/circle message")
    assert words_of(omar.person.modal or {}).startswith("Message to learners\n")
    await omar.person.fills({"When should it go out?": "At a time I choose"})
    await world.settled()
    shown = words_of(omar.person.modal or {})
    assert "On which day?" in shown
    assert "On the circle’s clock (Europe/Berlin)." in shown
    assert "18:30 or" not in shown


async def test_who_reads_a_linked_channel_is_said_from_afar(world: SlackWorld) -> None:
    """9: in the channel it is here, in private there."""
    omar = await facilitator(world)
    channel = world.slack.channel("speaking", omar.person)
    await omar.says("/circle here", at=channel)
    assert omar.person.sees("Everyone here can read it", channel)
    await omar.says("/circle manage")
    await omar.presses("Groups and channels")
    assert "Everyone there can read it" in words_of(omar.person.messages()[-1])


async def test_mentions_are_names_and_no_ids(world: SlackWorld) -> None:
    """4.27, 4.30: whoever reads it knows people and channels by what they are called."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    cleo = world.slack.person("Cleo <!here> & *x*")
    channel = world.slack.channel("general", cleo)
    words = f"Ask <@{cleo.user.id}> in <#{channel.id}|> or <#{channel.id}|main> not <@U0NOBODY1>"
    about = {"type": "message", "channel": ben.person.dm.id, "channel_type": "im", "user": ben.person.user.id}
    await world.slack.event({**about, "text": words, "ts": world.slack.next_ts()})
    await world.settled()
    await world.tick.once()
    assert omar.person.sees("Ask @Cleo <!here> & *x* in #general or #main not @…")
    message = {"ts": "1.1", "text": f"<@{cleo.user.id}> knows"}
    await omar.person.uses_shortcut("send_to_circle", message, channel)
    await world.settled()
    assert omar.person.modal is not None
    held = labelled(omar.person.modal, "What would you like to tell them?")["element"]["initial_value"]
    assert held == "@Cleo <!here> & *x* knows"


async def test_two_accounts_of_one_day_are_told_apart(world: SlackWorld) -> None:
    """1.1: each place where one could be written to has a button of its own."""
    ben = SlackPlayer(world, world.slack.person("Ben"))
    await ben.says("/circle link")
    code = re.findall(r"link ([A-Z0-9-]{14})", ben.person.screen())[-1]
    benny = SlackPlayer(world, world.slack.person("Benny"))
    await benny.says(f"/circle link {code}")
    rows = [block for block in benny.person.messages()[-1]["blocks"] if block["type"] == "actions"]
    labels = [one["text"]["text"] for row in rows for one in row["elements"]]
    assert labels[0] == "Link, and write to me here"
    assert len(set(labels)) == 2
