"""The world in a box: people on two surfaces, deliveries that fail, and a clock that moves."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from adapters.demo.transcript import Transcript
from bot.chat.courier import NotNow

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
CIRCLE = {"title": "Logic", "first_on": "Tue 13 Oct", "at": "18:00", "place": "Hall", "capacity": "1"}


@pytest.fixture
async def stage():
    async with Stage(start=NOW) as stage:
        yield stage


@pytest.fixture
async def omar(stage):
    """Has founded a team."""
    omar = stage.person("Omar", surface=SLACK)
    await omar.opens(await stage.organizer_link())
    await omar.fills({"team": "Library", "zone": "Europe/Berlin"})
    return omar


@pytest.fixture
async def ben(stage, omar):
    """Has a seat in Omar's circle."""
    await omar.says("/circle new")
    await omar.fills(CIRCLE)
    await omar.presses("Publish")
    ben = stage.person("Ben")
    await ben.opens(omar.link("Logic"))
    await ben.presses("sign up")
    await ben.fills({"name": "Benny", "consent": "Yes, write to me"})
    assert ben.sees("You’re in: Logic")
    return ben


async def test_a_reminder_comes_to_the_minute_and_only_what_is_new_is_on_the_screen(stage, ben):
    await stage.advance_to(datetime(2026, 10, 11, 17, 59, tzinfo=BERLIN))
    assert ben.screen == ""
    await stage.advance(minutes=1)
    assert ben.sees("Benny, are you coming to:")
    await ben.presses("Yes")
    assert ben.sees("See you there")
    assert not ben.sees("are you coming to:")
    await stage.advance(hours=30)
    assert ben.screen == ""


async def test_words_can_reply_to_a_message(stage, ben):
    await stage.advance_to(datetime(2026, 10, 11, 18, 0, tzinfo=BERLIN))
    await ben.says("can't make it", replying_to="are you coming to:")
    assert ben.sees("Thanks for telling")
    with pytest.raises(LookupError):
        await ben.says("yes", replying_to="no such words")


async def test_a_delivery_that_fails_is_tried_again(stage, ben):
    ben.room.outcome = NotNow(timedelta(minutes=7))
    await stage.advance_to(datetime(2026, 10, 11, 18, 0, tzinfo=BERLIN))
    assert ben.screen == ""
    ben.room.outcome = None
    await stage.advance(minutes=6)
    assert ben.screen == ""
    await stage.advance(minutes=3)  # a quarter of the wait is left to chance
    assert ben.sees("are you coming to:")


async def test_the_digest_comes_to_a_channel(stage, omar, ben):
    organizers = stage.group("#organizers")
    await omar.says("/circle digest here", at=organizers)
    assert organizers.sees("The digest of Library comes here")
    await stage.advance_to(datetime(2026, 10, 12, 10, 0, tzinfo=BERLIN))
    assert organizers.sees("the week of Mon 12 Oct")


async def test_a_form_stays_open_until_its_answers_are_right(stage, omar, ben):
    await omar.says("/circle new")
    await omar.fills(CIRCLE | {"course": "A new course", "title": "Rhetoric", "at": "25:61"})
    assert omar.sees("25:61")
    assert omar.form is not None
    assert omar.form.has_errors
    await omar.fills({"at": "18:30"})
    assert omar.sees("The draft of Rhetoric is ready")
    assert omar.form is None
    cleo = stage.person("Cleo")
    await cleo.opens(omar.link("Logic"))
    await cleo.presses("Sign up")
    await cleo.fills({"consent": "perhaps"})
    assert cleo.sees("isn’t one of the choices")
    await cleo.fills({"consent": "yes"})
    assert cleo.sees("number 1 in line")


async def test_what_is_not_there_cannot_be_done(stage, omar, ben):
    for what in (
        ben.fills({"goal": "x"}),
        omar.fills({"goal": "x"}),
        ben.presses("Fly"),
    ):
        with pytest.raises(LookupError):
            await what
    with pytest.raises(LookupError):
        ben.link("no such link")
    await omar.says("/circle new")
    with pytest.raises(LookupError, match="has no colour"):
        await omar.fills({"colour": "red"})
    cleo = stage.person("Cleo")
    await cleo.opens(omar.link("Logic"))
    await cleo.presses("Sign up")
    with pytest.raises(LookupError, match="May I write to you"):
        await cleo.fills({"goal": "x"})


async def test_people_and_groups_are_found_again(stage):
    assert stage.person("Ada") is stage.person("ADA")
    assert stage.person("Ada") is not stage.person("Ada", surface=SLACK)
    assert stage.group("#hall") is stage.group("#Hall")


@pytest.mark.parametrize("width", [60, 140])
async def test_a_transcript_on_a_terminal_and_in_a_pipe(stage, omar, ben, width):
    await stage.advance_to(datetime(2026, 10, 11, 18, 0, tzinfo=BERLIN))
    shown = {}
    for on_terminal in (True, False):
        output = io.StringIO()
        console = Console(file=output, force_terminal=on_terminal, color_system=None, width=width)
        transcript = Transcript(console, ["Telegram", "Slack"], zone=BERLIN)
        for entry in stage.entries:
            transcript.add(entry)
        transcript.finish()
        shown[on_terminal] = output.getvalue()
    side_by_side = any("Ben" in line and "Omar" in line for line in shown[True].splitlines())
    assert side_by_side == (width == 140)
    for text in shown.values():
        assert text.index("Monday 5 October") < text.index("Sunday 11 October") < text.index("👋 Benny")
    assert "18:00 circlebot to Ben (Telegram)\n    👋 Benny, are you coming to:\n" in shown[False]


async def test_side_by_side_what_came_later_stands_lower(stage, omar):
    ben = stage.person("Ben")
    await ben.says("/start")
    await stage.advance(minutes=5)
    await omar.says("/circle help")
    await stage.advance(minutes=5)
    await ben.says("/browse")
    output = io.StringIO()
    transcript = Transcript(
        Console(file=output, force_terminal=True, color_system=None, width=140),
        ["Telegram", "Slack"],
        zone=BERLIN,
    )
    for entry in stage.entries:
        transcript.add(entry)
    transcript.finish()
    shown = output.getvalue()
    assert shown.index("11:00 Ben") < shown.index("11:05 Omar") < shown.index("11:10 Ben")
    assert shown.count("Monday 5 October") == 1


async def test_the_very_same_to_several_at_once_is_told_once(stage, omar):
    ann, bob = (stage.person(name) for name in ("Ann", "Bob"))
    for who in (ann, bob):
        await who.says("/start")
    output = io.StringIO()
    transcript = Transcript(Console(file=output), ["Telegram"], zone=BERLIN)
    said = [entry for entry in stage.entries if entry.who is None and entry.room.spot.title in {"Ann", "Bob"}]
    to_ann, to_bob = said
    for entry in (to_ann, to_bob, to_ann, replace(to_bob, pieces=to_ann.pieces)):
        transcript.add(entry)
    transcript.finish()
    assert [line for line in output.getvalue().splitlines() if "circlebot to" in line] == [
        "11:00 circlebot to Ann (Telegram)",
        "11:00 circlebot to Bob (Telegram)",
        "11:00 circlebot to Ann, Bob (Telegram)",
    ]
    assert "Hello Bob!" in output.getvalue()
