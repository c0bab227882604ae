"""Signing up: once, as far as seats go, in line after that, and only where and when it is open."""

import asyncio

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.domain.circles import Stage as CircleStage
from tests.scenario.cast import FAULT, circle_of, get_hold_of, join, november, october, publish


async def test_signing_up_twice_is_one_sign_up(ada: Actor, ben: Actor) -> None:
    """SPEC 4.1: new answers replace old ones, and there is no second welcome."""
    assert ben.sees("🎉 You’re in: Public Speaking")
    await ben.opens(ada.link("Public Speaking"))
    assert ben.sees("You are in this circle.")
    await ben.presses("Sign up")
    await ben.fills({"goal": "Speak without shaking", "consent": "yes"})
    assert ben.sees("You’re in Public Speaking already. I’ve kept what you wrote.")
    assert not ben.sees("🎉")
    await ben.presses("Sign up")
    assert ben.sees("So far: Speak without shaking")
    await ben.fills({"goal": "Enjoy it", "consent": "yes"})
    await ada.presses("Manage")
    assert ada.sees("1 of 8 seats")
    assert ada.sees("Ben: “Enjoy it”")
    assert not ada.sees("shaking")


async def test_everybody_taps_at_once(stage: Stage, ada: Actor) -> None:
    """SPEC 4.2: capacity holds under simultaneous taps; whoever comes too late stands in line."""
    await publish(ada, title="Logic", first_on="14 Oct", capacity="3")
    people = [stage.person(f"Person {number}") for number in range(8)]
    for person in people:
        await person.opens(ada.link("Logic"))
        await person.presses("Sign up")
    await asyncio.gather(*(person.fills({"consent": "yes"}) for person in people))
    seated = [person for person in people if person.sees("You’re in: Logic")]
    waiting = [person for person in people if person.sees("Logic is full. You are number")]
    assert (len(seated), len(waiting)) == (3, 5)
    for place in range(1, 6):
        assert sum(person.sees(f"number {place} in line") for person in waiting) == 1


async def test_nobody_fits_into_a_circle_for_nobody(ada: Actor, dana: Actor) -> None:
    """SPEC 4.2: a capacity of 0 means nobody."""
    await publish(ada, title="Logic", capacity="0", first_on="14 Oct")
    await join(dana, ada, "Logic")
    assert dana.sees("Logic is full. You are number 1 in line")


async def test_no_capacity_means_everybody(stage: Stage, ada: Actor) -> None:
    """SPEC 4.2: none means unlimited."""
    await publish(ada, title="Logic", capacity="", first_on="14 Oct")
    people = [stage.person(f"Person {number}") for number in range(12)]
    for person in people:
        await join(person, ada, "Logic")
        assert person.sees("You’re in: Logic")
    await people[0].opens(ada.link("Logic"))
    assert people[0].sees("Seats: no limit")


async def test_a_member_of_a_full_circle_corrects_an_answer(stage: Stage, ada: Actor, dana: Actor) -> None:
    """SPEC 4.2: a member correcting an answer is never "full"; who waits keeps their place."""
    eve = stage.person("Eve")
    await publish(ada, title="Logic", capacity="1", first_on="14 Oct")
    await join(dana, ada, "Logic")
    await join(eve, ada, "Logic")
    await join(stage.person("Zoe"), ada, "Logic")
    for one in (dana, eve):
        await one.presses("Sign up")
        await one.fills({"goal": "Think straight", "consent": "yes"})
    assert dana.sees("You’re in Logic already.")
    assert eve.sees("You’re still number 1 in line for Logic. I’ve kept what you wrote.")


async def test_a_freed_seat_goes_to_the_first_in_line(
    stage: Stage, ada: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3: an ordered line; a freed seat goes to the first, who is told once; new sign-ups queue behind."""
    await publish(ada, title="Logic", capacity="1", first_on="14 Oct")
    for one in (dana, eve, zed):
        await join(one, ada, "Logic")
    assert zed.sees("number 2 in line")
    await zed.opens(ada.link("Logic"))
    assert zed.sees("You are in line for a seat.")
    assert zed.sees("2 people wait")
    await dana.says("/leave")
    await dana.presses("Leave Logic")
    await join(dana, ada, "Logic")
    assert dana.sees("number 2 in line")
    await stage.advance(minutes=1)
    assert eve.sees("Eve, a seat in Logic is yours!")
    assert eve.sees("Wed 14 Oct, 18:00 (Berlin time) · 1 of 6")
    assert not zed.sees("a seat in Logic")
    await stage.advance(days=1)
    assert not eve.sees("a seat in Logic")
    await eve.says("/mine")
    assert eve.sees("W1 · W2 ·")


async def test_leaving_the_line(stage: Stage, ada: Actor, dana: Actor, eve: Actor, zed: Actor) -> None:
    """SPEC 4.3: who leaves the line moves up those behind."""
    await publish(ada, title="Logic", capacity="1", first_on="14 Oct")
    for one in (dana, eve, zed):
        await join(one, ada, "Logic")
    await eve.says("/mine")
    assert eve.sees("You are number 1 in line.")
    await eve.presses("Leave Logic")
    assert eve.sees("You’ve left Logic.")
    await zed.says("/mine")
    assert zed.sees("You are number 1 in line.")
    await dana.says("/leave")
    await dana.presses("Leave Logic")
    await stage.advance(minutes=1)
    assert zed.sees("a seat in Logic is yours!")
    assert not eve.sees("seat")


async def test_leaving_twice(ada: Actor, ben: Actor) -> None:
    """SPEC 4.3: pressed again, the button of a circle that one has left says so."""
    await ben.says("/mine")
    await ben.says("/leave")
    await ben.presses("Leave Public Speaking")
    assert ben.sees("You’ve left Public Speaking. Thank you")
    await ben.presses("Leave Public Speaking")
    assert ben.sees("You aren’t signed up for “Public Speaking”.")
    await ben.says("/leave")
    assert ben.sees("You’re in no circle at the moment.")
    await ben.says("/mine")
    assert ben.sees("You’re in no circle yet.")


async def test_a_draft_takes_nobody(ada: Actor, stage: Stage, zed: Actor) -> None:
    """SPEC 4.4: a draft is refused with the reason, and its link works once it is published."""
    await ada.says("/circle new")
    await ada.fills({"title": "Logic", "first_on": "14 Oct", "at": "18:00", "course": "A new course"})
    circle = await circle_of(stage, ada, "Logic")
    await zed.says(f"/start c-{circle.id}")
    assert zed.sees("“Logic” isn’t published yet.")
    await zed.says("/browse")
    assert not zed.sees("Logic")


async def test_what_is_closed_or_deleted_takes_nobody(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 4.4: closed or deleted meanwhile: the button that one has still says why not."""
    circle = await circle_of(stage, ada)
    await zed.opens(ada.link("Public Speaking"))
    for now_is, why in (
        (CircleStage.CLOSED, "“Public Speaking” takes no more sign-ups."),
        (CircleStage.DELETED, "“Public Speaking” isn’t there any more."),
    ):
        await stage.store.run(lambda work, now_is=now_is: work.circles.change(circle.id, stage=now_is))
        await zed.presses("Sign up")
        assert zed.sees(why)
    await zed.opens(ada.link("Public Speaking"))
    assert zed.sees("“Public Speaking” isn’t there any more.")


async def test_closed_between_the_first_question_and_the_last(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 4.4: what closes while somebody fills in the form is told when they send it."""
    await zed.opens(ada.link("Public Speaking"))
    await zed.presses("Sign up")
    circle = await circle_of(stage, ada)
    await stage.store.run(lambda work: work.circles.change(circle.id, stage=CircleStage.CLOSED))
    await zed.fills({"consent": "yes"})
    assert zed.sees("“Public Speaking” takes no more sign-ups.")


async def test_what_has_finished_takes_nobody(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 4.4: finished is refused with the reason."""
    await zed.opens(ada.link("Public Speaking"))
    await stage.advance_to(november(17, 19, 30))
    await zed.presses("Sign up")
    assert zed.sees("“Public Speaking” has had its last meeting.")
    await zed.opens(ada.link("Public Speaking"))
    assert zed.sees("Next: Finished")
    assert not zed.sees("[Sign up]")


async def test_joining_in_week_five(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 4.5: the welcome names the next meeting, never one that has passed."""
    await stage.advance_to(november(4))
    await join(zed, ada)
    assert zed.sees("Your next meeting: Tue 10 Nov, 18:00 (Berlin time) · 5 of 6")
    assert not zed.sees("13 Oct")


async def test_the_link_to_meet_online_is_for_those_inside(ada: Actor, dana: Actor, zed: Actor) -> None:
    """SPEC 4.7: who only knows the circle's link sees its card, not the way in."""
    await publish(ada, title="Logic", first_on="14 Oct", link="https://example.org/meet")
    await zed.opens(ada.link("Logic"))
    assert not zed.sees("example.org/meet")
    await join(dana, ada, "Logic")
    assert dana.sees("example.org/meet")


async def test_nobody_ends_anothers_sign_up(ada: Actor, ben: Actor, cleo: Actor, zed: Actor) -> None:
    """SPEC 4.7: a button that was passed on acts for whoever presses it."""
    await ben.says("/leave")
    for other in (zed, cleo):
        get_hold_of("Leave Public Speaking", of=ben.room, by=other)
        await other.presses("Leave Public Speaking")
    assert zed.sees("You aren’t signed up for “Public Speaking”.")
    assert cleo.sees("You’ve left Public Speaking.")
    await ada.presses("Manage")
    assert ada.sees("No answer yet: Ben")


async def test_nobody_fills_in_anothers_form(ada: Actor, ben: Actor, dana: Actor, zed: Actor) -> None:
    """SPEC 4.7: the buttons of another's form do nothing."""
    await dana.opens(ada.link("Public Speaking"))
    await dana.presses("Sign up")
    get_hold_of("Cancel", of=dana.room, by=zed)
    for label in ("Keep it", "Cancel"):
        await zed.presses(label)
        assert zed.sees("That form was sent or cancelled already.")
    await dana.fills({"consent": "yes"})
    assert dana.sees("You’re in: Public Speaking")


async def test_without_consent_there_is_no_sign_up(ada: Actor, dana: Actor) -> None:
    """SPEC 2: consent to be messaged; a no says what it means, and the form is still there."""
    await dana.opens(ada.link("Public Speaking"))
    await dana.presses("Sign up")
    await dana.fills({"goal": "Speak", "consent": "no"})
    assert dana.sees("Without that I can’t remind you, so you can’t sign up here.")
    assert FAULT not in dana.screen
    await dana.presses("Yes, write to me")
    assert dana.sees("is this right?")
    assert dana.sees("Speak")
    await dana.presses("Sign me up")
    assert dana.sees("You’re in: Public Speaking")


async def test_who_facilitates_takes_no_seat(ada: Actor, stage: Stage) -> None:
    """SPEC 4.2: the facilitator's own card has no button to sign up; one that was passed on says so."""
    await ada.opens(ada.link("Public Speaking"))
    assert ada.sees("You facilitate this circle.")
    zed = stage.person("Zed")
    await zed.opens(ada.link("Public Speaking"))
    get_hold_of("Sign up", of=zed.room, by=ada)
    await ada.presses("Sign up")
    assert ada.sees("You facilitate “Public Speaking”, so you’re in already.")
    await stage.advance_to(october(6))


async def test_the_welcome_says_how_to_hear_less(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, signup: what will happen and how to stop it: being quiet comes before leaving."""
    assert ben.sees("Too much? Type /stop and I can be quiet, or /leave to leave the circle.")
    await ben.says("/stop")
    assert ben.sees("🔕 Quiet: Public Speaking")
