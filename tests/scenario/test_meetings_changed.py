"""Moving several meetings, cancelling and un-cancelling, adding, places, and the end of a circle."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.domain.audit import Deed
from bot.domain.circles import Stage as CircleStage
from tests.scenario.cast import (
    FAULT,
    REFUSED,
    circle_of,
    co_facilitator,
    every_button,
    get_hold_of,
    join,
    november,
    october,
    press_that,
    publish,
)

REMINDER = october(11)
ASKED = "are you coming to:"


async def test_typed_words_are_shown_back_in_full_and_do_nothing_by_themselves(
    stage: Stage, ada: Actor, ben: Actor
) -> None:
    """SPEC 2, 4.26: `/meeting 3 thu 18:30` shows what it would do; only the button does it."""
    await ben.says("/rsvp yes")
    await ada.says("/circle meeting 3 thu 29 oct 18:30")
    assert ada.sees("Move meeting 3 of Public Speaking?")
    assert ada.sees("It was: Tue 27 Oct, 18:00 (Berlin time)\nIt would be: Thu 29 Oct, 18:30 (Berlin time)")
    assert ada.sees("Nobody has heard of the old time yet.")
    await ada.says("/circle meeting")
    assert ada.sees("3. Tue 27 Oct, 18:00 (Berlin time)")
    await ada.presses("Move it")
    assert ada.sees("Meeting 3 of Public Speaking is now Thu 29 Oct, 18:30 (Berlin time).")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3 19:30", "It would be: Tue 27 Oct, 19:30 (Berlin time)"),
        ("3 tomorrow 7pm", "It would be: Tue 6 Oct, 19:00 (Berlin time)"),
        ("3 to 28 Oct", "It would be: Wed 28 Oct, 18:00 (Berlin time)"),
        ("#2 next thursday", "It would be: Thu 8 Oct, 18:00 (Berlin time)"),
        ("2 cancel", "Cancel meeting 2 of Public Speaking?"),
        ("2 is cancelled", "I couldn’t read “is cancelled” as a date."),
        ("3 later", "3. Tue 27 Oct, 18:00 (Berlin time) → Tue 3 Nov, 18:00 (Berlin time)"),
        ("3 later 2 weeks", "6. Tue 17 Nov, 18:00 (Berlin time) → Tue 1 Dec, 18:00 (Berlin time)"),
        ("3 +1w", "4. Tue 3 Nov, 18:00 (Berlin time) → Tue 10 Nov, 18:00 (Berlin time)"),
        ("2", "Public Speaking, meeting 2 of 6"),
        ("9", "There is no meeting 9 in “Public Speaking”."),
        ("what now", "That can be /meeting 3"),
        ("2 31 June", "I couldn’t read “31 June” as a date."),
        ("2 1 Oct 2026", "Thu 1 Oct, 18:00 (Berlin time) has passed already."),
        ("2 13 Oct", "The circle meets at that time already: Tue 13 Oct, 18:00 (Berlin time)."),
        ("2 28 mar 2027 2:30", "The clocks go forward in that night, so 02:30 doesn’t exist"),
    ],
)
async def test_what_is_typed_after_meeting(ada: Actor, typed: str, shown: str) -> None:
    """SPEC 2, 4.26: free arguments are forgiving, shown back in full, and refused with the reason."""
    await ada.says(f"/circle meeting {typed}")
    assert ada.sees(shown)
    assert FAULT not in ada.screen
    await ada.says("/circle meeting")
    assert ada.sees("2. Tue 20 Oct, 18:00 (Berlin time)\n3. Tue 27 Oct, 18:00 (Berlin time)")


async def test_a_date_with_two_readings_is_asked_about(ada: Actor) -> None:
    """SPEC 4.26: 11/12 is asked about, both readings named, and either can be pressed."""
    await ada.says("/circle meeting 2 11/12")
    assert ada.sees("“11/12” can be read two ways: Fri, 11 Dec 2026 or Thu, 12 Nov 2026.")
    await ada.presses("Thu, 12 Nov 2026")
    assert ada.sees("It would be: Thu 12 Nov, 18:00 (Berlin time)")


async def test_with_several_circles_it_is_asked_in_which(ada: Actor) -> None:
    """SPEC 1.2: where it matters which circle, it is asked; what was typed is kept."""
    await publish(ada, title="Logic", course="A new course")
    await ada.says("/circle meeting 2 21 oct 19:00")
    assert ada.sees("Which circle?")
    await ada.presses("Logic")
    assert ada.sees("Move meeting 2 of Logic?")
    assert ada.sees("It would be: Wed 21 Oct, 19:00 (Berlin time)")


async def test_this_and_all_later_ones_move(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2, 4.16, 4.20: a meeting and all later ones move by weeks; who had heard is told once for each."""
    await ben.says("/rsvp yes")
    await stage.advance_to(REMINDER)
    await ada.says("/circle meeting 1")
    await ada.presses("Move this and all later ones")
    assert ada.sees("Move meeting 1 of Public Speaking and all later ones, 6 in all?")
    assert ada.sees("2 people have heard of the old time.")
    await ada.presses("A week later")
    assert ada.sees("1. Tue 13 Oct, 18:00 (Berlin time) → Tue 27 Oct, 18:00 (Berlin time)")
    await ada.presses("A week earlier")
    await ada.presses("Move them all")
    assert ada.sees("6 meetings of Public Speaking have moved:")
    assert ada.sees("6. Tue 24 Nov, 18:00 (Berlin time)")
    await stage.advance(minutes=3)
    for one in (ben, cleo):
        assert one.screen.count("has moved") == 1
        assert one.sees("It was: Tue 13 Oct, 18:00 (Berlin time)\nIt is now: Tue 20 Oct, 18:00 (Berlin time)")
    await stage.advance_to(october(18))
    assert cleo.sees(ASKED)
    assert cleo.sees("Public Speaking, 1 of 6")


async def test_back_by_weeks_onto_another_meeting_or_into_the_past(ada: Actor) -> None:
    """SPEC 4.16: what cannot be is refused with the reason, and nothing moves."""
    await ada.says("/circle meeting 2 -1w")
    assert ada.sees("The circle meets at that time already: Tue 13 Oct, 18:00 (Berlin time).")
    await ada.says("/circle meeting 1 -2w")
    assert ada.sees("has passed already")
    await ada.says("/circle meeting")
    assert ada.sees("1. Tue 13 Oct, 18:00 (Berlin time)\n2. Tue 20 Oct, 18:00 (Berlin time)")


async def test_what_was_shown_has_changed_meanwhile(stage: Stage, ada: Actor) -> None:
    """SPEC 4.32: of two who change one meeting the second is told."""
    await ada.says("/circle manage")
    bea = await co_facilitator(stage, ada, "Bea")
    await ada.says("/circle meeting 2 21 Oct")
    await bea.says("/circle meeting 2 22 Oct")
    await bea.presses("Move it")
    await ada.presses("Move it")
    assert ada.sees("Somebody has changed meeting 2 meanwhile: Thu 22 Oct, 18:00 (Berlin time).")
    await ada.says("/circle meeting 2")
    await bea.says("/circle meeting 2 23 Oct")
    await bea.presses("Move it")
    await ada.presses("Move it")
    await ada.fills({"at": "19:00"})
    assert ada.sees("is now Fri 23 Oct, 19:00")


async def test_a_cancelled_meeting_is_on_again(stage: Stage, ada: Actor, ben: Actor, dana: Actor) -> None:
    """SPEC 2, 4.17: who heard that it was off hears that it is on, is asked again, and reminders are planned anew."""
    await ben.says("/rsvp yes")
    await ada.says("/circle meeting 1 cancel")
    await ada.presses("Cancel it")
    await stage.advance(minutes=3)
    assert ben.sees("is cancelled.")
    await join(dana, ada)
    await ada.says("/circle meeting 1 on again")
    assert ada.sees("Put meeting 1 of Public Speaking on again?")
    await ada.presses("It’s on again")
    assert ada.sees("Meeting 1 of Public Speaking, Tue 13 Oct, 18:00 (Berlin time), is on again.")
    assert ada.sees("The one person who had heard that it was off is told, and asked again.")
    await stage.advance(minutes=3)
    assert ben.sees("Public Speaking, meeting 1 of 6, is on after all.")
    assert ben.sees("Where: City Library")
    assert not dana.sees("on after all")
    await ben.presses("Yes")
    assert ben.sees("See you there!")
    await stage.advance_to(REMINDER)
    for one in (ben, dana):
        assert one.sees("Public Speaking, 1 of 6"), one.name
    await ada.says("/circle meeting 1")
    await ada.presses("It’s on again")
    assert ada.sees("Meeting 1, Tue 13 Oct, 18:00 (Berlin time), is on.")
    await ben.says("/why")
    assert ben.sees("You had been told that it was cancelled.")


async def test_cancelled_and_on_again_and_cancelled(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.1, 4.17: each time everybody hears, and once only."""
    for _ in range(2):
        await ada.says("/circle meeting 1 cancel")
        await ada.presses("Cancel it")
        await stage.advance(minutes=3)
        assert ben.screen.count("is cancelled.") == 1
        await ada.says("/circle meeting 1 on")
        await ada.presses("It’s on again")
        await stage.advance(minutes=3)
        assert ben.screen.count("is on after all") == 1


async def test_a_meeting_that_did_not_happen(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: after its end a meeting can be said not to have happened: nobody is asked, and it is not counted."""
    await ben.says("/rsvp yes")
    await ada.says("/circle meeting 1 missed")
    await ada.presses("It didn’t happen")
    assert ada.sees("Meeting 1 isn’t over yet")
    await stage.advance_to(october(13, 19, 31))
    await ada.says("/circle meeting 1")
    await ada.presses("It didn’t happen")
    assert ada.sees("Nobody is asked how it was.")
    await stage.advance_to(october(14, 12))
    assert not ada.sees("How was")
    assert ben.screen == ""
    await ada.says("/circle feedback 1")
    assert ada.sees("Meeting 1, Tue 13 Oct, 18:00 (Berlin time), didn’t happen.")
    assert not ada.sees("cancelled")
    await ada.says("/circle meeting")
    assert ada.sees("1. Tue 13 Oct, 18:00 (Berlin time) – did not happen")
    await ada.presses("Meeting 1")
    await ada.presses("It did happen")
    assert ada.sees("counts again")
    await ben.says("/mine")
    assert ben.sees("W1 ✅")


async def test_one_more_meeting(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, 4.20: one more meeting, proposed a week after the last; numbers follow, and its reminder goes out."""
    await ada.says("/circle meeting add")
    await ada.fills({})
    assert ada.sees("Public Speaking has one more meeting, 7 of 7:")
    assert ada.sees("When: Tue 24 Nov, 18:00 (Berlin time)")
    await ada.says("/circle meeting add sat 17 oct 10:00")
    await ada.fills({})
    assert ada.sees("2 of 8")
    assert ada.sees("When: Sat 17 Oct, 10:00 (Berlin time)")
    await stage.advance_to(october(15, 10))
    assert ben.sees("Public Speaking, 2 of 8")
    await ada.says("/circle meeting add")
    await ada.fills({"on": "17 Oct", "at": "10:00"})
    assert ada.sees("The circle meets at that time already")


async def test_an_hour_that_does_not_exist_is_refused_beside_its_field(ada: Actor) -> None:
    """SPEC 4.26: the form stays open with what was typed, and the reason stands beside the time."""
    await ada.says("/circle meeting 6")
    await ada.presses("Move it")
    await ada.fills({"on": "28 Mar 2027", "at": "2:30"})
    assert ada.sees("The clocks go forward in that night, so 02:30 doesn’t exist on Sun, 28 Mar 2027.")
    assert ada.form is not None
    assert ada.form.values == {"on": "28 Mar 2027", "at": "2:30"}
    await ada.fills({"at": "3:30"})
    assert ada.sees("is now Sun 28 Mar")


async def test_a_new_circle_is_asked_about_an_hour_that_its_first_night_has_not(ada: Actor) -> None:
    """SPEC 4.24, 4.26: it is not moved to the hour after without a word; what was typed is kept."""
    await ada.says("/circle new")
    await ada.fills({"course": "A new course", "title": "Owls", "first_on": "28 Mar 2027", "at": "2:30"})
    assert ada.sees("The clocks go forward in that night, so 02:30 doesn’t exist on Sun, 28 Mar 2027.")
    assert ada.form is not None
    assert (ada.form.values["title"], ada.form.values["at"]) == ("Owls", "2:30")
    await ada.fills({"at": "3:30"})
    assert ada.sees("The draft of Owls is ready")


async def test_a_circle_is_not_run_again_at_an_hour_that_does_not_exist(ada: Actor) -> None:
    """SPEC 4.24, 4.26."""
    await ada.says("/circle manage")
    await ada.presses("Run it again")
    await ada.fills({"first_on": "28 Mar 2027", "at": "2:30"})
    assert ada.sees("so 02:30 doesn’t exist on Sun, 28 Mar 2027.")
    assert ada.form is not None


async def test_another_place_after_the_reminder(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 4.18: learners who were reminded hear once that it is somewhere else; others see it in their reminder."""
    await ada.says("/circle meeting 2 place Café Berlin, upstairs")
    await ada.fills({"which": "this and all later ones"})
    assert ada.sees("Meeting 2 of Public Speaking and 4 later ones are now:")
    await stage.advance_to(REMINDER)
    assert ben.sees("Where: City Library")
    await ada.says("/circle meeting 1 place Town hall")
    await ada.fills({"link": "example.org/meet", "agenda": "Bring a poem"})
    assert ada.sees("The 2 learners who knew another place are told.")
    assert ben.screen.count("somewhere else") == 0
    await stage.advance(minutes=3)
    for one in (ben, cleo):
        assert one.screen.count("is somewhere else now") == 1
        assert one.sees("Where: Town hall · online")
    await ada.says("/circle meeting 1 agenda Bring two poems")
    await ada.fills({})
    await stage.advance(minutes=3)
    assert not ben.sees("somewhere else")
    await stage.advance_to(october(13, 16))
    assert ben.sees("Town hall")
    assert ben.sees("Bring two poems")
    await stage.advance_to(october(18))
    assert ben.sees("Where: Café Berlin, upstairs")
    assert not ben.sees("Bring")


async def test_the_agenda_stands_where_the_facilitator_wants_it(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, `reminder`: `{agenda}` and `{place}` are the meeting's own, and the agenda is not told twice."""
    await ada.says("/circle meeting 1 agenda Introductions")
    await ada.fills({"place": "Town hall"})
    await ada.says("/circle reminder")
    await ada.presses("Words of all reminders")
    await ada.fills({"words": "Dear {name}, at {place}: {agenda}!"})
    await stage.advance_to(REMINDER)
    assert ben.sees("Dear Ben, at Town hall: Introductions!")
    assert ben.screen.count("Introductions") == 1


async def test_a_deleted_circle(stage: Stage, omar: Actor, ada: Actor, ben: Actor, dana: Actor) -> None:
    """SPEC 3.5, 4.19: learners hear once, and nothing else goes out after."""
    await ada.says("/circle manage")
    bea = await co_facilitator(stage, ada, "Bea")
    await stage.advance_to(REMINDER)
    await ada.says("/circle manage")
    await ada.presses("Delete the circle")
    assert ada.sees("Public Speaking is deleted.")
    assert ada.sees("2 people are told.")
    await stage.advance(minutes=3)
    for one in (ben, bea):
        assert one.sees("Public Speaking won’t go on"), one.name
    await stage.advance_to(november(26))
    for one in (ben, bea, ada):
        assert one.screen == "", one.name
    await ben.says("/rsvp yes")
    assert FAULT not in ben.screen
    await ada.presses("Delete the circle")
    assert ada.sees("That isn’t here any more.")
    await ben.says("/why")
    assert ben.sees("You were in the circle.")


async def test_only_who_runs_a_circle_changes_it(stage: Stage, ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 1.3: no button of a facilitator does anything for somebody else."""
    await ada.says("/circle meeting 2 21 Oct")
    await ada.says("/circle meeting 3 later")
    await ada.says("/circle meeting 4 cancel")
    await ada.says("/circle meeting 5")
    await ada.says("/circle meeting")
    await ada.says("/circle manage")
    await ada.says("/circle meeting 6 place Town hall")
    await ada.fills({})
    before = await stage.store.run(_state)
    for button in every_button(ada.room):
        if button.label in {"Move it", "Move them all", "Undo", "↩ Undo", "Delete the circle", "Cancel it",
                            "Place, link, agenda", "Add a meeting", "A week later"}:  # fmt: skip
            for who in (ben, zed):
                await press_that(who, button)
                assert who.sees(REFUSED), button.label
    assert await stage.store.run(_state) == before


async def test_an_organizer_may_and_is_written_down(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.3: an organizer may what facilitators may, audited once a change."""
    await ada.says("/circle meeting 3 later")
    get_hold_of("Move them all", of=ada.room, by=omar)
    await omar.presses("Move them all")
    assert omar.sees("4 meetings of Public Speaking have moved:")
    await omar.presses("Undo")
    circle = await circle_of(stage, ada)
    trail = await stage.store.run(lambda work: work.audit.of_team(circle.team_id))
    assert [entry.subject for entry in trail if entry.action == Deed.RUN_CIRCLE] == [circle.id] * 2
    assert circle.stage is CircleStage.OPEN


def _state(work) -> list[object]:
    circles = [circle for team in work.teams.all() for circle in work.circles.of_team(team.id)]
    return [*circles, *(one for circle in circles for one in work.meetings.of_circle(circle.id))]


async def test_a_meeting_of_a_draft_is_cancelled_unnoticed(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.5: nobody is told of what nobody knows, and that is what the question says."""
    await ada.says("/circle manage")
    await ada.presses("Run it again")
    await ada.fills({"first_on": "24 Nov", "at": "18:00"})
    await ada.says("/circle meeting 2 cancel")
    await ada.presses("Public Speaking · Tue, 24 Nov 2026")
    assert ada.sees("It is a draft, so nobody needs to be told.")
    await ada.presses("Cancel it")
    assert ada.sees("There is nobody else to tell.")
    await stage.advance(minutes=5)
    assert not ben.sees("cancelled")
