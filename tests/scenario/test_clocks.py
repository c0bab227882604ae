"""Wall-clock time, zones, and dates as people type them."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from tests.scenario.cast import CIRCLE, found_team, join, october, publish


async def test_six_in_the_evening_stays_six_in_the_evening(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.24: 18:00 stays 18:00 across the change of clocks on 25 October, and so does the reminder's hour."""
    await ada.says("/circle meeting")
    for day in ("20 Oct", "27 Oct", "3 Nov"):
        assert ada.sees(f"Tue {day}, 18:00 (Berlin time)")
    await stage.advance_to(october(25, 17, 59))
    ben.room.look_away()
    await stage.advance_to(october(25, 18))
    assert ben.sees("Public Speaking, 3 of 6")
    await stage.advance_to(october(27, 15, 59))
    await stage.advance_to(october(27, 16))
    assert ben.sees("Public Speaking meets today.")


async def test_a_viewer_in_another_zone(stage: Stage, ada: Actor) -> None:
    """SPEC 4.24: every time names its zone; where the viewer's clock differs, it shows that, too."""
    nina = stage.person("Nina", zone="America/New_York")
    await join(nina, ada)
    assert nina.sees("Tue 13 Oct, 18:00 (Berlin time) · Tue 13 Oct, 12:00 (New York time) for you · 1 of 6")
    lars = stage.person("Lars", zone="Europe/Oslo")
    await join(lars, ada)
    assert lars.sees("Tue 13 Oct, 18:00 (Berlin time) · 1 of 6")
    # Europe has changed its clocks by then, America not yet.
    await stage.advance_to(october(25))
    assert nina.sees("Tue 27 Oct, 18:00 (Berlin time) · Tue 27 Oct, 13:00 (New York time) for you")


async def test_a_meeting_on_another_day_for_the_viewer(stage: Stage, ada: Actor) -> None:
    """SPEC 4.24: the viewer's time has the viewer's day."""
    aroha = stage.person("Aroha", zone="Pacific/Auckland")
    await join(aroha, ada)
    assert aroha.sees("Wed 14 Oct, 05:00 (Auckland time) for you")


async def test_an_hour_that_the_clock_skips(stage: Stage, ada: Actor) -> None:
    """SPEC 4.24: 02:30 in the night in which it does not exist is 03:30, and is shown so."""
    await publish(ada, title="Owls", first_on="21 Mar 2027", at="2:30", count="3")
    await ada.says("/circle manage")
    await ada.presses("Owls")
    await ada.presses("Meetings")
    assert ada.sees("1. Sun 21 Mar, 02:30 (Berlin time)")
    assert ada.sees("2. Sun 28 Mar, 03:30 (Berlin time)")
    assert ada.sees("3. Sun 4 Apr, 02:30 (Berlin time)")


async def test_a_circle_in_another_zone_than_its_team(stage: Stage, ada: Actor, dana: Actor) -> None:
    """SPEC 4.24: a meeting is on the clock of its circle, and the form takes the zone in any case."""
    await publish(ada, title="Logic", zone="america/new york")
    await join(dana, ada, "Logic")
    assert dana.sees("Tue 13 Oct, 18:00 (New York time)")
    # 48 hours before, on that clock: midnight in Berlin, but who has no zone is not in Berlin's night.
    await stage.advance_to(october(11, 23, 59))
    assert not dana.sees("are you coming to:")
    await stage.advance_to(october(12, 0, 1))
    assert dana.sees("are you coming to:")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13 Oct", "Tue, 13 Oct 2026"),
        ("Tue", "Tue, 6 Oct 2026"),
        ("tuesday 13 october", "Tue, 13 Oct 2026"),
        ("13.10.", "Tue, 13 Oct 2026"),
        ("2026-10-13", "Tue, 13 Oct 2026"),
        ("October 13th, 2026", "Tue, 13 Oct 2026"),
        ("3 Feb", "Wed, 3 Feb 2027"),
    ],
)
async def test_typed_dates_are_shown_back_in_full(stage: Stage, omar: Actor, typed: str, read: str) -> None:
    """SPEC 4.26: what was read is shown with its weekday and year before anything happens."""
    greta = stage.person("Greta")
    await _facilitator_who_is_asked(omar, greta)
    await greta.says("/new")
    for text in ("Logic", "", typed, "6pm"):
        if text:
            await greta.says(text)
        else:
            await greta.presses("Skip")
    while not greta.sees("is this right?"):
        labels = {button.label for button in greta.room.shown[-1].buttons()}
        await greta.presses(next(label for label in ("Keep it", "Done", "Skip") if label in labels))
    assert greta.sees(f"When do you meet first? {read}")
    assert greta.sees("At what time? 18:00")
    assert not greta.sees("The draft")


@pytest.mark.parametrize(
    "typed", ["31 June", "29 Feb 2027", "soon", "13/10", "0 Oct", "Oct", "2026-13-01", "99999999999"]
)
async def test_typed_dates_that_are_none(omar: Actor, stage: Stage, typed: str) -> None:
    """SPEC 4.26: a day that does not exist is not guessed at."""
    greta = stage.person("Greta")
    await _facilitator_who_is_asked(omar, greta)
    await greta.says("/new")
    await greta.says("Logic")
    await greta.presses("Skip")
    await greta.says(typed)
    assert greta.sees(f"I couldn’t read “{typed}” as a date.")
    assert greta.sees("When do you meet first?")
    await greta.says("13 Oct")
    assert greta.sees("At what time?")


async def test_a_day_that_is_another_weekday_is_asked(omar: Actor, stage: Stage) -> None:
    """SPEC 4.26: what is ambiguous is asked: 13 October is a Tuesday."""
    greta = stage.person("Greta")
    await _facilitator_who_is_asked(omar, greta)
    await greta.says("/new")
    await greta.says("Logic")
    await greta.presses("Skip")
    await greta.says("Wed 13 Oct")
    assert greta.sees("“Wed 13 Oct” doesn’t fit: Tue, 13 Oct 2026. Which day do you mean?")
    await greta.says("Tue 13 Oct")
    assert greta.sees("At what time?")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("8pm", "20:00"), ("18.30", "18:30"), ("7:15 p.m.", "19:15"), ("12am", "00:00"), ("9", "09:00")],
)
async def test_typed_times(ada: Actor, typed: str, read: str) -> None:
    """SPEC 4.26: times as people write them; the preview shows them back."""
    await ada.says("/circle meeting 2")
    await ada.presses("Move it")
    await ada.fills({"at": typed})
    assert ada.sees(f"is now Tue 20 Oct, {read} (Berlin time)")


@pytest.mark.parametrize("typed", ["25:00", "18:60", "13pm", "noon-ish", "0pm", "-1"])
async def test_typed_times_that_are_none(ada: Actor, typed: str) -> None:
    """SPEC 4.26: what is no time is not guessed at."""
    await ada.says("/circle meeting 2")
    await ada.presses("Move it")
    await ada.fills({"at": typed})
    assert ada.sees(f"I couldn’t read “{typed}” as a time.")


async def test_weeks_without_a_meeting(omar: Actor, ada: Actor) -> None:
    """SPEC 4.26: weeks that are left out show in the draft, before anything is published."""
    await ada.says("/circle new")
    await ada.fills(
        CIRCLE
        | {
            "title": "Logic",
            "course": "A new course",
            "first_on": "8 Dec",
            "count": "4",
            "leave_out": "24 Dec, 31 Dec",
        }
    )
    assert ada.sees("The draft of Logic is ready. Only you see it so far.")
    for line in ("1. Tue 8 Dec", "2. Tue 15 Dec", "3. Tue 5 Jan", "4. Tue 12 Jan"):
        assert ada.sees(line)
    assert not ada.sees("22 Dec")


async def test_a_later_week_whose_hour_is_skipped_says_so_in_the_draft(omar: Actor, ada: Actor) -> None:
    """SPEC 4.24, 4.26: it is held an hour later that week, in words, before anything is published."""
    await ada.says("/circle new")
    await ada.fills(
        CIRCLE
        | {"title": "Night", "course": "A new course", "first_on": "21 Mar 2027", "at": "02:30", "count": "3"}
    )
    assert ada.sees("1. Sun 21 Mar, 02:30")
    assert ada.sees(
        "2. Sun 28 Mar, 03:30 (Berlin time) – the clocks go forward, so there is no 02:30 that night"
    )
    assert ada.sees("3. Sun 4 Apr, 02:30")
    assert ada.screen.count("clocks go forward") == 1


async def test_today_is_today_where_one_is(stage: Stage) -> None:
    """SPEC 4.26: "Tue" typed in the evening in New York, when it is Tuesday already in Berlin, is tomorrow there."""
    nell = stage.person("Nell", surface=SLACK, zone="America/New_York")
    await stage.advance_to(october(6, 3))
    await found_team(stage, nell, "Uptown", "America/New_York")
    await publish(nell, first_on="Mon", at="22:00")
    await nell.says("/circle manage")
    assert nell.sees("Next: Mon 5 Oct, 22:00 (New York time)")


async def _facilitator_who_is_asked(omar: Actor, greta: Actor) -> None:
    """Makes somebody on the Telegram-like surface a facilitator."""
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    await greta.opens(omar.link("Facilitate with"))
