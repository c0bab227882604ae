"""Talking back: free words reach the facilitators, and their answers come back."""

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.chat.courier import Unclear
from tests.scenario.cast import (
    REFUSED,
    co_facilitator,
    get_hold_of,
    id_of,
    join,
    new_facilitator,
    october,
    publish,
)


async def test_words_and_answers_travel_both_ways(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 4.30: a free reply reaches the facilitators with Reply, which brings the answer back, across platforms."""
    await ben.says("May I bring <b>cake</b>?")
    assert ben.sees("I’ve passed that on to Ada.")
    await stage.advance(minutes=1)
    assert ada.sees("💬 Ben, Public Speaking:\nMay I bring <b>cake</b>?")
    await ada.presses("Reply")
    await ada.fills({"words": "Please do!"})
    assert ada.sees("I’ve passed that on to Ben.")
    await stage.advance(minutes=1)
    assert ben.sees("💬 Ada answers, Public Speaking:\nPlease do!\nYou wrote: “May I bring <b>cake</b>?”")
    await ben.presses("Reply")
    await ben.says("Chocolate?")
    assert ben.sees("I’ve passed that on to Ada.")
    await stage.advance(minutes=1)
    assert ada.sees("Chocolate?")
    assert not cleo.sees("cake")
    assert not cleo.sees("Chocolate?")
    # No account and no id is told to anybody.
    for somebody, other in ((ada, ben), (ben, ada)):
        told = "\n".join(shown.text for shown in somebody.room.shown)
        assert await id_of(stage, other) not in told


async def test_an_answer_needs_no_button(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.30: words in reply to what was passed on are the answer, also "yes"."""
    await ben.says("May I bring cake?")
    await stage.advance(minutes=1)
    await ada.says("yes", replying_to="May I bring cake?")
    assert ada.sees("I’ve passed that on to Ben.")
    await stage.advance(minutes=1)
    assert ben.sees("Ada answers, Public Speaking:\nyes")
    await ben.says("ok", replying_to="Ada answers")
    assert ben.sees("I’ve passed that on to Ada.")
    await ada.says("/circle manage")
    assert ada.sees("No answer yet: Ben")


async def test_all_facilitators_read_it(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.30: every facilitator gets it, and who replies second sees what was answered."""
    await stage.advance(minutes=1)
    bea = await co_facilitator(stage, ada, "Bea")
    await ben.says("May I bring cake?")
    assert ben.sees("I’ve passed that on to Ada and Bea.")
    await stage.advance(minutes=1)
    await ada.presses("Reply")
    await ada.fills({"words": "Please do!"})
    await bea.presses("Reply")
    assert bea.sees("Ada has answered already: “Please do!”")


async def test_who_is_in_several_circles_is_asked(stage: Stage, omar: Actor, ada: Actor, ben: Actor) -> None:
    """SPEC 4.30: which circle is asked if unclear, and the words are kept meanwhile."""
    bea = await new_facilitator(stage, omar, "Bea")
    await publish(bea, title="Logic", first_on="14 Oct")
    await join(ben, bea, "Logic")
    await ben.says("Where do we meet?")
    await ben.says("And when?")
    assert ben.sees("Whom is that for? I’ve kept your words.")
    await stage.advance(minutes=1)
    assert ada.screen == bea.screen == ""
    await ben.presses("Logic")
    assert ben.sees("I’ve passed that on to Bea.")
    await stage.advance(minutes=1)
    assert bea.sees("And when?")
    assert not bea.sees("Where do we meet?")
    await ben.presses("Public Speaking")
    await stage.advance(minutes=1)
    assert ada.sees("Where do we meet?")


async def test_the_message_replied_to_says_which_circle(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    """SPEC 4.30: in reply to a circle's message it is clear for whom the words are."""
    bea = await new_facilitator(stage, omar, "Bea")
    await publish(bea, title="Logic", first_on="14 Oct")
    await join(ben, bea, "Logic")
    await bea.says("/circle message")
    await bea.fills({"text": "Bring a pen."})
    await bea.presses("Send")
    await stage.advance(minutes=2)
    await ben.says("Blue or black?", replying_to="Bring a pen.")
    assert ben.sees("I’ve passed that on to Bea.")


async def test_yes_but_late_is_both(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.12: an answer with more words is an answer and is passed on whole."""
    await ben.says("Yes, but I come half an hour later")
    assert ben.sees("See you there!")
    assert ben.sees("I’ve passed that on to Ada.")
    await stage.advance(minutes=1)
    assert ada.sees("Yes, but I come half an hour later")
    await ada.says("/circle manage")
    assert ada.sees("Coming: Ben")
    await ben.says("can't make it because I'm sick")
    assert ben.sees("We’ll miss you.")
    await stage.advance(minutes=1)
    assert ada.sees("can't make it because I'm sick")


async def test_a_sentence_is_no_answer(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.12: "no idea …" says no to nothing; it is passed on."""
    await ben.says("No idea what the homework was")
    assert not ben.sees("We’ll miss you")
    assert ben.sees("I’ve passed that on to Ada.")
    await ben.says("yes")
    assert ben.sees("See you there!")
    assert not ben.sees("passed that on")


async def test_nothing_is_passed_on_from_a_group(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.30: what people say among others is not for us."""
    hall = stage.group("#hall")
    await ben.says("May I bring cake?", at=hall)
    assert hall.screen == ""
    await stage.advance(minutes=1)
    assert ada.screen == ""


async def test_who_belongs_to_no_circle_gets_the_menu(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 1.5."""
    await zed.says("May I bring cake?")
    assert zed.sees("I didn’t catch that")


async def test_words_of_somebody_who_runs_a_circle(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.30: a facilitator's free words become a message if that was meant."""
    await ada.says("See you tomorrow!")
    assert ada.sees("Should your learners read that?")
    await ada.presses("A message to Public Speaking")
    assert ada.form is not None
    assert ada.form.values["text"] == "See you tomorrow!"
    await ada.fills({})
    await ada.presses("Send")
    await stage.advance(minutes=2)
    assert ben.sees("Ada writes to Public Speaking:\nSee you tomorrow!")


async def test_who_has_left_cannot_go_on(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.10, 4.30: no words from or to somebody who is not in the circle any more; each is told so."""
    await ben.says("May I bring cake?")
    await stage.advance(minutes=1)
    await ada.presses("Reply")
    await ada.fills({"words": "Please do!"})
    await stage.advance(minutes=1)
    await ben.says("/leave")
    await ben.presses("Leave Public Speaking")
    await ben.presses("Reply")
    assert ben.sees("You aren’t in “Public Speaking” any more")
    await ben.says("Chocolate?", replying_to="Ada answers")
    assert ben.sees("You aren’t in “Public Speaking” any more")
    await ada.presses("Reply")
    await ada.fills({"words": "Ben?"})
    assert ada.sees("Ben isn’t in “Public Speaking” any more")


async def test_words_about_a_circle_one_has_left_go_to_no_other(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    """SPEC 4.30: what is said about one circle is not for the facilitators of another one."""
    bea = await new_facilitator(stage, omar, "Bea")
    await publish(bea, title="Logic", first_on="14 Oct")
    await join(ben, bea, "Logic")
    await stage.advance_to(october(11))
    await ben.says("/leave")
    await ben.presses("Leave Public Speaking")
    await ben.says("Thanks for all!", replying_to="are you coming to:")
    assert ben.sees("You aren’t in “Public Speaking” any more")
    await stage.advance(minutes=1)
    assert not bea.sees("Thanks for all!")


async def test_yes_in_reply_to_a_message_is_both(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.12, 4.30: it answers the only meeting there is, and whoever wrote reads it."""
    await ada.says("/circle message")
    await ada.fills({"text": "Are you all fine?"})
    await ada.presses("Send")
    await stage.advance(minutes=2)
    await ben.says("yes", replying_to="Are you all fine?")
    assert ben.sees("See you there!")
    assert ben.sees("I’ve passed that on to Ada.")


async def test_buttons_of_others_do_nothing(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 1.3: nobody sees or answers another learner's words."""
    await ben.says("May I bring cake?")
    await stage.advance(minutes=1)
    get_hold_of("Reply", of=ada.room, by=cleo)
    await cleo.presses("Reply")
    assert cleo.sees(REFUSED)
    await ada.presses("Reply")
    await ada.fills({"words": "Please do!"})
    await stage.advance(minutes=1)
    get_hold_of("Reply", of=ben.room, by=cleo)
    await cleo.presses("Reply")
    assert cleo.sees(REFUSED)


async def test_a_relay_whose_outcome_is_unknown_goes_once_more(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.2."""
    ada.room.outcome = Unclear()
    await ben.says("May I bring cake?")
    await stage.advance(minutes=0.5)
    ada.room.outcome = None
    await ben.says("Chocolate?")
    await stage.advance(minutes=5)
    assert ada.screen.count("Chocolate?") == 1


async def test_at_night_it_comes_without_a_sound(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.6: a conversation is not held up, and wakes nobody."""
    await stage.advance_to(october(5, 23))
    await ben.says("May I bring cake?")
    await stage.advance(minutes=1)
    assert ada.sees("May I bring cake?")
    message = ada.room.shown[-1].message
    assert message is not None
    assert message.silent


async def test_the_next_words_are_the_answer_where_forms_are_asked(stage: Stage, omar: Actor) -> None:
    """SPEC 4.30, 5: after Reply one just goes on talking."""
    tom = stage.person("Tom")
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    await tom.opens(omar.link("Facilitate with"))
    await tom.says("/new")
    await tom.fills({"title": "Logic", "first_on": "14 Oct 2026", "at": "18:00", "zone": "Europe/Berlin"})
    await tom.presses("Publish")
    ben = stage.person("Ben", surface=SLACK)
    await join(ben, tom, "Logic")
    await ben.says("May I bring cake?")
    await stage.advance(minutes=1)
    await tom.presses("Reply")
    assert tom.sees("What would you like to answer Ben?")
    await tom.says("stop")
    assert tom.sees("I’ve passed that on to Ben.")
    await stage.advance(minutes=1)
    assert ben.sees("Tom answers, Logic:\nstop")


async def test_running_late(stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor) -> None:
    """SPEC 2, rsvp: by button for who said yes, by command or in words; facilitators hear of it once a meeting."""
    await join(dana, ada)
    await ben.says("/rsvp yes")
    await stage.advance_to(october(13, 16))
    await ben.presses("Running late")
    assert ben.sees("No worries. I’ve told Ada.")
    await stage.advance(minutes=1)
    assert ada.sees("Ben is running late for Public Speaking, Tue 13 Oct, 18:00 (Berlin time).")
    await ben.presses("Running late")
    assert ben.sees("They know already.")
    await ben.says("running late")
    assert ben.sees("They know already.")
    await stage.advance(minutes=1)
    assert ada.screen == ""
    # More words are passed on all the same.
    await ben.says("I'm running late, 20 minutes by now")
    assert ben.sees("I’ve passed that on to Ada.")
    await cleo.says("Sorry, I'll be late! Start without me")
    assert cleo.sees("No worries.")
    await stage.advance(minutes=1)
    assert ada.sees("Cleo is running late")
    assert ada.sees("Start without me")
    await dana.says("No, I'd be late from work")
    await dana.says("no, I'll be late from work")
    assert dana.sees("We’ll miss you.")
    assert not dana.sees("No worries.")
    # Who runs late comes.
    await ada.says("/circle manage")
    assert ada.sees("Coming: Ben, Cleo")


async def test_running_late_is_for_the_day(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, rsvp: from six hours before the start until the end; before that, words are just words."""
    await stage.advance_to(october(13, 11, 59))
    await ben.says("/rsvp late")
    assert ben.sees("You have no meeting today.")
    await ben.says("I'll be late")
    assert ben.sees("I’ve passed that on to Ada.")
    await stage.advance(minutes=1)
    await ben.says("/rsvp late the bus is full")
    assert ben.sees("No worries.")
    await stage.advance(minutes=1)
    assert ada.sees("the bus is full")
    await stage.advance_to(october(13, 19, 30))
    await ben.presses("Running late")
    assert ben.sees("That’s for the day of the meeting")
