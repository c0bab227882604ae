"""Messages: written, looked at, sent once, taken back, and who got them."""

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.chat.courier import Unclear, Unreachable
from bot.domain.ids import new_id
from tests.scenario.cast import REFUSED, circle_of, get_hold_of, join, october, publish

HOSTILE = "Bring *pens* & <b>paper</b> @channel <!here>\n\n\u202eright-to-left _x_ 👋"


async def write(ada: Actor, **given: str) -> None:
    await ada.says("/circle message")
    await ada.fills({"text": "Bring a pen.", **given})


async def test_a_message_is_previewed_sent_and_delivered(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2, message: the preview is what learners read, with how many get it; it goes out two minutes after Send."""
    await write(ada)
    assert ada.sees("Ada writes to Public Speaking:\nBring a pen.")
    assert ada.sees("2 people get it: Ben and Cleo.")
    await stage.advance(minutes=10)
    assert not ben.sees("Bring a pen.")
    await ada.presses("Send")
    assert ada.sees("It goes out Mon 5 Oct, 11:12 (Berlin time)")
    await stage.advance(minutes=1)
    assert not ben.sees("Bring a pen.")
    await stage.advance(minutes=1)
    for learner in (ben, cleo):
        assert learner.sees("Ada writes to Public Speaking:\nBring a pen.\nYou can answer right here.")


async def test_text_is_literal(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.27: whatever a facilitator types is read just like that."""
    await write(ada, text=HOSTILE)
    await ada.presses("Send")
    await stage.advance(minutes=2)
    for line in HOSTILE.replace("\u202e", "").split("\n"):
        assert ben.sees(line)


async def test_ten_presses_send_one_message(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, message: sent once however often Send is pressed; 3.1: also after it has gone out."""
    await write(ada)
    for _ in range(5):
        get_hold_of("Send", of=ada.room, by=ada)
        _, shown = ada.room.button("Send")
        await ada.presses("Send")
        assert shown.message is not None
        ada.room.show(shown.message, new_id())
    await stage.advance(minutes=2)
    assert ben.screen.count("Bring a pen.") == 1
    await ada.presses("Send")
    assert ada.sees("on its way already")
    await stage.advance(days=1)
    assert ben.screen == ""


async def test_undo_within_two_minutes(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, message: Undo for two minutes; what was taken back can be changed and sent anew, and no old button sends it."""
    await write(ada)
    get_hold_of("Send", of=ada.room, by=ada)
    await ada.presses("Send")
    await stage.advance(minutes=1)
    await ada.presses("Undo")
    assert ada.sees("Taken back. Nobody has got it.")
    await stage.advance(hours=1)
    assert not ben.sees("Bring a pen.")
    await ada.presses("Change it")
    await ada.fills({"text": "Bring two pens."})
    await ada.presses("Send")
    await stage.advance(minutes=2)
    assert ben.sees("Bring two pens.")
    assert not ben.sees("Bring a pen.")


async def test_an_old_send_button_sends_nothing_that_was_not_seen(
    stage: Stage, ada: Actor, ben: Actor
) -> None:
    """SPEC 2, message: a button under an older text shows the message as it reads now."""
    await write(ada)
    _, old = ada.room.button("Send")
    await ada.presses("Change it")
    await ada.fills({"text": "Bring two pens."})
    assert old.message is not None
    ada.room.show(old.message, new_id())
    await ada.presses("Send")
    assert ada.sees("It reads otherwise by now.")
    assert ada.sees("Bring two pens.")
    await stage.advance(minutes=5)
    assert not ben.sees("pen")


async def test_undo_after_it_has_gone_out(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, message: a delay, not a recall."""
    await write(ada)
    await ada.presses("Send")
    await stage.advance(minutes=2)
    await ada.presses("Undo")
    assert ada.sees("That was sent already.")
    await ada.presses("Change it")
    assert ada.sees("That was sent already.")


async def test_to_those_who_answered_something(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2, message: one answer group of the next meeting; who is in it is decided when it goes out."""
    await ben.says("/rsvp yes")
    await write(ada, to="yes", text="Great that you come.")
    assert ada.sees("One person gets it: Ben.")
    assert ada.sees("It’s about meeting 1, Tue 13 Oct, 18:00 (Berlin time).")
    await ada.presses("Send")
    await write(ada, to="silent", text="Do you come?")
    assert ada.sees("One person gets it: Cleo.")
    await ada.presses("Send")
    await cleo.says("/rsvp yes")
    await stage.advance(minutes=2)
    for learner in (ben, cleo):
        assert learner.sees("Great that you come.")
        assert not learner.sees("Do you come?")


async def test_to_one_person(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2, message: one person; and nobody else sees it, in /mine either."""
    await write(ada, to="one", person="Cleo", text="How is your goal?")
    assert ada.sees("Ada writes to you about Public Speaking:")
    await ada.presses("Send")
    await stage.advance(minutes=2)
    assert cleo.sees("How is your goal?")
    assert not ben.sees("How is your goal?")
    await ben.says("/mine")
    assert not ben.sees("How is your goal?")
    await cleo.says("/mine")
    assert cleo.sees("Ada: “How is your goal?”")


async def test_at_a_chosen_time(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, message: now or scheduled, shown back in full (4.26); a time that has passed is refused with all kept."""
    await ada.says("/circle message")
    await ada.fills({"text": "Bring a pen.", "when": "later", "on": "5 Oct 2026", "at": "8:00"})
    assert ada.sees("has passed already")
    await ada.fills({"on": "Tue 6 Oct", "at": "9am"})
    assert ada.sees("Bring a pen.")
    assert ada.sees("It goes out Tue 6 Oct, 09:00 (Berlin time), once you have pressed Send.")
    await ada.presses("Send")
    await stage.advance_to(october(6, 8, 59))
    assert not ben.sees("Bring a pen.")
    await stage.advance(minutes=1)
    assert ben.sees("Bring a pen.")


async def test_what_is_planned_is_in_the_timeline(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2, manage: the timeline shows it with Preview, Change, Skip and Send now."""
    await write(ada, text="Skip me.", when="later", on="7 Oct", at="9:00")
    await ada.presses("Send")
    await write(ada, text="Send me.", when="later", on="8 Oct", at="9:00")
    await ada.presses("Send")
    await ada.says("/circle reminder")
    assert ada.sees("Wed 7 Oct, 09:00 (Berlin time): message “Skip me.” to 2 people")
    await ada.presses("Message")
    await ada.presses("Preview")
    assert ada.sees("Ada writes to Public Speaking:\nSkip me.")
    await ada.presses("Change it")
    await ada.fills({"text": "Skip me now."})
    assert ada.sees("It goes out Wed 7 Oct, 09:00 (Berlin time). Until then")
    await ada.presses("Skip")
    assert ada.sees("Skipped: Wed 7 Oct, 09:00 (Berlin time): message “Skip me now.”")
    await ada.says("/circle reminder")
    await ada.presses("Message")
    await ada.presses("Send now")
    await stage.advance(minutes=1)
    assert ben.sees("Send me.")
    await stage.advance(days=4)
    assert not ben.sees("Skip me")
    assert ben.room.shown[-1].text.count("Send me.") <= 1


async def test_too_long_a_text_is_refused_and_kept(ada: Actor, ben: Actor) -> None:
    """SPEC 2, message; 4.28: 10,000 characters are refused with the reason, and nothing typed is lost."""
    await ada.says("/circle message")
    await ada.fills({"text": "x" * 10_000})
    assert ada.sees("That is 10,000 characters and there is room for 3,000")
    assert ada.form is not None
    assert ada.form.values["text"] == "x" * 10_000
    await ada.fills({"text": "x" * 3000})
    assert ada.sees("x" * 3000)


async def test_in_a_draft_nobody_is_written_to(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 3.5: nothing goes out for a draft, so a message is refused with the reason."""
    await omar.says("/circle new")
    await omar.fills({"title": "Logic", "first_on": "14 Oct", "at": "18:00", "course": "A new course"})
    circle = await circle_of(stage, omar, "Logic")
    assert circle.name == "Logic"
    await omar.says("/circle manage")
    assert not omar.sees("Write a message")
    await ada.says("/circle manage")
    get_hold_of("Write a message", of=ada.room, by=omar)
    # An organizer may write to the team's circles.
    await omar.presses("Write a message")
    assert omar.form is not None


async def test_the_only_circle_is_a_draft(stage: Stage, omar: Actor) -> None:
    """SPEC 3.5."""
    await omar.says("/circle new")
    await omar.fills({"title": "Logic", "first_on": "14 Oct", "at": "18:00"})
    await omar.says("/circle message")
    assert omar.sees("“Logic” isn’t published yet.")


async def test_somebody_who_runs_nothing(stage: Stage, ben: Actor, zed: Actor) -> None:
    """SPEC 1.3."""
    for somebody in (ben, zed):
        await somebody.says("/message")
        assert somebody.sees("You run no circle")


async def test_buttons_of_others_do_nothing(stage: Stage, ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 1.3: writing, sending, undoing, looking: only for those who run the circle."""
    await write(ada)
    for label in ("Send", "Change it", "Throw it away"):
        for other in (ben, zed):
            get_hold_of(label, of=ada.room, by=other)
            await other.presses(label)
            assert other.sees(REFUSED)
    await ada.presses("Send")
    for label in ("Undo", "Who got it"):
        for other in (ben, zed):
            get_hold_of(label, of=ada.room, by=other)
            await other.presses(label)
            assert other.sees(REFUSED)
    await stage.advance(minutes=2)
    assert ben.sees("Bring a pen.")


async def test_with_several_circles_it_is_asked_which(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 1.2; and each circle's learners get what was written to it."""
    await publish(ada, title="Logic", first_on="14 Oct")
    await join(ben, ada, "Logic")
    await ada.says("/circle message")
    await ada.fills({"circle": "Logic", "text": "To logicians."})
    assert ada.sees("Ada writes to Logic:")
    assert ada.sees("One person gets it: Ben.")
    await ada.presses("Send")
    await stage.advance(minutes=2)
    assert ben.sees("To logicians.")
    assert not cleo.sees("To logicians.")


async def test_asked_one_question_at_a_time(stage: Stage, omar: Actor) -> None:
    """SPEC 5: where there are no forms the questions come one by one."""
    tom = stage.person("Tom")
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    await tom.opens(omar.link("Facilitate with"))
    await tom.says("/new")
    await tom.fills({"title": "Logic", "first_on": "14 Oct 2026", "at": "18:00", "zone": "Europe/Berlin"})
    await tom.presses("Publish")
    ben = stage.person("Ben", surface=SLACK)
    await join(ben, tom, "Logic")
    await tom.says("/message")
    await tom.fills({"to": "All learners (1)", "text": "Hello", "when": "As soon as I say so"})
    assert tom.sees("Tom writes to Logic:\nHello")
    await tom.presses("Send")
    await stage.advance(minutes=2)
    assert ben.sees("Tom writes to Logic:\nHello")


async def test_who_got_it(stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor) -> None:
    """SPEC 2, message: delivery per recipient: sent, out of reach, muted."""
    await join(dana, ada)
    await ben.says("stop")
    await ben.presses("Quiet: Public Speaking")
    cleo.room.outcome = Unreachable()
    await write(ada)
    assert ada.sees("2 people get it: Cleo and Dana.")
    assert ada.sees("Ben has asked for quiet, and doesn’t get it.")
    await ada.presses("Send")
    await ada.presses("Who got it")
    assert ada.sees("It hasn’t gone out to anybody yet.")
    await stage.advance(minutes=3)
    await ada.presses("Who got it")
    assert ada.sees("Ben: not sent: quiet was asked for (muted)")
    assert ada.sees("Cleo: not delivered: out of reach")
    assert ada.sees("Dana: sent Mon 5 Oct, 11:02 (Berlin time)")
    await ada.says("/circle manage")
    await ada.presses("Messages")
    assert ada.sees("Ada: “Bring a pen.”")
    # Ben may read it when he looks for it himself.
    await ben.says("/mine")
    assert ben.sees("Ada: “Bring a pen.”")
    await ben.says("/why")
    assert ben.sees(
        "a message from your facilitators, Public Speaking. not sent: quiet was asked for (muted)"
    )


async def test_nobody_knows_whether_it_arrived(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 3.2: a message of unknown outcome is shown to its author with Send again, and sent once more at most."""
    cleo.room.outcome = Unclear()
    await write(ada)
    await ada.presses("Send")
    await stage.advance(minutes=5)
    assert ada.sees("I don’t know whether Cleo got your message of Public Speaking.")
    cleo.room.outcome = None
    await ada.presses("Send again")
    await ada.presses("Send again")
    await stage.advance(minutes=1)
    assert cleo.screen.count("Bring a pen.") == 1
    assert not ben.sees("Bring a pen.")


async def test_who_joins_later_gets_it_too(stage: Stage, ada: Actor, ben: Actor, dana: Actor) -> None:
    """SPEC 2, message: a message marked so comes with the welcome; others do not, nor does one that has not gone out."""
    await write(ada, text="For all times.", joiners="yes")
    await ada.presses("Send")
    await write(ada, text="For now.")
    await ada.presses("Send")
    await write(ada, text="Not yet.", joiners="yes", when="later", on="9 Oct", at="9:00")
    await ada.presses("Send")
    await stage.advance(hours=1)
    await ada.says("/circle manage")
    await join(dana, ada)
    await stage.advance(minutes=1)
    assert dana.sees("For all times.")
    assert not dana.sees("For now.")
    assert not dana.sees("Not yet.")
    assert not ben.sees("For all times.")
    await stage.advance_to(october(9, 9, 1))
    assert dana.sees("Not yet.")
    await dana.says("/mine")
    assert dana.sees("For all times.")


async def test_who_has_left_does_not_get_it(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 4.15: recipients are decided when it goes out."""
    await write(ada)
    await ada.presses("Send")
    await ben.says("/leave")
    await ben.presses("Leave Public Speaking")
    await stage.advance(minutes=3)
    assert cleo.sees("Bring a pen.")
    assert not ben.sees("Bring a pen.")


async def test_at_night_it_waits_for_the_morning(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.6: quiet hours bind messages."""
    await stage.advance_to(october(5, 22))
    await write(ada)
    await ada.presses("Send")
    await stage.advance_to(october(6, 7, 59))
    assert not ben.sees("Bring a pen.")
    await stage.advance_to(october(6, 8, 1))
    assert ben.sees("Bring a pen.")


async def test_thrown_away(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 9: what is not wanted is not kept, and an old button is told so."""
    await write(ada)
    get_hold_of("Send", of=ada.room, by=ada)
    await ada.presses("Throw it away")
    assert ada.sees("Thrown away. Nobody has got it.")
    await ada.presses("Send")
    assert ada.sees("That isn’t here any more.")
    await stage.advance(minutes=5)
    assert not ben.sees("Bring a pen.")
