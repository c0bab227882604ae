"""Moving, cancelling, leaving, and two people who change one circle at once."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import (
    ASKED,
    REMINDER,
    circle_of,
    join,
    november,
    october,
    second_facilitator,
)


async def test_whoever_had_heard_of_the_old_time_hears_once_of_the_new_one(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    """SPEC 4.16: whoever had been reminded or had answered, also with no, gets one notice and is asked again."""
    await ben.says("/rsvp no")
    await join(dana, ada)
    await stage.advance_to(october(9))
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({"on": "15 Oct", "at": "19:00"})
    assert ada.sees("Meeting 1 of Public Speaking is now Thu 15 Oct, 19:00 (Berlin time).")
    assert ada.sees("The one person who has heard of the old time is told, and asked again.")
    await stage.advance(minutes=5)
    assert ben.sees("Public Speaking, meeting 1 of 6, has moved.")
    assert ben.sees("It was: Tue 13 Oct, 18:00 (Berlin time)\nIt is now: Thu 15 Oct, 19:00 (Berlin time)")
    assert ben.sees("Do you come at the new time?")
    assert not cleo.sees("has moved")
    assert not dana.sees("has moved")
    await stage.advance_to(october(13, 18, 59))
    assert not ben.sees("has moved")
    assert cleo.screen == ""
    await stage.advance_to(october(13, 19))
    for one in (ben, cleo, dana):
        assert one.sees(ASKED), one.name
        assert one.sees("Thu 15 Oct, 19:00 (Berlin time)")


async def test_after_the_reminder_everybody_hears_of_the_move(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 4.16: who had been reminded hears, whatever they answered, and a new reminder is due for the new time."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({"on": "20 Oct", "at": "10:00"})
    assert ada.sees("The 2 people who have heard of the old time are told, and asked again.")
    await stage.advance(hours=1)
    for one in (ben, cleo):
        assert one.sees("has moved")
    await stage.advance_to(october(18, 10))
    for one in (ben, cleo):
        assert one.sees("Tue 20 Oct, 10:00 (Berlin time)")
    assert ben.sees(ASKED)


async def test_answers_of_a_moved_meeting_ask_to_be_confirmed(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 4.11: a moved meeting's answers count as unanswered until they are confirmed."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await cleo.presses("No")
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({"at": "19:00"})
    await ada.says("/circle manage")
    assert ada.sees("Answers: 0 of 2")
    assert ada.sees("No answer yet: Ben, Cleo")
    await ben.says("/mine")
    assert ben.sees("W1 · W2 ·")
    await stage.advance(minutes=1)
    await ben.presses("Yes")
    await ada.says("/circle manage")
    assert ada.sees("Answers: 1 of 2")


async def test_moving_to_the_same_time(ada: Actor, ben: Actor) -> None:
    """SPEC 4.16: the same time is no move; nobody hears."""
    await ben.says("/rsvp yes")
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({})
    assert ada.sees("That is when it meets already, so nothing has changed.")
    await ada.says("/circle manage")
    assert ada.sees("Coming: Ben")


async def test_moving_where_nobody_can(stage: Stage, ada: Actor) -> None:
    """SPEC 4.16: into the past or onto another meeting is refused beside the field, and the form stays."""
    await ada.says("/circle meeting 2")
    await ada.presses("Move it")
    await ada.fills({"on": "1 Oct 2026"})
    assert ada.sees("Thu 1 Oct, 18:00 (Berlin time) has passed already.")
    await ada.fills({"on": "13 Oct"})
    assert ada.sees("The circle meets at that time already: Tue 13 Oct, 18:00 (Berlin time).")
    await ada.fills({"at": "20:00"})
    assert ada.sees("is now Tue 13 Oct, 20:00 (Berlin time)")


async def test_a_cancelled_meeting(stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor) -> None:
    """SPEC 4.17: everyone hears before the old time; no reminder, no feedback prompt."""
    bea = await second_facilitator(stage, ada)
    await ben.says("/rsvp yes")
    await ada.says("/circle meeting 1")
    await ada.presses("Cancel it")
    assert ada.sees("Meeting 1 of Public Speaking, Tue 13 Oct, 18:00 (Berlin time), is cancelled.")
    assert ada.sees("3 people are told.")
    await stage.advance(minutes=3)
    for one in (ben, cleo, bea):
        assert one.sees("Public Speaking, meeting 1 of 6, is cancelled."), one.name
    assert not ada.sees("is cancelled")
    await stage.advance_to(october(14, 12))
    for one in (ben, cleo):
        assert one.screen == "", one.name
    assert not ada.sees("How was")
    await ben.says("/mine")
    assert ben.sees("W1 ✖ W2 ·")
    assert ben.sees("When: Tue 20 Oct, 18:00 (Berlin time)")
    await join(dana, ada)
    assert dana.sees("Your next meeting: Tue 20 Oct, 18:00 (Berlin time) · 2 of 6")


async def test_cancelling_twice_or_too_late(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.17: pressed again, or after the start, the button says so."""
    await ada.says("/circle meeting 1")
    await ada.presses("Cancel it")
    await ada.presses("Cancel it")
    assert ada.sees("Meeting 1, Tue 13 Oct, 18:00 (Berlin time), is cancelled.")
    await ada.says("/circle meeting 2")
    await stage.advance_to(october(20))
    await ada.presses("Cancel it")
    assert ada.sees("Meeting 2 began Tue 20 Oct, 18:00 (Berlin time)")
    await ada.presses("Move it")
    assert ada.sees("Meeting 2 began")
    await ada.says("/circle meeting 9")
    assert ada.sees("There is no meeting 9 in “Public Speaking”.")


async def test_who_has_left_is_in_no_list_and_no_count(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    """SPEC 4.15: who has left is in no list and no count, whatever they answered."""
    await stage.advance_to(REMINDER)
    await cleo.presses("Yes")
    await ben.presses("Yes")
    await cleo.says("/leave")
    await cleo.presses("Leave Public Speaking")
    await ada.says("/circle manage")
    assert ada.sees("Coming: Ben")
    assert ada.sees("Answers: 1 of 1")
    assert ada.sees("1 of 8 seats")
    assert not ada.sees("Cleo")
    assert not ada.sees("Give a toast")
    await omar.says("/circle digest next")
    assert omar.sees("Public Speaking: Ben")
    assert not omar.sees("Cleo")
    assert omar.sees("✅ 1 🤔 0 ❌ 0 · 0 silent")
    await join(dana, ada)
    assert dana.sees("With Ben.")
    await stage.advance_to(october(13, 16))
    assert dana.sees("Coming: Ben")
    assert not dana.sees("Cleo")
    assert cleo.screen == ""


async def test_who_has_left_hears_nothing_more(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 4.15: neither moves nor cancellations nor reminders reach who has left."""
    await stage.advance_to(REMINDER)
    await cleo.says("/leave")
    await cleo.presses("Leave Public Speaking")
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({"at": "19:00"})
    await ada.says("/circle meeting 2")
    await ada.presses("Cancel it")
    await stage.advance(weeks=3)
    assert cleo.screen == ""
    assert ben.sees("has moved")


async def test_numbers_follow_the_order_in_time(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.20: when meetings change places, numbers, start and end of the circle follow."""
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await ada.fills({"on": "24 Nov"})
    assert ada.sees("Meeting 6 of Public Speaking is now Tue 24 Nov, 18:00 (Berlin time).")
    await ada.says("/circle meeting")
    assert ada.sees("1. Tue 20 Oct, 18:00 (Berlin time)")
    assert ada.sees("6. Tue 24 Nov, 18:00 (Berlin time)")
    await ada.says("/circle manage")
    assert ada.sees("Next: Tue 20 Oct, 18:00 (Berlin time) · 1 of 6")
    await stage.advance_to(october(18))
    assert ben.sees("Public Speaking, 1 of 6")
    await stage.advance_to(november(19, 20))
    assert not ada.sees("has finished")
    await stage.advance_to(november(26, 20))
    assert ada.sees("Public Speaking has finished.")


async def test_two_people_move_one_meeting(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.32: who sends an older view of a meeting is told what has changed; the newer time stands."""
    bea = await second_facilitator(stage, ada)
    for one in (ada, bea):
        await one.says("/circle meeting 1")
        await one.presses("Move it")
    await ada.fills({"on": "14 Oct"})
    assert ada.sees("is now Wed 14 Oct, 18:00")
    # Bea only meant the hour; the day in her form is the old one.
    await bea.fills({"at": "19:00"})
    await ada.says("/circle meeting 1")
    assert ada.sees("When: Wed 14 Oct")
    assert bea.sees("Wed 14 Oct, 18:00 (Berlin time)")


async def test_two_people_change_different_things(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.32: both changes stand."""
    bea = await second_facilitator(stage, ada)
    await bea.says("/circle reminder")
    await bea.presses("When reminders go out")
    await ada.says("/circle reminder")
    await ada.presses("Words of all reminders")
    await ada.fills({"words": "Dear {name}, see you at {place}"})
    await bea.fills({"hours": "24"})
    circle = await circle_of(stage, ada)
    assert circle.reminder_words == "Dear {name}, see you at {place}"
    await stage.advance_to(october(12))
    assert ben.sees("Dear Ben, see you at City Library")


async def test_publishing_twice(stage: Stage, ada: Actor) -> None:
    """SPEC 4.32: the second press is told that it is published already."""
    await ada.presses("Publish")
    assert ada.sees("“Public Speaking” is published already.")
