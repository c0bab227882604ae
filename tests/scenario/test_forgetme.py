"""Being forgotten, and what is not kept for long."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.app.keeping import anonymise_old
from bot.chat.catalog import Catalog
from bot.chat.housekeeping import Housekeeping
from tests.scenario.cast import (
    FAULT,
    REFUSED,
    co_facilitator,
    dump,
    every_button,
    id_of,
    join,
    new_facilitator,
    november,
    october,
    publish,
)

KEEP = timedelta(days=90)


def database(tmp_path: Path) -> str:
    return "\n".join(dump(tmp_path / "stage.sqlite3"))


async def forget(actor: Actor) -> None:
    """Asks to be forgotten, and means it."""
    await actor.says("/circle forgetme" if actor.room.surface is SLACK else "/forgetme")
    await actor.presses("Erase what you know about me")
    await actor.presses("Yes, erase it now")


async def a_life(stage: Stage, ada: Actor, person: Actor) -> None:
    """Says all that a learner can say, with words that can be looked for."""
    await join(person, ada, goal="Overcome my xylophobia")
    await person.says("/rsvp no I have a quixotic errand")
    await person.says("Is there a zymurgy corner?")
    await stage.advance(minutes=1)
    await ada.says("Yes, Quilliam, by the door.", replying_to="Is there a zymurgy corner?")
    await stage.advance_to(october(13, 20))
    await person.says("/feedback")
    await person.presses("4")
    await person.presses("With a sentence")
    await person.fills({"rating": "4", "sentence": "What a kerfuffle"})
    await person.says("/name Quilliam the Great")


SAID = ("Quilliam", "quilliam", "xylophobia", "quixotic", "zymurgy", "kerfuffle")


async def test_nothing_that_was_known_is_left(stage: Stage, ada: Actor, ben: Actor, tmp_path: Path) -> None:
    """SPEC 2, forgetme; 9: a full look into the database finds neither name, account nor words."""
    quilliam = stage.person("Quilliam")
    await a_life(stage, ada, quilliam)
    known = database(tmp_path)
    assert [word for word in SAID if word not in known] == []
    await forget(quilliam)
    assert quilliam.sees("I’ve erased your name")
    assert quilliam.sees("you leave Public Speaking")
    left = database(tmp_path)
    assert [word for word in SAID if word in left] == []
    await stage.advance_to(november(20))
    assert quilliam.screen == ""
    await ada.says("/circle manage")
    assert not ada.sees("Quilliam")


async def test_it_is_asked_twice_and_can_be_left_alone(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, forgetme: nothing happens before the second yes, and an old button begins anew."""
    await ben.says("/forgetme")
    assert ben.sees("It can’t be undone.")
    assert ben.sees("you leave Public Speaking")
    await ben.presses("Erase what you know about me")
    assert ben.sees("Are you sure?")
    await stage.advance(hours=1)
    await ben.presses("Yes, erase it now")
    assert ben.sees("It can’t be undone.")
    await ben.says("/mine")
    assert ben.sees("Public Speaking")


async def test_whoever_comes_back_is_a_stranger(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, forgetme: /start begins from scratch, and old buttons are polite."""
    before = await id_of(stage, ben)
    await stage.advance_to(october(11))
    await forget(ben)
    await ben.says("/start")
    assert ben.sees("I’m circlebot")
    assert await id_of(stage, ben) != before
    for button in every_button(ben.room):
        if button.label.startswith("✅"):
            await ben.presses(button.label)
            assert not ben.sees(FAULT)
    await join(ben, ada)
    assert ben.sees("You’re in")


async def test_a_freed_seat_goes_to_the_first_in_line(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 4.3, 2, forgetme."""
    await publish(ada, title="Logic", capacity="1")
    first, second = stage.person("Fay"), stage.person("Gus")
    await join(first, ada, "Logic")
    await join(second, ada, "Logic")
    assert second.sees("number 1 in line")
    await forget(first)
    await stage.advance(minutes=1)
    assert second.sees("Logic")
    await second.says("/mine")
    assert not second.sees("in line")


async def test_numbers_stay_right(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2, forgetme; 4.23: who came is still counted, and nobody knows who it was."""
    await stage.advance_to(october(13, 20))
    await ada.says("/circle feedback")
    await ada.fills({"rating": "4", "attended": "Ben, Cleo"})
    ben_id = await id_of(stage, ben)
    await forget(ben)
    await ada.says("/circle manage")
    assert not ada.sees("Ben")
    person = await stage.store.run(lambda work: work.people.get(ben_id))
    assert person.name == "somebody who left"
    assert person.erased_at is not None
    counts = await stage.store.run(
        lambda work: [
            work.attendances.of_meetings([m.id])
            for circle in work.circles.of_team(work.teams.all()[0].id)
            for m in work.meetings.of_circle(circle.id)
        ]
    )
    assert "total=2" in str(counts)


async def test_the_last_one_to_run_something_hears_what_to_do_first(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, tmp_path: Path
) -> None:
    """SPEC 1.3, 2, forgetme: refused, and nothing is half done."""
    before = database(tmp_path)
    for actor, words in (
        (ada, "only facilitator of “Public Speaking”"),
        (omar, "only organizer of “City Library”"),
    ):
        await actor.says("/circle forgetme")
        assert actor.sees(words)
        assert actor.sees("Nothing has been erased.")
    assert database(tmp_path) == before
    await ada.says("/circle manage")
    bea = await co_facilitator(stage, ada, "Bea")
    await forget(ada)
    assert ada.sees("You facilitate Public Speaking no longer.")
    await bea.says("/circle manage")
    assert bea.sees("Public Speaking")
    assert not bea.sees(REFUSED)


async def test_roles_end_with_the_person(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 2, forgetme."""
    hal = await new_facilitator(stage, omar, "Hal")
    await forget(hal)
    assert hal.sees("you leave City Library")
    await omar.says("/circle team")
    assert not omar.sees("Hal")
    await hal.says("/circle new")
    assert not hal.form


@pytest.mark.parametrize(("days", "erased"), [(89, False), (91, True)])
async def test_learners_are_anonymised_some_time_after_a_circle(
    stage: Stage, ada: Actor, ben: Actor, tmp_path: Path, days: int, erased: bool
) -> None:
    """SPEC 9: names, contacts and answers, a set number of days after the last meeting; who runs something stays."""
    quilliam = stage.person("Quilliam")
    await a_life(stage, ada, quilliam)
    now = november(17, 19, 30) + timedelta(days=days)
    total = await stage.store.run(
        lambda work: anonymise_old(work, now=now, keep=KEEP, called=lambda language: "somebody")
    )
    left = database(tmp_path)
    assert [word for word in SAID if word in left] == ([] if erased else list(SAID))
    assert total == (3 if erased else 0)
    assert "Ada" in left
    again = await stage.store.run(
        lambda work: anonymise_old(work, now=now, keep=KEEP, called=lambda language: "somebody")
    )
    assert again == 0


async def test_who_is_in_a_living_circle_keeps_the_name_and_not_the_old_answers(
    stage: Stage, ada: Actor, ben: Actor, tmp_path: Path
) -> None:
    """SPEC 9: every circle, whatever else its learners do."""
    quilliam = stage.person("Quilliam")
    await a_life(stage, ada, quilliam)
    await stage.advance_to(november(20))
    await publish(ada, title="Logic", first_on="15 Feb 2027", at="18:00")
    await join(quilliam, ada, "Logic", goal="Think")
    now = november(17, 19, 30) + timedelta(days=91)
    await stage.store.run(lambda work: anonymise_old(work, now=now, keep=KEEP, called=str))
    left = database(tmp_path)
    assert "Quilliam the Great" in left
    assert "Think" in left
    assert [word for word in SAID[2:] if word in left] == []


async def test_one_run_is_bounded(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 9: so that nobody waits for it."""
    now = november(17, 19, 30) + timedelta(days=91)
    done = [
        await stage.store.run(lambda work: anonymise_old(work, now=now, keep=KEEP, called=str, limit=1))
        for _ in range(4)
    ]
    assert done == [2, 1, 0, 0]


async def test_the_daily_run_does_all_that_is_old(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 9: in the words of whoever it was."""
    ben_id = await id_of(stage, ben)
    await stage.advance_to(november(17, 19, 30) + KEEP + timedelta(days=1))
    keeping = Housekeeping(stage.store, stage.clock, Catalog.load(), KEEP)
    assert await keeping.once() == 3
    assert await keeping.once() == 0
    assert (await stage.store.run(lambda work: work.people.get(ben_id))).name == "somebody who left"
