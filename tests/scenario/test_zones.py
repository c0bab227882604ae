"""Another time zone: of a circle, whose meetings stay at their time on the wall, and of a person, whose rest goes along."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import ASKED, REFUSED, REMINDER, get_hold_of, october

HELSINKI = "Helsinki"


async def change_zone(facilitator: Actor, zone: str) -> None:
    await facilitator.says("/circle meeting")
    await facilitator.presses("Time zone")
    await facilitator.fills({"zone": zone})


async def test_a_new_zone_moves_what_is_not_sent(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.24, 4.25: 18:00 is 18:00 in the new zone; the reminder, the word of the day and all else go along."""
    await change_zone(ada, HELSINKI)
    assert ada.sees("Public Speaking goes by the clocks of Europe/Helsinki now, with 6 meetings:")
    assert ada.sees("1. Tue 13 Oct, 18:00 (Berlin time) → Tue 13 Oct, 18:00 (Helsinki time)")
    assert ada.sees("Nobody has heard of the old time, so nobody needs to be told.")
    await stage.advance_to(october(11, 16, 59))
    assert not ben.sees(ASKED)
    await stage.advance_to(october(11, 17))
    assert ben.sees(ASKED)
    assert ben.sees("Tue 13 Oct, 18:00 (Helsinki time)")
    await stage.advance_to(october(11, 19))
    assert ben.screen == ""
    await ben.says("/rsvp yes")
    await stage.advance_to(october(13, 15))
    assert ben.sees("meets today")
    await stage.advance_to(october(13, 18, 45))
    assert ada.sees("How was Public Speaking, meeting 1 of 6?")


async def test_who_knows_the_old_time_hears_once_and_is_asked_again(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 4.11, 4.16, 4.25: it is a move to them; an answer is to be confirmed."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await change_zone(ada, HELSINKI)
    assert ada.sees("The 2 people who have heard of the old time are told, and asked again.")
    assert not ben.sees("has moved")
    await stage.advance(minutes=3)
    for learner in (ben, cleo):
        assert learner.sees("meeting 1 of 6, has moved.")
        assert learner.sees("It is now: Tue 13 Oct, 18:00 (Helsinki time)")
    await ada.says("/circle manage")
    assert ada.sees("No answer yet: Ben, Cleo")
    await stage.advance_to(october(12, 8))
    assert not ben.sees(ASKED)


async def test_a_new_zone_is_taken_back(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2 `meeting`: within two minutes, and nobody has heard."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await change_zone(ada, HELSINKI)
    await ada.presses("Undo")
    assert ada.sees("Taken back.")
    await stage.advance(minutes=5)
    assert not ben.sees("has moved")
    await ada.says("/circle manage")
    assert ada.sees("Tue 13 Oct, 18:00 (Berlin time)")
    assert ada.sees("Coming: Ben")
    await ada.says("/circle meeting add")
    await ada.fills({"on": "1 Dec 2026", "at": "18:00"})
    assert ada.sees("Tue 1 Dec, 18:00 (Berlin time)")


async def test_a_zone_with_the_same_clocks_moves_nothing(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.11: an answer stands where only the zone's name is another."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await change_zone(ada, "Paris")
    await stage.advance(minutes=3)
    assert not ben.sees("has moved")
    await ada.says("/circle manage")
    assert ada.sees("Tue 13 Oct, 18:00 (Paris time)")
    assert ada.sees("Coming: Ben")
    await change_zone(ada, "Paris")
    assert ada.sees("It is like that already, so nothing has changed.")


async def test_meetings_that_have_been_stay_as_they_were(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.24."""
    await stage.advance_to(october(14))
    await change_zone(ada, HELSINKI)
    await ada.says("/circle meeting")
    assert ada.sees("1. Tue 13 Oct, 18:00 (Berlin time)")
    assert ada.sees("2. Tue 20 Oct, 18:00 (Helsinki time)")


@pytest.mark.parametrize(("zone", "said"), [("Atlantis", "Atlantis"), ("Asia/Kolkata", "has passed already")])
async def test_a_zone_that_cannot_be(stage: Stage, ada: Actor, zone: str, said: str) -> None:
    """SPEC 4.25: refused with the reason beside the field; what was typed is kept."""
    await stage.advance_to(october(13, 17))
    await change_zone(ada, zone)
    assert ada.form is not None
    assert ada.form.values["zone"] == zone
    assert ada.sees(said)
    await ada.says("/circle manage")
    assert ada.sees("Tue 13 Oct, 18:00 (Berlin time)")


async def test_only_who_runs_it(ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 1.3."""
    await ada.says("/circle meeting")
    for other in (ben, zed):
        get_hold_of("Time zone", of=ada.room, by=other)
        await other.presses("Time zone")
        assert other.sees(REFUSED)


async def test_what_waits_for_the_morning_goes_by_the_new_zone(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.6, 4.25: what waited for Berlin's morning waits for Tokyo's, and goes at once where it is day."""
    await ben.says("/settings")
    await ben.presses("Change")
    await ben.fills({"zone": "Europe/Berlin"})
    await stage.advance_to(october(11, 23))
    await ada.says("/circle message")
    await ada.fills({"text": "The door code is 4711"})
    await ada.presses("Send")
    await stage.advance(minutes=10)
    assert not ben.sees("4711")
    await ben.says("/settings")
    await ben.presses("Change")
    await ben.fills({"zone": "Asia/Tokyo"})
    await stage.advance(minutes=90)
    assert not ben.sees("4711")
    await ben.says("/settings")
    await ben.presses("Change")
    await ben.fills({"zone": "America/New_York"})
    await stage.advance(minutes=1)
    assert ben.sees("4711")
