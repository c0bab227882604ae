"""Why something came, and the digest of any week on demand."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.courier import Unreachable
from tests.scenario.cast import FAULT, REMINDER, join, october


async def test_why_did_i_get_this(stage: Stage, ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 3.1: /why answers from the ledger: what came, when, and for what reason."""
    await zed.says("/why")
    assert zed.sees("I haven’t sent you anything by myself yet.")
    await stage.advance_to(october(12))
    await ben.says("/why")
    assert ben.sees("Sun 11 Oct, 18:00 (Berlin time): reminder 1, Public Speaking. You are signed up for it.")
    assert ben.sees(
        "Mon 12 Oct, 18:00 (Berlin time): second question about meeting 1, Public Speaking. "
        "You are signed up, and had not answered."
    )
    await ada.says("/circle why")
    assert ada.sees("preview of reminder 1, Public Speaking. You facilitate it.")


async def test_why_did_i_not_get_this(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.1, 3.3: and why not: for the facilitator what could not be delivered, for oneself that it is made up."""
    ben.room.outcome = Unreachable()
    await stage.advance_to(REMINDER)
    ben.room.outcome = None
    get = "Who got the reminder"
    await ada.says("/circle manage")
    await ada.presses(get)
    assert ada.sees("Ben: not delivered: out of reach")
    await ben.says("/why")
    assert ben.sees("reminder 1, Public Speaking. on its way")


async def test_why_is_about_oneself(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 1.3: nobody reads what others got."""
    await stage.advance_to(REMINDER)
    await cleo.says("/leave")
    await cleo.presses("Leave Public Speaking")
    await cleo.says("/why")
    assert cleo.sees("reminder 1, Public Speaking.")
    assert not cleo.sees("Ben")


@pytest.mark.parametrize(
    ("typed", "monday"),
    [
        ("", "Mon 12 Oct"),
        ("last", "Mon 5 Oct"),
        ("NEXT", "Mon 19 Oct"),
        ("2026-W42", "Mon 12 Oct"),
        ("2026w43", "Mon 19 Oct"),
        ("2026-10-15", "Mon 12 Oct"),
        ("2026-W53", "Mon 28 Dec"),
    ],
)
async def test_the_digest_of_any_week(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, typed: str, monday: str
) -> None:
    """SPEC 2: any week on demand, this one if none is named."""
    await stage.advance_to(october(12, 9))
    await omar.says(f"/circle digest {typed}")
    assert omar.sees(f"City Library · the week of {monday}")


@pytest.mark.parametrize("typed", ["2026-W60", "2027-W53", "2026-W0", "yesterday", "2026-13-01", "0000-W01"])
async def test_a_week_that_there_is_not(omar: Actor, typed: str) -> None:
    """SPEC 2: what is no week is told, with what can be typed."""
    await omar.says(f"/circle digest {typed}")
    assert omar.sees(f"I couldn’t read “{typed}” as a week. Try “last”, “next” or 2026-W42.")


async def test_the_digest_is_for_organizers(ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 1.3: others are told who could, and see nothing."""
    for one, text in ((ada, "/circle digest"), (ben, "/digest last"), (zed, "/digest 2026-W42")):
        await one.says(text)
        assert one.sees("You organize no team.")
        assert not one.sees("Public Speaking")


async def test_the_digest_in_a_channel_tells_no_names(
    stage: Stage, omar: Actor, ada: Actor, cleo: Actor
) -> None:
    """SPEC 3.8: in a channel goals and names become counts, with the details in private."""
    hall = stage.group("#hall")
    await omar.says("/circle digest next", at=hall)
    assert hall.sees("Public Speaking: one")
    assert not hall.sees("Cleo")
    assert not hall.sees("toast")
    await omar.opens(hall.link("Details in private"))
    assert omar.sees("City Library")
    assert FAULT not in omar.screen


async def test_why_no_reminder_came_when_a_facilitator_left_it_out(
    stage: Stage, ada: Actor, ben: Actor
) -> None:
    """SPEC 3.1: "why not" is answered too, once it would have come; a stranger waits for none."""
    await ada.says("/circle reminder")
    await ada.presses("Reminder 1")
    await ada.presses("Skip")
    await ben.says("/why")
    assert not ben.sees("skipped")
    await stage.advance_to(october(12))
    await ben.says("/why")
    assert ben.sees(
        "Sun 11 Oct, 18:00 (Berlin time): reminder 1, Public Speaking. not sent: skipped by a facilitator"
    )
    late = stage.person("Late")
    await join(late, ada)
    await late.says("/why")
    assert not late.sees("skipped by a facilitator")
