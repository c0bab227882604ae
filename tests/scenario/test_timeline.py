"""What will be sent, and a facilitator's hand in it."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import ASKED, FAULT, REMINDER, october, second_facilitator


async def test_the_timeline_lists_what_will_be_sent(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2: the timeline says what will be sent, when, and to how many."""
    await ada.says("/circle reminder")
    assert ada.sees("What will be sent in Public Speaking")
    assert ada.sees("Fri 9 Oct, 18:00 (Berlin time): preview of reminder 1 to one person")
    assert ada.sees("Sun 11 Oct, 18:00 (Berlin time): reminder 1 to 2 people")
    assert ada.sees("Tue 13 Oct, 16:00 (Berlin time): “today” 1 to 2 people")
    await ben.says("/rsvp no")
    await ada.says("/circle reminder")
    assert ada.sees("“today” 1 to one person")


async def test_a_reminder_with_other_words(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.7: an edited reminder keeps its words when the time changes, and shows the new facts."""
    await _edit(ada, "Dear {name}, bring a poem on {when} to {place}")
    assert ada.sees("Dear Ada, bring a poem on Tue 13 Oct, 18:00 (Berlin time) to City Library")
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({"at": "19:00"})
    await stage.advance_to(october(11, 19))
    assert ben.sees("Dear Ben, bring a poem on Tue 13 Oct, 19:00 (Berlin time) to City Library")
    assert ben.sees("When: Tue 13 Oct, 19:00 (Berlin time)")
    assert not ben.sees(ASKED)


async def test_words_that_have_gone_out_are_not_edited(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.7: an edit after sending is refused, before and while the form is open."""
    await stage.advance_to(october(9))
    await ada.presses("Edit")
    await stage.advance_to(REMINDER)
    await ada.fills({"words": "Too late"})
    assert ada.sees("That was sent already.")
    await ada.presses("Edit")
    assert ada.sees("That was sent already.")


async def test_a_placeholder_that_is_none(ada: Actor, stage: Stage, ben: Actor) -> None:
    """SPEC 2: an unknown placeholder is refused with the one that was meant; nothing that was typed is lost."""
    await _edit(ada, "Dear {nmae}, hello")
    assert ada.sees("“{nmae}” isn’t something I can fill in. Did you mean {name}?")
    assert ada.form is not None
    assert ada.form.values["words"] == "Dear {nmae}, hello"
    await ada.fills({"words": "Dear {xylophone}, hello"})
    assert ada.sees("Did you mean {name} {circle} {meeting} {when} {place} {agenda}?")
    await ada.fills({"words": "Dear {name}, {hello there\n}"})
    assert ada.sees("Dear Ada, {hello there")
    assert FAULT not in ada.screen


async def test_words_can_be_given_up_again(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: empty means the bot's own words again."""
    await _edit(ada, "Mine")
    await ada.presses("Edit")
    await ada.fills({"words": ""})
    assert ada.sees("Ada, are you coming to:")
    await stage.advance_to(REMINDER)
    assert ben.sees(ASKED)


async def test_the_standing_text(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: the circle's standing text goes with every reminder that has no words of its own."""
    await ada.says("/circle reminder")
    await ada.presses("Words of all reminders")
    await ada.fills({"words": "Dear {nmae}"})
    assert ada.sees("Did you mean {name}?")
    await ada.fills({"words": "Dear {name}, {meeting}"})
    assert ada.sees("Kept. Every reminder that has no words of its own uses them.")
    await _edit(ada, "Only this time, {name}")
    await stage.advance_to(REMINDER)
    assert ben.sees("Only this time, Ben")
    await stage.advance_to(october(18))
    assert ben.sees("Dear Ben, 2 of 6")


async def test_two_edit_one_reminder(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.32: of two co-facilitators who edit one reminder, the second is shown the first's words."""
    bea = await second_facilitator(stage, ada)
    await stage.advance_to(october(9))
    for one in (ada, bea):
        await one.presses("Edit")
    await ada.fills({"words": "Ada’s words"})
    await bea.fills({"words": "Bea’s words"})
    assert bea.sees("Ada has written something else meanwhile: “Ada’s words”")
    assert bea.sees("Yours was: “Bea’s words”")
    await bea.presses("Edit")
    assert bea.form is not None
    assert bea.form.values["words"] == "Ada’s words"
    await bea.fills({"words": "Both our words"})
    await stage.advance_to(REMINDER)
    assert ben.sees("Both our words")


async def test_a_reminder_that_is_skipped(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: what is skipped is not sent; skipped twice, or sent after that, says so."""
    await stage.advance_to(october(9))
    await ada.presses("Skip")
    assert ada.sees("Skipped: Sun 11 Oct, 18:00 (Berlin time): reminder 1 to one person")
    for label in ("Skip", "Send now", "Looks good"):
        await ada.presses(label)
        assert ada.sees("That was skipped or dropped already."), label
    await stage.advance_to(october(13, 15, 59))
    assert not ben.sees(ASKED)
    await stage.advance_to(october(13, 16))
    assert ben.sees("meets today")


async def test_a_reminder_that_is_sent_now(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2: send now, pressed twice, sends once, and at its time nothing comes again."""
    await ada.says("/circle reminder")
    await ada.presses("Reminder 1")
    await ada.presses("Send now")
    assert ada.sees("On its way to 2 people.")
    await ada.presses("Send now")
    assert ada.sees("That was sent already.")
    await ada.presses("Skip")
    assert ada.sees("That was sent already.")
    await stage.advance(minutes=1)
    assert ben.sees(ASKED)
    await stage.advance_to(october(12, 17))
    assert not ben.sees(ASKED)
    await ada.says("/circle manage")
    await ada.presses("Who got the reminder")
    assert ada.sees("Ben: sent Mon 5 Oct, 11:00 (Berlin time)")


async def test_a_reminder_to_nobody(ada: Actor) -> None:
    """SPEC 2: with nobody signed up, send now says so."""
    await ada.says("/circle reminder")
    await ada.presses("Reminder 1")
    await ada.presses("Send now")
    assert ada.sees("There is nobody to send it to.")


async def test_another_lead_for_one_meeting(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: the lead of one meeting moves its reminder and no other."""
    await ada.says("/circle reminder")
    await ada.presses("Reminder 1")
    await ada.presses("When reminders go out")
    assert ada.sees("How many hours before this meeting does its reminder go out?")
    await ada.fills({"hours": "24"})
    assert ada.sees("Mon 12 Oct, 18:00 (Berlin time): reminder 1")
    assert ada.sees("Sun 18 Oct, 18:00 (Berlin time): reminder 2")
    await stage.advance_to(october(12, 17, 59))
    assert not ben.sees(ASKED)
    await stage.advance_to(october(12))
    assert ben.sees(ASKED)


async def test_another_lead_for_the_circle(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: the circle's lead moves all that have none of their own; empty means as usual."""
    await ada.says("/circle reminder")
    await ada.presses("When reminders go out")
    for wrong in ("0", "360", "-1"):
        await ada.fills({"hours": wrong})
        assert ada.sees("Anything from 1 to 359 works."), wrong
    await ada.fills({"hours": "24"})
    assert ada.sees("Mon 12 Oct, 18:00 (Berlin time): reminder 1")
    assert ada.sees("Mon 19 Oct, 18:00 (Berlin time): reminder 2")
    await ada.presses("When reminders go out")
    assert ada.form is not None
    assert ada.form.values["hours"] == "24"
    await ada.fills({"hours": ""})
    assert ada.sees("Sun 11 Oct, 18:00 (Berlin time): reminder 1")


async def test_a_lead_that_has_passed_already(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.5: a lead that is longer than what is left sends within one cycle, once."""
    await ada.says("/circle reminder")
    await ada.presses("Reminder 1")
    await ada.presses("When reminders go out")
    await ada.fills({"hours": "300"})
    await stage.advance(minutes=1)
    assert ben.sees(ASKED)
    await stage.advance_to(october(12, 17))
    assert not ben.sees(ASKED)


async def test_looking_at_what_will_be_sent(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: a real preview of everything on the list."""
    await ada.says("/circle reminder")
    for label in (
        "Preview 1",
        "Reminder 1",
        "Nudge 1",
        "Today 1",
        "How was 1",
        "How was 1 again",
        "Rating 1",
    ):
        await ada.presses(label)
        await ada.presses("Preview")
        assert ada.sees("Public Speaking"), label
        assert FAULT not in ada.screen, label


async def test_a_plan_that_the_move_has_replaced(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.10: the buttons of an old preview say what holds now; the new one works."""
    await stage.advance_to(october(9))
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({"on": "15 Oct"})
    for label in ("Looks good", "Send now", "Skip"):
        await ada.presses(label)
        assert ada.sees("Meeting 1 has been moved since. It is on Thu 15 Oct, 18:00 (Berlin time) now"), label
    await stage.advance_to(october(11, 19))
    assert ada.sees("this goes to the learners Tue 13 Oct, 18:00 (Berlin time)")
    await ada.presses("Looks good")
    assert ada.sees("Good. It goes out Tue 13 Oct, 18:00 (Berlin time).")


async def _edit(ada: Actor, words: str) -> None:
    await ada.says("/circle reminder")
    await ada.presses("Reminder 1")
    await ada.presses("Edit")
    await ada.fills({"words": words})


async def test_what_would_go_to_nobody_is_one_line(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, manage: the timeline says what will be sent; what as things are goes to nobody is a count."""
    await ada.says("/circle reminder")
    assert ada.sees("reminder 1 to one person")
    assert not ada.sees("nudge 1")
    assert ada.screen.count("nobody as things are") == 1
    assert ada.sees("To nobody as things are: Nudge 1, ")
    await stage.advance_to(october(11, 19))
    await ada.says("/circle reminder")
    assert ada.sees("nudge 1 to one person")


async def test_a_reminder_can_be_written_before_anybody_is_there(stage: Stage, ada: Actor) -> None:
    """SPEC 2, 3.7: with no learner yet, reminders can be looked at and edited all the same."""
    await ada.says("/circle reminder")
    assert ada.sees("To nobody as things are: Reminder 1, Nudge 1, Today 1")
    await ada.presses("Reminder 1")
    await ada.presses("Edit")
    await ada.fills({"words": "Welcome, {name}"})
    assert ada.sees("Welcome, Ada")
