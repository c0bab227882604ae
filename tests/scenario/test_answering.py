"""Answers: by button, command and plain words, in time and too late, by members and strangers."""

import asyncio

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.domain.signups import Standing
from tests.scenario.cast import (
    ASKED,
    FAULT,
    REMINDER,
    circle_of,
    get_hold_of,
    id_of,
    join,
    move_meeting,
    october,
    publish,
)


async def test_ten_quick_taps(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.8: ten quick taps are one answer and one edit."""
    await stage.advance_to(REMINDER)
    so_far = len(stage.entries)
    await asyncio.gather(*(ben.presses("Yes") for _ in range(10)))
    shown = [entry for entry in stage.entries[so_far:] if entry.who is None and entry.room is ben.room]
    edits = [entry for entry in shown if len(entry.pieces) > 1]
    toasts = [entry for entry in shown if len(entry.pieces) == 1]
    assert (len(edits), len(toasts)) == (1, 10)
    assert ben.screen.count("You said yes already.") == 9
    await ada.presses("Manage")
    assert ada.sees("Coming: Ben")


async def test_the_last_answer_counts(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.8: one answer a learner and meeting, and the last counts."""
    await stage.advance_to(REMINDER)
    for label in ("Yes", "No", "Maybe", "No"):
        await ben.presses(label)
    await ada.presses("Manage")
    assert ada.sees("Not coming: Ben")
    assert not ada.sees("Maybe:")
    await ben.says("/rsvp yes")
    await ada.presses("Manage")
    assert ada.sees("Coming: Ben")
    assert ada.sees("Answers: 1 of 1")


async def test_an_answer_after_the_start(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.9: after the start an RSVP is refused kindly, and nothing is stored."""
    await stage.advance_to(REMINDER)
    await stage.advance_to(october(13))
    await ben.presses("Yes")
    assert ben.sees("Meeting 1 began Tue 13 Oct, 18:00 (Berlin time), so it’s too late to change that.")
    await ben.says("yes", replying_to=ASKED)
    assert ben.sees("Meeting 1 began")
    await ben.says("/mine")
    assert ben.sees("W1 · W2 ·")
    # Without naming a meeting, the next one is meant.
    await ben.says("/rsvp yes")
    assert ben.sees("Public Speaking, 2 of 6")


async def test_the_button_of_a_moved_meeting(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.10: an old button shows the new time and asks again; nothing is stored."""
    await stage.advance_to(REMINDER)
    await move_meeting(ada, 1, on="14 Oct")
    await ben.presses("Yes")
    assert ben.sees("That meeting has moved.")
    assert ben.sees("Wed 14 Oct, 18:00 (Berlin time)")
    await ada.presses("Manage")
    assert ada.sees("No answer yet: Ben")
    await ben.presses("Yes")
    assert ben.sees("See you there!")
    await ada.presses("Manage")
    assert ada.sees("Coming: Ben")


async def test_the_button_of_a_cancelled_meeting(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.10: a cancelled meeting's button gets a polite word, and nothing is stored."""
    await stage.advance_to(REMINDER)
    await ada.says("/circle meeting 1")
    await ada.presses("Cancel it")
    await ben.presses("Yes")
    assert ben.sees("Meeting 1, Tue 13 Oct, 18:00 (Berlin time), is cancelled.")
    assert not ben.sees("See you there")


async def test_the_button_of_a_circle_that_one_has_left(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.10: who has left gets a polite word, and nothing is stored."""
    await stage.advance_to(REMINDER)
    await ben.says("/leave")
    await ben.presses("Leave Public Speaking")
    await ben.presses("Yes")
    assert ben.sees("You aren’t in “Public Speaking” any more, so nothing was noted.")
    await ben.says("yes")
    assert ben.sees("There is no meeting ahead that you could answer for.")
    await ben.says("yes", replying_to=ASKED)
    assert ben.sees("You aren’t in “Public Speaking” any more")
    await ada.presses("Manage")
    assert ada.sees("Nobody has signed up yet.")
    await join(ben, ada)
    await ben.says("/mine")
    assert ben.sees("W1 · W2 ·")


async def test_the_button_of_who_was_removed(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.10: who was removed gets a polite word, also on trying to sign up again."""
    await stage.advance_to(REMINDER)
    circle, ben_id = await circle_of(stage, ada), await id_of(stage, ben)
    signup = await stage.store.run(lambda work: work.signups.of(circle.id, ben_id))
    assert signup is not None
    await stage.store.run(lambda work: work.signups.change(signup.id, standing=Standing.REMOVED, seat=None))
    await ben.presses("Yes")
    assert ben.sees("You aren’t in “Public Speaking” any more, so nothing was noted.")
    await ben.opens(ada.link("Public Speaking"))
    await ben.presses("Sign up")
    assert ben.sees("A facilitator has taken you off “Public Speaking”. Please talk to them.")


async def test_the_button_of_who_waits_in_line(stage: Stage, ada: Actor, dana: Actor, eve: Actor) -> None:
    """SPEC 4.10: who waits cannot answer yet."""
    await publish(ada, title="Logic", first_on="13 Oct", at="10:00", capacity="1")
    await join(dana, ada, "Logic")
    await join(eve, ada, "Logic")
    await stage.advance_to(october(11, 10))
    get_hold_of("Yes", of=dana.room, by=eve)
    await eve.presses("Yes")
    assert eve.sees("You’re number 1 in line for “Logic”.")


async def test_a_strangers_yes_leads_to_a_sign_up_and_is_kept(
    stage: Stage, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 4.10: who has not signed up and presses Yes gets a sign-up, and the answer is kept."""
    await stage.advance_to(REMINDER)
    get_hold_of("Yes", of=ben.room, by=zed)
    await zed.presses("Yes")
    assert zed.sees("You aren’t in Public Speaking yet. Sign up, and I’ll keep your answer.")
    await zed.presses("Sign up")
    await zed.fills({"consent": "yes"})
    assert zed.sees("You’re in: Public Speaking")
    assert zed.sees("See you there!")
    await ada.presses("Manage")
    assert ada.sees("Coming: Zed")
    await stage.advance(minutes=1)
    assert not zed.sees(ASKED)


async def test_a_strangers_yes_to_a_meeting_that_is_full(
    stage: Stage, ada: Actor, dana: Actor, zed: Actor
) -> None:
    """SPEC 4.10: with no seat left, the line is what a Yes leads to."""
    await publish(ada, title="Logic", first_on="13 Oct", at="10:00", capacity="1")
    await join(dana, ada, "Logic")
    await stage.advance_to(october(11, 10))
    get_hold_of("Yes", of=dana.room, by=zed)
    await zed.presses("Yes")
    await zed.presses("Sign up")
    await zed.fills({"consent": "yes"})
    assert zed.sees("Logic is full. You are number 1 in line")
    assert not zed.sees("See you there")


async def test_plain_words_count(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.12: with one meeting ahead, whole messages that mean an answer are one."""
    await stage.advance_to(REMINDER)
    for text, answer in (
        ("Yes!", "See you there!"),
        ("can’t make it", "We’ll miss you."),
        ("not sure", "Tell me when you know."),
        ("I'll be there.", "See you there!"),
        ("👎", "We’ll miss you."),
        ("  OK  ", "See you there!"),
    ):
        await ben.says(text)
        assert ben.sees(answer), text
        assert ben.sees("Public Speaking, 1 of 6")


async def test_what_is_more_than_an_answer_is_none(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.12: only a whole message counts, or one that an answer begins: a sentence is not mistaken for one."""
    await stage.advance_to(REMINDER)
    for text in ("no idea what to bring", "is it ok to bring a friend?", "maybe we could meet", "yesterday"):
        await ben.says(text)
        assert not ben.sees("See you there"), text
        assert not ben.sees("We’ll miss you"), text
    await ada.presses("Manage")
    assert ada.sees("No answer yet: Ben")
    await ben.says("yes but late")
    assert ben.sees("See you there!")
    await stage.advance(minutes=1)
    assert ada.sees("yes but late")
    await ada.presses("Manage")
    assert ada.sees("Coming: Ben")


async def test_which_meeting_words_mean(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.12: the replied-to prompt's, else the only one open, else it is asked."""
    await publish(ada, title="Logic", first_on="14 Oct", at="10:00")
    await join(ben, ada, "Logic")
    await stage.advance_to(october(12, 10))
    await ben.says("yes")
    assert ben.sees("For which meeting?")
    assert not ben.sees("See you there")
    await ben.presses("Logic · Wed 14 Oct")
    assert ben.sees("See you there!")
    await ben.says("no", replying_to="Public Speaking, 1 of 6")
    assert ben.sees("We’ll miss you.")
    assert ben.sees("Public Speaking, 1 of 6")
    await ben.says("/mine")
    assert ben.sees("W1 ✅ W2 ·")
    assert ben.sees("W1 ❌ W2 ·")


async def test_an_open_form_takes_words_first(ada: Actor, ben: Actor, stage: Stage) -> None:
    """SPEC 4.12: an open form comes before an answer; once it is sent or cancelled, words are answers again."""
    await stage.advance_to(REMINDER)
    await ben.presses("Sign up")
    await ben.says("yes")
    assert ben.sees("How can you help the others?")
    assert not ben.sees("See you there")
    await ben.presses("Cancel")
    assert ben.sees("Cancelled. Nothing has changed.")
    await ben.says("yes")
    assert ben.sees("See you there!")


async def test_a_form_left_open_listens_for_a_day(ada: Actor, ben: Actor, stage: Stage) -> None:
    """SPEC 4.12: a form forgotten for a day takes no words for its own; its buttons still work."""
    await ben.presses("Sign up")
    await stage.advance_to(REMINDER)
    await ben.says("yes")
    assert ben.sees("See you there!")
    await ben.presses("Skip")
    assert ben.sees("How can you help the others?")


async def test_a_later_meeting_by_its_number(ada: Actor, ben: Actor) -> None:
    """SPEC 2: an answer for any future meeting, also by command; a meeting that is not ahead is said to be none."""
    await ben.says("/rsvp 3 no my holidays")
    assert ben.sees("Tue 27 Oct, 18:00")
    assert ben.sees("my holidays")
    await ben.says("/mine")
    assert ben.sees("W3 ❌")
    assert not ben.sees("W1 ❌")
    await ben.says("/rsvp 9 yes")
    assert ben.sees("There is no meeting 9 ahead that you could answer for.")
    await ben.says("/rsvp 3 whatever")
    assert ben.sees("That can be /rsvp yes")
    assert FAULT not in ben.screen


async def test_the_command_is_forgiving(stage: Stage, ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 2: /rsvp yes, /rsvp no sick, bare /rsvp, and what it does not know."""
    await ben.says("/rsvp")
    assert ben.sees("Do you come to Public Speaking, 1 of 6?")
    await ben.says("/RSVP  Yes")
    assert ben.sees("See you there!")
    await ben.says("/rsvp no sick")
    assert ben.sees("The facilitators read: “sick”")
    await ben.says("/rsvp perhaps")
    assert ben.sees("Tell me when you know.")
    await ben.says("/rsvp banana")
    assert ben.sees("That can be /rsvp yes, /rsvp maybe or /rsvp no")
    await zed.says("/rsvp yes")
    assert zed.sees("There is no meeting ahead that you could answer for.")


async def test_a_reason_goes_with_its_answer(ada: Actor, ben: Actor) -> None:
    """SPEC 4.8: a new answer without a reason does not keep the old one's."""
    await ben.says("/rsvp no sick")
    await ben.says("/rsvp yes")
    assert not ben.sees("sick")
    await ada.presses("Manage")
    assert not ada.sees("sick")


async def test_two_meetings_on_one_day(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 4.13: two meetings on one day have two numbers and two sets of answers."""
    await move_meeting(ada, 2, on="13 Oct", at="20:00")
    assert ada.sees("Meeting 2 of Public Speaking is now Tue 13 Oct, 20:00 (Berlin time).")
    await stage.advance_to(october(13, 12))
    await ben.says("yes", replying_to="Public Speaking, 1 of 6")
    await cleo.says("no", replying_to="Public Speaking, 1 of 6")
    await ada.presses("Manage")
    assert ada.sees("Coming: Ben\nNot coming: Cleo")
    await stage.advance_to(october(13, 19, 45))
    for one, text in ((ben, "no"), (cleo, "yes")):
        await one.says(text)
        assert one.sees("Public Speaking, 2 of 6")
    await ada.presses("Manage")
    assert ada.sees("Next: Tue 13 Oct, 20:00 (Berlin time) · 2 of 6")
    assert ada.sees("Coming: Cleo\nNot coming: Ben")
    await ben.says("/mine")
    assert ben.sees("W1 ✅ W2 ❌ W3 ·")


async def test_prompts_show_only_ones_own_answer(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 4.8: in private one sees one's own answer, and nobody else's."""
    await ben.says("/rsvp no sick")
    await cleo.says("/rsvp")
    assert not cleo.sees("Ben")
    await stage.advance_to(REMINDER)
    assert ben.sees("you told me that you can’t come to:")
    assert not cleo.sees("Ben")
    assert FAULT not in cleo.screen


async def test_a_moved_meeting_of_another_year_comes_with_its_year_among_others(
    stage: Stage, ada: Actor, ben: Actor
) -> None:
    """SPEC 4.24, 4.10: whoever presses an old button in a group reads when it is, without having to guess the year."""
    await stage.advance_to(REMINDER)
    _, shown = ben.room.button("Yes")
    assert shown.message is not None
    group = stage.group("Learners", surface=ben.room.surface)
    group.show(shown.message, "passed on")
    await move_meeting(ada, 1, on="12 Jan 2027")
    await ben.presses("Yes", at=group)
    assert group.sees("has moved: Tue, 12 Jan 2027, 18:00")
