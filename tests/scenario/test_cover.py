"""I can't lead this one; leaving as a facilitator; running a circle again."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.domain.posts import PlanState, PostKind
from tests.scenario.cast import REFUSED, co_facilitator, get_hold_of, october

HEARS = "can’t lead meeting 1 of Public Speaking"


@pytest.fixture
async def fay(stage: Stage, ada: Actor) -> Actor:
    """Facilitates with Ada."""
    return await co_facilitator(stage, ada, "Fay")


@pytest.fixture
async def gus(stage: Stage, ada: Actor, fay: Actor) -> Actor:
    """Facilitates with Ada, too."""
    gus = stage.person("Gus", surface=SLACK)
    await ada.presses("Invite a co-facilitator")
    await gus.opens(ada.link("Facilitate"))
    return gus


async def cannot_lead(ada: Actor) -> None:
    await ada.says("/circle cover")
    await ada.presses("Public Speaking · Tue 13 Oct")


async def test_the_first_to_press_leads_and_the_others_see_who(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor, gus: Actor
) -> None:
    """SPEC 2, cover: co-facilitators are asked; once it is taken the organizers hear nothing."""
    await cannot_lead(ada)
    assert ada.sees("I’ve asked Fay and Gus")
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    for other in (fay, gus):
        assert other.screen.count(HEARS) == 1
    await fay.presses("I lead it")
    assert fay.sees("You lead meeting 1 of Public Speaking now.")
    await gus.presses("I lead it")
    assert gus.sees("Fay leads it already.")
    await stage.advance(minutes=1)
    for other in (ada, gus):
        assert other.sees("Fay leads meeting 1 of Public Speaking.")
    assert not fay.sees("leads meeting 1")
    await stage.advance(days=2)
    assert not omar.sees("can’t lead")
    plans = await stage.store.run(
        lambda work: [
            work.plans.find_for(PostKind.COVER_OPEN, cover.id, 0)
            for team in work.teams.all()
            for circle in work.circles.of_team(team.id)
            for meeting in work.meetings.of_circle(circle.id)
            for cover in work.covers.of_meeting(meeting.id)
        ]
    )
    await gus.says("/circle manage")
    assert gus.sees("Led by: Fay")
    assert [plan.state for plan in plans] == [PlanState.DROPPED]
    await fay.says("/circle cover")
    await fay.presses("Public Speaking · Tue 13 Oct")
    await stage.advance(minutes=1)
    assert ada.sees(f"Fay {HEARS}")


async def test_the_organizers_hear_if_nobody_takes_it_within_a_day(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor
) -> None:
    """SPEC 2, cover: the organizer hears only if nobody takes it within 24 h."""
    await cannot_lead(ada)
    await stage.advance(hours=23, minutes=59)
    assert not omar.sees("can’t lead")
    await stage.advance(minutes=2)
    assert omar.sees("and nobody has taken it so far")
    await fay.presses("I lead it")
    await stage.advance(minutes=1)
    assert omar.sees("Fay leads meeting 1 of Public Speaking.")


async def test_without_another_facilitator_organizers_hear_at_once(
    stage: Stage, omar: Actor, ada: Actor
) -> None:
    await cannot_lead(ada)
    assert ada.sees("Nobody else facilitates it")
    await stage.advance(minutes=1)
    assert omar.sees(f"Ada {HEARS}")
    await omar.presses("I lead it")
    await stage.advance(minutes=1)
    assert ada.sees("Omar leads meeting 1")


async def test_shortly_before_a_meeting_the_organizers_hear_while_it_helps(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor
) -> None:
    await stage.advance_to(october(13, 10))
    await cannot_lead(ada)
    await stage.advance_to(october(13, 14, 1))
    assert omar.sees("and nobody has taken it so far")


async def test_a_cover_ends_with_its_meeting_or_when_it_is_taken_back(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor
) -> None:
    """SPEC 3.5, 4.10: old buttons answer politely."""
    await cannot_lead(ada)
    await ada.presses("I can lead it after all")
    assert ada.sees("You lead meeting 1")
    await stage.advance(minutes=1)
    assert fay.sees("Ada leads meeting 1")
    await ada.says("/circle cover")
    await ada.presses("Public Speaking · Tue 20 Oct")
    await stage.advance(minutes=1)
    assert fay.sees("can’t lead meeting 2")
    await ada.says("/circle meeting 2")
    await ada.presses("Cancel it")
    await fay.presses("I lead it")
    assert fay.sees("is cancelled")
    await stage.advance(days=2)
    assert not omar.sees("can’t lead")


async def test_only_facilitators_of_the_circle_take_it(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 1.3."""
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    for other in (ben, zed):
        get_hold_of("I lead it", of=fay.room, by=other)
        await other.presses("I lead it")
        assert other.sees(REFUSED)
    await ada.says("/circle cover")
    for other in (omar, ben, zed):
        get_hold_of("Public Speaking · Tue 13 Oct", of=ada.room, by=other)
        await other.presses("Public Speaking · Tue 13 Oct")
        assert other.sees(REFUSED)


async def test_the_last_facilitator_cannot_leave(stage: Stage, ada: Actor, fay: Actor) -> None:
    """SPEC 1.3."""
    await ada.says("/circle manage")
    await ada.presses("Leave as facilitator")
    assert ada.sees("You don’t facilitate Public Speaking any more.")
    await ada.presses("Leave as facilitator")
    assert ada.sees(REFUSED)
    await fay.says("/circle manage")
    await fay.presses("Leave as facilitator")
    assert fay.sees("A circle needs at least one facilitator.")


async def test_a_circle_is_run_again_as_a_draft(stage: Stage, ada: Actor, ben: Actor, fay: Actor) -> None:
    """SPEC 2, manage."""
    await stage.advance(weeks=8)
    await ada.says("/circle manage")
    await ada.presses("Run it again")
    await ada.fills({"first_on": "1 Oct 2026"})
    assert ada.sees("has passed already")
    await ada.fills({"first_on": "12 Jan 2027", "at": "19:00"})
    assert ada.sees("The draft of Public Speaking is ready.")
    assert ada.sees("6 meetings")
    assert ada.sees("16 Feb 2027, 19:00") or ada.sees("Tue 16 Feb, 19:00")
    assert ada.sees("City Library")
    await ada.presses("Publish")
    cleo = stage.person("Cleo")
    await cleo.says("/browse")
    assert cleo.sees("One circle is open")
    await fay.says("/circle manage")
    assert not fay.sees("Which circle?")


async def test_what_will_be_sent_tells_when_organizers_hear(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor
) -> None:
    """SPEC 2 `manage`: the timeline has covers too, each to be looked at, sent now or left out."""
    await cannot_lead(ada)
    await ada.says("/circle reminder")
    assert ada.sees("Tue 6 Oct, 11:00 (Berlin time): that nobody leads meeting 1, to one person")
    await ada.presses("Nobody leads 1")
    await ada.presses("Preview")
    assert ada.sees("and nobody has taken it so far")
    await ada.presses("Send now")
    await stage.advance(minutes=1)
    assert omar.sees("Can you find somebody?")
    await fay.presses("I lead it")
    await ada.says("/circle reminder")
    assert not ada.sees("nobody leads")


async def test_those_who_go_on_hear_that_one_has_left(
    stage: Stage, ada: Actor, fay: Actor, gus: Actor, ben: Actor
) -> None:
    """SPEC 1.3, 2 `manage`: the others know that they are fewer; learners are not bothered, and nobody hears it twice."""
    await fay.says("/circle manage")
    await fay.presses("Leave as facilitator")
    await fay.presses("Leave as facilitator")
    await stage.advance(minutes=1)
    assert ada.sees("Fay facilitates Public Speaking no longer. You go on with Gus.")
    assert gus.screen.count("Fay facilitates Public Speaking no longer. You go on with Ada.") == 1
    assert not fay.sees("no longer")
    assert not ben.sees("Fay")
    await gus.says("/circle manage")
    await gus.presses("Leave as facilitator")
    await stage.advance(minutes=1)
    assert ada.sees("Gus facilitates Public Speaking no longer. It’s yours alone now")
    await ada.says("/circle manage")
    await ada.presses("Leave as facilitator")
    assert not ada.sees("any more")
    await ada.says("/circle why")
    assert ada.sees("who facilitates or organizes no longer, Public Speaking. You facilitate it, or did.")


async def test_when_nobody_can_the_organizers_hear_at_once(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor
) -> None:
    """SPEC 2, cover: whoever was asked can say no too, and reads what becomes of it; with nobody left to ask, nobody waits."""
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    assert not omar.sees("can’t lead")
    await cannot_lead(fay)
    assert fay.sees("You can’t either, so I tell the organizers.")
    assert not fay.sees("I’ve asked Fay")
    await stage.advance(minutes=1)
    assert omar.sees("Ada can’t lead meeting 1 of Public Speaking, and nobody has taken it so far.")
    await cannot_lead(fay)
    await stage.advance(days=2)
    assert not omar.sees("can’t lead")
    await fay.presses("I can lead it after all")
    await stage.advance(minutes=1)
    assert omar.sees("Fay leads meeting 1")


async def test_one_of_several_who_cannot_either(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor, gus: Actor
) -> None:
    """SPEC 2, cover: while somebody else may still take it, the organizers hear after a day as before."""
    await cannot_lead(ada)
    await cannot_lead(fay)
    assert fay.sees("Noted. The organizers hear of it only if nobody else takes it.")
    await stage.advance(minutes=5)
    assert not omar.sees("can’t lead")
    await stage.advance(days=1)
    assert omar.sees("can’t lead meeting 1")


async def test_when_all_of_several_have_said_no_the_organizers_hear_at_once(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor, gus: Actor
) -> None:
    """SPEC 2, cover: every no is kept; a button on the question says it, twice is once."""
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    await fay.presses("I can’t either")
    assert fay.sees("Noted. The organizers hear of it only if nobody else takes it.")
    await cannot_lead(fay)
    await stage.advance(minutes=1)
    assert not omar.sees("can’t lead")
    await cannot_lead(gus)
    assert gus.sees("You can’t either, so I tell the organizers.")
    await stage.advance(minutes=1)
    assert omar.sees("Ada can’t lead meeting 1 of Public Speaking, and nobody has taken it so far.")
    await fay.presses("I can lead it after all")
    await stage.advance(minutes=1)
    assert omar.sees("Fay leads meeting 1")
    await gus.presses("I can’t either")
    assert gus.sees("Fay leads it.")


async def test_old_buttons_of_a_question_say_no_to_nothing(
    stage: Stage, ada: Actor, fay: Actor, ben: Actor
) -> None:
    """SPEC 1.3, 4.10."""
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    get_hold_of("I can’t either", of=fay.room, by=ben)
    await ben.presses("I can’t either")
    assert ben.sees(REFUSED)
    await ada.says("/circle meeting 1 wed 19:00")
    await ada.presses("Move it")
    await fay.presses("I can’t either")
    assert fay.sees("Meeting 1 has moved: Wed 14 Oct")


async def test_who_leaves_leads_nothing_any_more(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor, gus: Actor
) -> None:
    """SPEC 2, cover: somebody else is wanted for what they had taken."""
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    await fay.presses("I lead it")
    await fay.says("/circle manage")
    await fay.presses("Leave as facilitator")
    await stage.advance(minutes=1)
    for other in (ada, gus):
        assert other.sees("Fay can’t lead meeting 1 of Public Speaking. Could you?")
    await gus.says("/circle manage")
    assert gus.sees("Led by: nobody yet; Fay can’t")
    await gus.presses("I lead it")
    await stage.advance(minutes=1)
    assert ada.sees("Gus leads meeting 1")
    assert not fay.sees("Gus leads")


async def test_when_the_last_who_was_asked_leaves_the_organizers_hear_at_once(
    stage: Stage, omar: Actor, ada: Actor, fay: Actor, gus: Actor
) -> None:
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    await fay.presses("I can’t either")
    await gus.says("/circle manage")
    await gus.presses("Leave as facilitator")
    await stage.advance(minutes=1)
    assert omar.sees("Ada can’t lead meeting 1")


async def test_an_organizer_who_took_it_and_organizes_no_longer_leads_nothing(
    stage: Stage, omar: Actor, ada: Actor
) -> None:
    olga = stage.person("Olga", surface=SLACK)
    await omar.says("/circle team")
    await omar.presses("Invite an organizer")
    await olga.opens(omar.link("Organize"))
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    await omar.presses("I lead it")
    await olga.says("/circle team")
    await olga.presses("Members")
    await olga.presses("Omar")
    await olga.presses("Remove as organizer")
    await stage.advance(minutes=1)
    assert olga.sees("Omar can’t lead meeting 1")
    assert ada.sees("Omar can’t lead meeting 1")


async def test_who_is_forgotten_is_missed_by_those_who_go_on(
    stage: Stage, ada: Actor, fay: Actor, gus: Actor
) -> None:
    """SPEC 2, forgetme: as when somebody leaves, but nobody knows the name any more."""
    await cannot_lead(ada)
    await stage.advance(minutes=1)
    await fay.presses("I lead it")
    await fay.says("/circle forgetme")
    await fay.presses("Erase what you know about me")
    await fay.presses("Yes, erase it now")
    await stage.advance(minutes=1)
    for other in (ada, gus):
        assert other.sees("facilitates Public Speaking no longer")
        assert other.sees("can’t lead meeting 1")
        assert "Fay" not in other.screen
    await gus.says("/circle manage")
    assert gus.sees("Led by: nobody yet")
