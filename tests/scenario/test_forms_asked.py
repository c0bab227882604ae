"""Forms where they are asked question by question: back and forth, skipping, mending, and a restart in the middle."""

from pathlib import Path

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK, TELEGRAM
from adapters.demo.stage import Stage
from bot.chat.outgoing import Message
from bot.domain.ids import new_id
from tests.scenario.cast import (
    CIRCLE,
    FAULT,
    START,
    circle_link,
    found_team,
    get_hold_of,
    new_facilitator,
    publish,
)


@pytest.fixture
async def greta(stage: Stage, omar: Actor) -> Actor:
    """Facilitates in Omar's team and is asked question by question; her form for a new circle is open."""
    greta = stage.person("Greta")
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    await greta.opens(omar.link("Facilitate with"))
    await greta.says("/new")
    return greta


async def test_one_question_at_a_time(greta: Actor) -> None:
    """SPEC 5: forms ask one question at a time and say which one it is; a summary comes before anything happens."""
    assert greta.sees("New circle · 1 of 13")
    assert greta.sees("What is the course called?")
    assert not greta.sees("← Back")
    await greta.says("Logic")
    assert greta.sees("New circle · 2 of 13")
    await greta.presses("Skip")
    assert greta.sees("New circle · 3 of 13")
    await greta.fills({"first_on": "13 Oct", "at": "6pm", "place": "Hall"})
    assert greta.sees("The draft of Logic is ready.")
    assert greta.sees("Where: Hall")


async def test_back_shows_what_was_said(greta: Actor) -> None:
    """SPEC 5: Back goes to the question before, with the answer so far; Keep keeps it."""
    await greta.says("Logic")
    await greta.says("example.org/logic")
    await greta.presses("Back")
    assert greta.sees("Where is the course on the web?")
    assert greta.sees("So far: https://example.org/logic")
    await greta.presses("Back")
    assert greta.sees("So far: Logic")
    await greta.says("Rhetoric")
    assert greta.sees("When do you meet first?")
    await greta.fills({"first_on": "13 Oct", "at": "18:00"})
    assert greta.sees("The draft of Rhetoric is ready.")
    assert greta.sees("Course: Rhetoric (https://example.org/logic)")


async def test_leave_empty_forgets_what_was_said(greta: Actor) -> None:
    """SPEC 5: what may be empty can be emptied again."""
    await greta.says("Logic")
    await greta.says("example.org/logic")
    await greta.presses("Back")
    await greta.presses("Leave empty")
    await greta.fills({"first_on": "13 Oct", "at": "18:00"})
    assert greta.sees("Course: Logic\n")


async def test_a_required_question_cannot_be_skipped(greta: Actor) -> None:
    """SPEC 5: Skip is offered where an answer may be missing, and nothing but spaces is no answer."""
    assert not greta.sees("[Skip]")
    await greta.says("   ")
    assert greta.sees("This one needs an answer.")
    assert greta.sees("What is the course called?")
    await greta.says("x" * 81)
    assert greta.sees("That is 81 characters and there is room for 80.")
    await greta.says("x" * 80)
    assert greta.sees("2 of 13")


async def test_cancel_throws_all_away(greta: Actor) -> None:
    """SPEC 5: Cancel ends it; what is pressed or said afterwards is not for the form."""
    await greta.says("Logic")
    asked = greta.room.button("Back")[1].buttons()
    await greta.presses("Cancel")
    assert greta.sees("Cancelled. Nothing has changed.")
    greta.room.show(Message((), (tuple(asked),)), new_id())
    for label in ("Cancel", "Back", "Skip"):
        await greta.presses(label)
        assert greta.sees("That form was sent or cancelled already."), label
    await greta.says("Rhetoric")
    assert greta.sees("Sorry, I didn’t catch that.")
    await greta.says("/manage")
    assert greta.sees("You run no circle yet.")


async def test_one_answer_is_mended_at_the_summary(greta: Actor) -> None:
    """SPEC 5: at the summary each answer can be changed by itself, and the summary comes back."""
    await greta.says("Logic")
    await greta.presses("Skip")
    for text in ("13 Oct", "18:00", "4", "every week", "60"):
        await greta.says(text)
    for label in ("Done", "Skip", "Skip", "Skip", "Skip", "Keep it"):
        await greta.presses(label)
    assert greta.sees("New circle — is this right?")
    assert greta.sees("How many meetings? 4")
    await greta.presses("Change: How many meetings?")
    assert greta.sees("So far: 4")
    await greta.says("fifty-three")
    assert greta.sees("“fifty-three” isn’t a whole number yet.")
    await greta.says("53")
    assert greta.sees("Anything from 1 to 52 works.")
    await greta.says("5")
    assert greta.sees("New circle — is this right?")
    assert greta.sees("How many meetings? 5")
    await greta.says("hm?")
    assert greta.sees("is this right?")
    await greta.says("yes")
    assert greta.sees("The draft of Logic is ready.")
    assert greta.sees("5 meetings")


async def test_a_change_at_the_summary_can_be_kept(greta: Actor) -> None:
    """SPEC 5: whoever looks at one answer and keeps it is back at the summary."""
    await _to_the_summary(greta)
    await greta.presses("Change: In which time zone?")
    await greta.presses("Keep it")
    assert greta.sees("New circle — is this right?")
    await greta.presses("Change: How many learners at most?")
    await greta.presses("Skip")
    assert greta.sees("New circle — is this right?")
    await greta.presses("Change: When do you meet first?")
    await greta.presses("Back")
    assert greta.sees("Where is the course on the web?")


async def test_what_is_found_wrong_on_sending_is_asked_again(greta: Actor) -> None:
    """SPEC 5: a start that has passed is asked again by itself, nothing else."""
    await _to_the_summary(greta, zone="europe/lisbon", first_on="5 Oct 2026", at="9:00")
    await greta.presses("Make draft")
    assert greta.sees("Mon 5 Oct, 09:00 (Lisbon time) has passed already.")
    assert greta.sees("When do you meet first?")
    await greta.says("15 Oct")
    await greta.presses("Make draft")
    assert greta.sees("The draft of Logic is ready.")
    assert greta.sees("Thu 15 Oct, 09:00 (Lisbon time)")


async def test_a_first_day_that_has_passed_is_refused_at_its_question(greta: Actor) -> None:
    """SPEC 5: what can be checked by itself is checked when it is given."""
    await greta.says("Logic")
    await greta.presses("Skip")
    await greta.says("2020-01-01")
    assert greta.sees("Wed, 1 Jan 2020 has passed already.")
    assert greta.sees("When do you meet first?")
    await greta.says("5 Oct 2026")
    assert greta.sees("At what time?")


async def test_weeks_left_out_are_read_at_once_and_shown_in_words(greta: Actor) -> None:
    """SPEC 5, 4.26: what is typed for the weeks is checked at its question and shown back in full."""
    await greta.says("Logic")
    await greta.presses("Skip")
    for text in ("13 Oct", "18:00", "4", "every week", "60", "xx"):
        await greta.says(text)
    assert greta.sees("I couldn’t read “xx” as a date.")
    assert greta.sees("Any weeks without a meeting?")
    await greta.says("tue 20 oct, Tue 27 Oct")
    for label in ("Skip", "Skip", "Skip", "Skip", "Keep it"):
        await greta.presses(label)
    assert greta.sees("Any weeks without a meeting? Tue 20 Oct and Tue 27 Oct")


async def test_a_zone_that_nobody_knows_is_asked_again_at_once(greta: Actor) -> None:
    """SPEC 5: what can be checked by itself is checked when it is given."""
    await greta.says("/cancel")
    assert greta.sees("Cancelled. Nothing has changed.")
    await greta.says("/new")
    await _to_the_summary(greta, zone="europe/lisbon", first_on="15 Oct 2026")
    await greta.presses("Change: In which time zone?")
    await greta.says("Europe/Atlantis")
    assert greta.sees("I don’t know the time zone “Europe/Atlantis”.")
    await greta.says("madrid")
    assert greta.sees("Europe/Madrid")
    await greta.says("cancel")
    assert greta.sees("Cancelled. Nothing has changed.")
    await greta.says("/cancel")
    assert greta.sees("There is nothing to cancel.")


async def test_the_buttons_of_earlier_questions(greta: Actor) -> None:
    """SPEC 4.10: old buttons never fail: a form shows where it is by now."""
    await greta.says("Logic")
    get_hold_of("Skip", of=greta.room, by=greta)
    await greta.presses("Skip")
    assert greta.sees("3 of 13")
    get_hold_of("Skip", of=greta.room, by=greta)
    await greta.presses("Skip")
    assert greta.sees("3 of 13")
    assert FAULT not in greta.screen
    await greta.says("13 Oct")
    await greta.presses("Skip")
    assert greta.sees("4 of 13")


async def test_a_summary_that_is_out_of_date(greta: Actor) -> None:
    """SPEC 4.10: the send button of an older summary shows the present one instead of sending the other."""
    await _to_the_summary(greta)
    get_hold_of("Make draft", of=greta.room, by=greta)
    await greta.presses("Change: Where do you meet?")
    get_hold_of("Make draft", of=greta.room, by=greta)
    await greta.presses("Make draft")
    assert greta.sees("Where do you meet?")
    assert not greta.sees("The draft")
    await greta.says("Hall")
    await greta.presses("Make draft")
    assert greta.sees("Where: Hall")


def buttons_of(actor: Actor) -> list[str]:
    return [button.label for shown in actor.room.shown for button in shown.buttons()]


async def test_a_button_s_answer_takes_the_place_of_its_question(greta: Actor) -> None:
    """SPEC 5: what was asked leaves no buttons behind that mean nothing any more; what was sent stays to be read."""
    await _to_the_summary(greta)
    await greta.presses("Change: Where do you meet?")
    assert greta.sees("Where do you meet?")
    assert "Make draft" not in buttons_of(greta)
    await greta.says("Hall")
    await greta.presses("Make draft")
    assert greta.sees("Where do you meet? Hall")
    assert greta.sees("The draft of")
    assert "Make draft" not in buttons_of(greta)


async def test_a_form_that_is_cancelled_leaves_no_buttons(greta: Actor) -> None:
    """SPEC 5: *Cancel* is answered where it was pressed."""
    await greta.presses("Cancel")
    assert greta.sees("Cancelled. Nothing has changed.")
    assert "Cancel" not in buttons_of(greta)


async def test_another_form_takes_the_place_of_the_one_before(greta: Actor) -> None:
    """SPEC 5: one form at a time is open in a conversation; that the other is gone is said, and its buttons say so."""
    await greta.says("Logic")
    get_hold_of("Skip", of=greta.room, by=greta)
    await greta.says("/settings")
    await greta.presses("Change")
    assert greta.sees("Your open form “New circle” is gone.")
    get_hold_of("Skip", of=greta.room, by=greta)
    await greta.presses("Skip")
    assert greta.sees("That form was sent or cancelled already.")


async def test_the_same_form_again_is_shown_where_it_was(greta: Actor) -> None:
    """SPEC 5: nothing that was answered is lost by starting the same form again; Cancel starts anew."""
    await greta.says("/new")
    assert greta.sees("1 of 13")
    assert not greta.sees("You were here already")
    await greta.says("Logic")
    await greta.says("/new")
    assert greta.sees("You were here already. Cancel starts anew.")
    assert greta.sees("2 of 13")
    await greta.presses("Cancel")
    await greta.says("/new")
    assert greta.sees("1 of 13")
    assert not greta.sees("gone")


async def test_commands_work_while_a_form_is_open(greta: Actor) -> None:
    """SPEC 4.12: a command is a command; the form waits."""
    await greta.says("Logic")
    await greta.says("/help")
    assert greta.sees("Here is what you can do:")
    await greta.says("example.org")
    assert greta.sees("3 of 13")


async def test_a_restart_in_the_middle(tmp_path: Path) -> None:
    """SPEC 5: forms survive a restart; words and old buttons go on where they were."""
    file = str(tmp_path / "circlebot.sqlite3")
    async with Stage(start=START, database=file) as stage:
        omar = stage.person("Omar", surface=SLACK)
        await found_team(stage, omar, "City Library")
        ada = await new_facilitator(stage, omar, "Ada")
        await publish(ada)
        before = stage.person("Ben")
        await before.opens(circle_link(ada))
        await before.presses("Sign up")
        await before.presses("Keep it")
        await before.says("Speak without shaking")
        await ada.says("/circle meeting 1")
        await ada.presses("Move it")
        form = ada.form
    async with Stage(start=START, database=file) as stage:
        ben = stage.person("Ben")
        ben.room.shown += before.room.shown
        await ben.presses("Back")
        assert ben.sees("So far: Speak without shaking")
        await ben.presses("Keep it")
        await ben.says("I bring tea")
        assert ben.sees("May I write to you about this circle?")
        await ben.presses("Yes, write to me")
        assert ben.sees("What would you like to get out of it? Speak without shaking")
        await ben.presses("Sign me up")
        assert ben.sees("You’re in: Public Speaking")
        again = stage.person("Ada", surface=SLACK)
        again.form = form
        await again.fills({"at": "19:00"})
        assert again.sees("is now Tue 13 Oct, 19:00 (Berlin time)")


async def test_conversations_do_not_mix(stage: Stage, ada: Actor, dana: Actor, eve: Actor) -> None:
    """SPEC 5: what one person says is not for the form of another, nor what one says elsewhere for one's own."""
    for one in (dana, eve):
        await one.opens(circle_link(ada))
        await one.presses("Sign up")
    await dana.says("Danae")
    await eve.says("Evelyn")
    await dana.says("Goal of Dana")
    club = stage.group("Club", surface=TELEGRAM)
    await dana.says("something for the others", at=club)
    assert club.screen == ""
    await eve.says("Goal of Eve")
    await dana.says("Help of Dana")
    await dana.presses("Yes, write to me")
    assert dana.sees("What should the others call you? Danae")
    assert dana.sees("What would you like to get out of it? Goal of Dana")
    assert dana.sees("How can you help the others? Help of Dana")
    assert eve.sees("How can you help the others?")
    assert not eve.sees("Dana")


async def test_one_name_on_two_surfaces_is_two_people(stage: Stage, ada: Actor, dana: Actor) -> None:
    """SPEC 1.1: an account is platform, workspace and user id; until they are linked, two are two people."""
    other = stage.person("Dana", surface=SLACK)
    await dana.opens(circle_link(ada))
    await dana.presses("Sign up")
    await other.says("Danae")
    assert other.sees("Sorry, I didn’t catch that.")
    await dana.fills({"consent": "yes"})
    await other.says("/circle mine")
    assert other.sees("You’re in no circle yet.")


async def test_what_is_picked_can_be_typed(ada: Actor, dana: Actor) -> None:
    """SPEC 2: a choice can be pressed, or typed by its label or number; what is none of them is asked again."""
    await dana.opens(circle_link(ada))
    await dana.presses("Sign up")
    for label in ("Keep it", "Skip", "Skip"):
        await dana.presses(label)
    await dana.says("only on Sundays")
    assert dana.sees("“only on Sundays” isn’t one of the choices.")
    await dana.says("yes, WRITE to me")
    assert dana.sees("May I write to you about this circle? Yes, write to me")
    await dana.presses("Change: May I write")
    assert dana.sees("• Yes, write to me")
    await dana.says("2")
    assert dana.sees("May I write to you about this circle? No")


async def test_a_capacity_of_zero_is_kept(greta: Actor) -> None:
    """SPEC 4.2: 0 is a number of seats, not an empty answer."""
    await _to_the_summary(greta)
    await greta.presses("Change: How many learners at most?")
    await greta.says("0")
    assert greta.sees("How many learners at most? 0")
    await greta.presses("Make draft")
    assert greta.sees("Seats: full")


SKIPS = {"leave_out": "Done"}


async def _to_the_summary(greta: Actor, **answers: str) -> None:
    """Answers all questions, as in CIRCLE if not told otherwise."""
    given = CIRCLE | {"title": "Logic", "place": "", "capacity": ""} | answers
    keys = (
        "title",
        "course_link",
        "first_on",
        "at",
        "count",
        "every",
        "minutes",
        "leave_out",
        "city",
        "place",
        "link",
        "capacity",
    )
    for key in (*keys, "zone"):
        text = given.get(key, "")
        if text:
            await greta.says(text)
        else:
            await greta.presses(
                "Keep it" if key in {"count", "every", "minutes", "zone"} else SKIPS.get(key, "Skip")
            )
    assert greta.sees("New circle — is this right?")


async def test_holiday_weeks_are_ticked(greta: Actor) -> None:
    """SPEC 2 `new`: weekly or another rhythm, holiday weeks left out: the weeks themselves are offered, and shown back."""
    given = ("Logic", "", "8 Dec", "18:00", "4", "every 2 weeks", "")
    for text in given:
        if text:
            await greta.says(text)
        else:
            await greta.presses("Skip" if greta.sees("on the web") else "Keep it")
    assert greta.sees("Tick those in which you don’t meet, or type a day in each")
    assert greta.sees("[☐ Tue 22 Dec]")
    assert not greta.sees("Tue 15 Dec")
    await greta.presses("☐ Tue 22 Dec")
    await greta.presses("☐ Tue 5 Jan")
    await greta.presses("☐ Tue 2 Feb")
    await greta.presses("✓ Tue 2 Feb")
    await greta.presses("Done")
    for label in ("Skip", "Skip", "Skip", "Skip", "Keep it"):
        await greta.presses(label)
    assert greta.sees("Any weeks without a meeting? Tue 22 Dec and Tue 5 Jan")
    await greta.presses("Change: When do you meet first?")
    await greta.says("9 Dec")
    await greta.presses("Change: Any weeks")
    await greta.presses("✓ Tue 5 Jan")
    await greta.presses("Done")
    await greta.presses("Make draft")
    for line in ("1. Wed 9 Dec", "2. Wed 6 Jan", "3. Wed 20 Jan", "4. Wed 3 Feb"):
        assert greta.sees(line)


async def test_holiday_weeks_can_be_typed_too(greta: Actor) -> None:
    """SPEC 4.26: any day of a week will do; it is added to what is ticked, and shown back; what is no day is refused."""
    for text in ("Logic", "", "8 Dec", "18:00", "4", "", ""):
        if text:
            await greta.says(text)
        else:
            await greta.presses("Skip" if greta.sees("on the web") else "Keep it")
    await greta.presses("☐ Tue 15 Dec")
    await greta.says("24 Dec, 31 Nov")
    assert greta.sees("“31 Nov”")
    await greta.says("24 Dec, Tue 29 Dec, 1 Mar")
    for label in ("Skip", "Skip", "Skip", "Skip", "Keep it"):
        await greta.presses(label)
    assert greta.sees("Any weeks without a meeting? Tue 15 Dec, Tue 22 Dec, Tue 29 Dec and Mon 1 Mar")
    await greta.presses("Make draft")
    for line in ("1. Tue 8 Dec", "2. Tue 5 Jan", "3. Tue 12 Jan"):
        assert greta.sees(line)
