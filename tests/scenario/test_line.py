"""The line: who gets a seat that came free, and near a meeting to whom it is offered, for how long, and who is next."""

from datetime import timedelta

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.courier import Unreachable
from tests.scenario.cast import (
    circle_of,
    co_facilitator,
    get_hold_of,
    join,
    november,
    october,
    press_that,
    publish,
)

OFFERED = "A seat in Logic has come free, and you are next."
YOURS = "a seat in Logic is yours!"


@pytest.fixture
async def logic(stage: Stage, ada: Actor, dana: Actor, eve: Actor, zed: Actor) -> Actor:
    """One seat in Logic, Wednesdays at 18:00 from 14 October, which is Dana's; Eve and Zed wait. It is Ada's."""
    await publish(ada, title="Logic", capacity="1", first_on="14 Oct")
    for one in (dana, eve, zed):
        await join(one, ada, "Logic")
    return ada


async def leave(learner: Actor, title: str = "Logic") -> None:
    await learner.says("/leave")
    await learner.presses(f"Leave {title}")
    assert learner.sees(f"You’ve left {title}")


async def see_list(facilitator: Actor, title: str = "Logic") -> None:
    await facilitator.says("/circle learners")
    await facilitator.presses(title)


async def test_near_a_meeting_a_freed_seat_is_offered(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3: inside 24 h it is offered to the first and held for half the time left; whoever takes it is in."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await stage.advance(minutes=1)
    assert eve.sees(OFFERED)
    assert eve.sees("until Wed 14 Oct, 14:00 (Berlin time)")
    assert eve.sees("Wed 14 Oct, 18:00 (Berlin time) · 1 of 6")
    assert not zed.sees("Logic")
    await eve.presses("Take it")
    assert eve.sees(YOURS)
    await eve.says("/mine")
    assert eve.sees("W1 · W2 ·")
    await stage.advance(minutes=1)
    assert eve.sees("are you coming to:")
    await stage.advance_to(october(14, 15))
    assert not zed.sees("Logic")
    await zed.says("/mine")
    assert zed.sees("You are number 1 in line.")


async def test_a_day_before_it_is_given(stage: Stage, logic: Actor, dana: Actor, eve: Actor) -> None:
    """SPEC 4.3: a minute outside the 24 hours it goes to the first; a minute inside it is offered."""
    await stage.advance_to(october(13, 17, 59))
    await leave(dana)
    await stage.advance(minutes=1)
    assert eve.sees(YOURS)


async def test_whoever_does_not_answer_keeps_their_place_and_the_next_is_asked(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3, 4.10: then the next; the old offer's buttons say kindly what became of it; nobody is asked twice."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await stage.advance_to(october(14, 14))
    assert zed.sees(OFFERED)
    assert zed.sees("until Wed 14 Oct, 16:00")
    await eve.presses("Take it")
    assert eve.sees("That seat in “Logic” isn’t held for you any more. You are number 1 in line")
    await eve.presses("No, thanks")
    assert eve.sees("you keep your place: number 1 for Logic")
    await stage.advance_to(october(14, 17, 59))
    assert not eve.sees("Logic")
    await stage.advance_to(october(14, 18, 1))
    assert eve.sees(YOURS)
    assert not zed.sees("Logic")
    await stage.advance(days=3)
    assert not eve.sees(YOURS)


async def test_no_thanks_passes_it_on_at_once(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3: declining passes on at once, and so does leaving; pressing an old button changes nothing."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await stage.advance(minutes=1)
    await eve.presses("No, thanks")
    assert eve.sees("The seat goes to the next in line, and you keep your place: number 1")
    await stage.advance(minutes=1)
    assert zed.sees(OFFERED)
    await leave(zed)
    await zed.presses("Take it")
    assert zed.sees("You aren’t signed up for “Logic”.")
    await eve.says("/mine")
    assert eve.sees("You are number 1 in line.")


async def test_quiet_hours_do_not_count(stage: Stage, logic: Actor, dana: Actor, eve: Actor) -> None:
    """SPEC 4.3, 3.6: offered in the evening for the next day: the night counts neither as time left nor as time to answer."""
    await stage.advance_to(october(13, 20))
    await leave(dana)
    await stage.advance(minutes=1)
    # An hour before the night and ten after it are left: five and a half, one of them today.
    assert eve.sees("until Wed 14 Oct, 12:30 (Berlin time)")


async def test_an_offer_is_for_at_least_an_hour(stage: Stage, logic: Actor, dana: Actor, eve: Actor) -> None:
    """SPEC 4.3."""
    await stage.advance_to(october(14, 16, 40))
    await leave(dana)
    await stage.advance(minutes=1)
    assert eve.sees("until Wed 14 Oct, 17:40 (Berlin time)")


async def test_new_sign_ups_queue_behind_offers_and_the_line(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3: behind; where everybody ahead has passed the seat on, a newcomer takes it."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await join(dana, logic, "Logic")
    assert dana.sees("Logic is full. You are number 2 in line")
    await stage.advance(minutes=1)
    for one in (eve, zed, dana):
        await one.presses("No, thanks")
        await stage.advance(minutes=1)
    fay = stage.person("Fay")
    await join(fay, logic, "Logic")
    assert fay.sees("You’re in: Logic")


async def test_whoever_is_offered_a_seat_is_no_learner_yet(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor
) -> None:
    """SPEC 4.3: neither learner nor silent, in no headcount, and an answer has to wait for the seat to be taken."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await stage.advance(minutes=1)
    await logic.says("/circle manage")
    await logic.presses("Logic")
    assert logic.sees("A seat is held for: Eve")
    assert not logic.sees("No answer yet")
    assert logic.sees("one, taken")
    await eve.says("/rsvp yes")
    assert eve.sees("A seat in “Logic” is held for you. Take it first, then you can answer")
    await stage.advance_to(october(14, 13, 30))
    assert not eve.sees("are you coming")
    await eve.says("/mine")
    assert eve.sees("I hold it for you until")
    await eve.presses("Take it")
    assert eve.sees(YOURS)
    await eve.presses("No, thanks")
    assert eve.sees("The seat in “Logic” is yours already. To give it up, type /leave.")


async def test_signing_up_takes_the_seat_that_is_held(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor
) -> None:
    """SPEC 4.1, 4.3: whoever signs up again while a seat is held wants it."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await eve.opens(logic.link("Logic"))
    assert eve.sees("A seat is held for you.")
    await eve.presses("Sign up")
    await eve.fills({"goal": "Think", "consent": "yes"})
    assert eve.sees("You’re in: Logic")
    await stage.advance_to(october(14, 14))
    assert not eve.sees(OFFERED)


async def test_an_offer_that_was_passed_on_serves_nobody_else(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, ben: Actor
) -> None:
    """SPEC 4.7: another who presses its buttons gets no seat, and takes nobody's."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await stage.advance(minutes=1)
    get_hold_of("Take it", of=eve.room, by=ben)
    for label in ("Take it", "No, thanks"):
        await ben.presses(label)
        assert ben.sees("You aren’t signed up for “Logic”.")
    await eve.presses("Take it")
    assert eve.sees(YOURS)


async def test_more_seats_go_to_those_in_line(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3: raised capacity promotes, each told once; fewer than are in is refused, and the number stays in the form."""
    await see_list(logic)
    await logic.presses("How many seats")
    await logic.fills({"capacity": "3"})
    assert logic.sees("Logic has 3 seats now.")
    assert logic.sees("2 people in line get one, and are told.")
    await stage.advance(minutes=1)
    assert eve.sees(YOURS)
    assert zed.sees(YOURS)
    await logic.presses("How many seats")
    await logic.fills({"capacity": "2"})
    assert logic.sees("3 seats are taken or held, so 2 is too few.")
    assert logic.form is not None
    assert logic.form.values["capacity"] == "2"
    await leave(dana)
    await logic.fills({"capacity": "2"})
    assert logic.sees("Logic has 2 seats now.")
    fay = stage.person("Fay")
    await join(fay, logic, "Logic")
    assert fay.sees("Logic is full.")


async def test_no_limit_takes_everybody(stage: Stage, logic: Actor, eve: Actor, zed: Actor) -> None:
    """SPEC 4.2, 4.3: none means unlimited."""
    await logic.says("/circle manage")
    await logic.presses("Logic")
    await logic.presses("How many seats")
    await logic.fills({"capacity": ""})
    assert logic.sees("Logic has no limit now.")
    await stage.advance(minutes=1)
    assert eve.sees(YOURS)
    assert zed.sees(YOURS)


async def test_a_facilitator_chooses_who_is_next(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3: out of turn by the facilitator's choice: first in line while all is taken, and then the next seat."""
    await see_list(logic)
    assert logic.sees("In line, number 2: Zed")
    await logic.presses("Zed")
    await logic.presses("Next seat")
    assert logic.sees("Zed is first in line now, and gets the next one.")
    await leave(dana)
    await stage.advance(minutes=1)
    assert zed.sees(YOURS)
    assert not eve.sees("Logic")
    await logic.presses("Next seat")
    assert logic.sees("Zed has a seat in Logic already.")


async def test_a_facilitator_gives_a_seat_that_everybody_passed_on(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3: a free seat is given at once to whom the facilitator chooses."""
    await stage.advance_to(october(14, 10))
    await leave(dana)
    await stage.advance(minutes=1)
    for one in (eve, zed):
        await one.presses("No, thanks")
        await stage.advance(minutes=1)
    await see_list(logic)
    await logic.presses("Zed")
    await logic.presses("Next seat")
    assert logic.sees("Zed has a seat in Logic now.")
    await stage.advance(minutes=1)
    assert zed.sees(YOURS)


async def test_what_nobody_can_be_told_is_not_held_for_ever(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 3.3, 4.3: an offer that cannot be delivered is over when its time is, however long nothing ran."""
    await stage.advance_to(october(14, 10))
    eve.room.outcome = Unreachable()
    await leave(dana)
    stage.clock.advance(timedelta(days=2))
    await stage.advance(minutes=1)
    assert not eve.sees(OFFERED)
    circle = await circle_of(stage, logic, "Logic")
    assert not await stage.store.run(lambda work: work.signups.offered(circle.id))


async def test_whoever_facilitates_gives_up_the_seat(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor
) -> None:
    """SPEC 4.2: a learner who accepts to facilitate leaves the seat to the next."""
    await logic.says("/circle manage")
    await logic.presses("Logic")
    bea = await co_facilitator(stage, logic, "Bea")
    await logic.presses("Logic")
    await logic.presses("Invite a co-facilitator")
    await dana.opens(logic.link("Facilitate"))
    assert dana.sees("You facilitate Logic now.")
    await stage.advance(minutes=1)
    assert eve.sees(YOURS)
    await bea.says("/circle learners")
    assert not bea.sees("Dana")


async def test_an_offer_that_cannot_be_delivered_goes_to_the_next_at_once(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.3, 3.3: nobody waits for an answer of somebody who cannot read the question; they keep their place."""
    await stage.advance_to(october(14, 10))
    eve.room.outcome = Unreachable()
    await leave(dana)
    await stage.advance(minutes=2)
    assert zed.sees(OFFERED)
    eve.room.outcome = None
    await eve.says("/mine")
    assert eve.sees("You are number 1 in line.")
    await zed.presses("Take it")
    assert zed.sees(YOURS)


async def test_an_old_prompt_tells_who_waits_again_where_they_are(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor, zed: Actor
) -> None:
    """SPEC 4.10, 4.3: who left, came back and waits reads their place in line, and nothing is stored."""
    await stage.advance_to(october(12, 18))
    old = dana.room.button("Yes")
    await leave(dana)
    await stage.advance(minutes=1)
    assert eve.sees(YOURS)
    await join(dana, logic, "Logic")
    await press_that(dana, old[0])
    assert dana.sees("You’re number 2 in line for “Logic”.")


async def test_who_waited_until_the_end_is_told_that_it_is_over(
    stage: Stage, logic: Actor, dana: Actor, eve: Actor
) -> None:
    """SPEC 2 `mine`, 4.3: nobody waits for a seat in a circle that has finished."""
    await stage.advance_to(november(30))
    await eve.says("/mine")
    assert eve.sees("Finished")
    assert not eve.sees("in line")
