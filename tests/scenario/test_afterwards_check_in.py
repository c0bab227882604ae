"""Checking in at the table."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.app.invitations import hash_of
from bot.chat.outgoing import Photo
from tests.scenario.cast import REFUSED, circle_of, co_facilitator, join, october


async def show_code(ada: Actor) -> None:
    await ada.says("/circle manage")
    await ada.presses("Check-in code")
    assert ada.sees("Check-in for Public Speaking, meeting 1 of 6.")


async def test_the_code_at_the_table_checks_in_whoever_has_a_seat(
    stage: Stage, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 2, learners: check-in by QR at the table; SPEC 9: the code is hashed at rest."""
    await stage.advance_to(october(13, 17, 5))
    await show_code(ada)
    shown = ada.room.shown[-1].message
    (photo,) = shown.attachments
    assert isinstance(photo, Photo)
    assert photo.content.startswith(b"\x89PNG")
    link = ada.link("I’m here")
    assert link.code.startswith("k-")
    await ben.opens(link)
    assert ben.sees("✅ You’re here: Public Speaking, meeting 1.")
    await ben.opens(link)
    assert ben.sees("You’ve checked in to Public Speaking already.")
    await zed.opens(link)
    assert zed.sees("You aren’t signed up for Public Speaking")
    await ada.opens(link)
    assert ada.sees("You facilitate “Public Speaking”")
    code = link.code.removeprefix("k-")
    kept = await stage.store.run(lambda work: work.check_ins.by_hash(hash_of(code)))
    assert kept is not None
    assert code not in repr(kept)


async def test_the_code_works_from_an_hour_before_to_two_hours_after(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    await stage.advance_to(october(13, 16, 59))
    await ada.says("/circle manage")
    with pytest.raises(LookupError):
        await ada.presses("Check-in code")
    await stage.advance_to(october(13, 17))
    await show_code(ada)
    await stage.advance_to(october(13, 21, 29))
    await ben.opens(ada.link("I’m here"))
    assert ben.sees("You’re here")
    await stage.advance_to(october(13, 21, 31))
    await cleo.opens(ada.link("I’m here"))
    assert cleo.sees("Check-in for meeting 1 is over.")


async def test_a_new_code_replaces_the_one_before_and_serves_nothing_else(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 9: revocable, single-purpose."""
    fay = await co_facilitator(stage, ada, "Fay")
    await stage.advance_to(october(13, 17, 30))
    await show_code(ada)
    old = ada.link("I’m here")
    await show_code(fay)
    await show_code(ada)
    await ben.opens(old)
    assert ben.sees("That code isn’t valid any more.")
    await ben.says(f"/start i-{ada.link('I’m here').code.removeprefix('k-')}")
    assert ben.sees("That code isn’t known here.")
    await ben.opens(fay.link("I’m here"))
    assert ben.sees("You’re here")
    await cleo.opens(ada.link("I’m here"))
    assert cleo.sees("You’re here")


async def test_only_those_who_run_the_circle_show_a_code(
    stage: Stage, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 1.3."""
    await stage.advance_to(october(13, 17, 30))
    await ada.says("/circle manage")
    shown = ada.room.button("Check-in code")[1]
    for other in (ben, zed):
        other.room.show(shown.message, "passed-on")
        await other.presses("Check-in code")
        assert other.sees(REFUSED)


async def test_who_waits_in_line_is_told_kindly(stage: Stage, ada: Actor, ben: Actor, dana: Actor) -> None:
    circle = await circle_of(stage, ada)
    await stage.store.run(lambda work: work.circles.change(circle.id, capacity=1))
    await join(dana, ada)
    await stage.advance_to(october(13, 17, 30))
    await show_code(ada)
    await dana.opens(ada.link("I’m here"))
    assert dana.sees("so I can’t check you in")
