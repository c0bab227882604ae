"""One person with two accounts: linked by a code, merged into one history, unlinked again."""

import re
from datetime import timedelta

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.domain.signups import Standing
from tests.scenario.cast import (
    circle_of,
    co_facilitator,
    id_of,
    join,
    new_facilitator,
    october,
    publish,
)


@pytest.fixture
def slack_ben(stage: Stage, ada: Actor) -> Actor:
    """Ben once more, on Slack, where he calls himself Benny."""
    return stage.person("Benny", surface=SLACK)


async def code_of(actor: Actor) -> str:
    """A fresh code."""
    await actor.says("/circle link" if actor.room.surface is SLACK else "/link")
    found = re.search(r"/link ([A-Z0-9-]{14})", actor.screen)
    assert found
    return found[1]


async def link(first: Actor, second: Actor, *, at: Actor | None = None) -> None:
    """Links the second account to the first person; `at` receives from now on."""
    code = await code_of(first)
    await second.says(f"/circle link {code}" if second.room.surface is SLACK else f"/link {code}")
    place = (at or second).room.surface.platform.title()
    await second.presses(f"Link, and write to {place}")
    assert second.sees("You’re one person now")


async def test_both_names_are_shown_before_anything_happens(
    stage: Stage, ben: Actor, slack_ben: Actor
) -> None:
    """SPEC 1.1: before linking, both names are shown and confirmed."""
    code = await code_of(ben)
    await slack_ben.says(f"/circle link {code.lower().replace('-', ' ')}")
    assert slack_ben.sees("Ben: Telegram")
    assert slack_ben.sees("Benny: Slack")
    assert slack_ben.sees("only if both are you")
    assert await id_of(stage, ben) != await id_of(stage, slack_ben)
    await slack_ben.presses("Link, and write to Slack")
    assert await id_of(stage, ben) == await id_of(stage, slack_ben)
    await slack_ben.says("/circle mine")
    assert slack_ben.sees("Public Speaking")


async def test_one_account_receives_and_which_can_be_changed(
    stage: Stage, ada: Actor, ben: Actor, slack_ben: Actor
) -> None:
    """SPEC 1.1: one preferred account receives."""
    await link(ben, slack_ben)
    await stage.advance_to(october(11))
    assert slack_ben.sees("are you coming to:")
    assert ben.screen == ""
    await ben.says("/settings")
    assert ben.sees("I write to Slack.")
    await ben.presses("Write to me here: Telegram")
    await stage.advance_to(october(13, 16, 30))
    assert ben.sees("meets today")
    assert not slack_ben.sees("meets today")


async def test_the_first_account_can_go_on_receiving(
    stage: Stage, ada: Actor, ben: Actor, slack_ben: Actor
) -> None:
    """SPEC 1.1."""
    await link(ben, slack_ben, at=ben)
    await stage.advance_to(october(11))
    assert ben.sees("are you coming to:")
    assert slack_ben.screen == ""


async def test_the_later_answer_wins_and_nothing_is_sent_again(
    stage: Stage, ada: Actor, ben: Actor, slack_ben: Actor
) -> None:
    """SPEC 1.1, 3.1: histories merge; what was sent to either is never sent again."""
    await join(slack_ben, ada, goal="Speak up")
    await stage.advance_to(october(11))
    await ben.says("/rsvp no")
    await stage.advance(hours=1)
    await slack_ben.says("/circle rsvp yes I can after all")
    await link(slack_ben, ben)
    shown = len(ben.room.shown), len(slack_ben.room.shown)
    await stage.advance_to(october(12, 12))
    assert (len(ben.room.shown), len(slack_ben.room.shown)) == shown
    await ada.says("/circle manage")
    assert ada.sees("Speak up")
    assert ada.screen.count("Benny") >= 1
    assert "Ben," not in ada.screen
    await ben.says("/mine")
    assert ben.sees("W1 ✅")
    circle = await circle_of(stage, ada)
    assert len(await stage.store.run(lambda work: work.signups.seated(circle.id))) == 1


async def test_a_seat_beats_the_line_and_frees_what_is_not_needed(
    stage: Stage, ada: Actor, ben: Actor
) -> None:
    """SPEC 1.1, 4.3: the first in line moves up when one person had two seats."""
    await publish(ada, title="Logic", capacity="2")
    fay, slack_fay, gus = stage.person("Fay"), stage.person("Faye", surface=SLACK), stage.person("Gus")
    for actor in (fay, slack_fay, gus):
        await join(actor, ada, "Logic")
    assert gus.sees("number 1 in line")
    await link(fay, slack_fay)
    await stage.advance(minutes=1)
    await gus.says("/mine")
    assert not gus.sees("in line")


async def test_mutes_and_removals_survive(stage: Stage, ada: Actor, ben: Actor, slack_ben: Actor) -> None:
    """SPEC 1.1: mutes and bans survive."""
    await join(slack_ben, ada)
    await slack_ben.says("/circle stop")
    await slack_ben.presses("Quiet: Public Speaking")
    circle, slack_id = await circle_of(stage, ada), await id_of(stage, slack_ben)
    signup = await stage.store.run(lambda work: work.signups.of(circle.id, slack_id))
    assert signup is not None
    await stage.store.run(lambda work: work.signups.change(signup.id, standing=Standing.REMOVED, seat=None))
    await link(ben, slack_ben)
    person = await id_of(stage, ben)
    assert (await stage.store.run(lambda work: work.mutes.of(person)))[0].circle_id == circle.id
    merged = await stage.store.run(lambda work: work.signups.of(circle.id, person))
    assert merged is not None
    assert merged.standing is Standing.REMOVED


async def test_roles_add_up(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.1, 1.2: also two who both facilitate one circle, or organize one team."""
    await ada.says("/circle manage")
    bea = await co_facilitator(stage, ada, "Bea")
    await link(bea, ada, at=ada)
    await bea.says("/circle manage")
    assert bea.sees("Public Speaking")
    circle = await circle_of(stage, bea)
    assert len(await stage.store.run(lambda work: work.circles.facilitators(circle.id))) == 1
    hal = await new_facilitator(stage, omar, "Hal")
    await link(omar, hal)
    await hal.says("/circle team")
    assert hal.sees("City Library")


async def test_who_facilitates_takes_no_seat(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 1.1: a facilitator who had signed up with another account."""
    await link(ada, ben)
    circle = await circle_of(stage, ada)
    assert not await stage.store.run(lambda work: work.signups.seated(circle.id))


async def test_codes_are_good_once_and_for_ten_minutes(
    stage: Stage, ben: Actor, cleo: Actor, zed: Actor
) -> None:
    """SPEC 1.1, 9: wrong, expired, replaced and used codes, and one's own."""
    await zed.says("/link NOTH-INGL-IKET")
    assert zed.sees("I don’t know that code.")
    code = await code_of(ben)
    await ben.says(f"/link {code}")
    assert ben.sees("That code is your own")
    newer = await code_of(ben)
    await zed.says(f"/link {code}")
    assert zed.sees("replaced by a newer one")
    await stage.advance(minutes=10)
    await zed.says(f"/link {newer}")
    assert zed.sees("ten minutes")
    newest = await code_of(ben)
    await zed.says(f"/link {newest}")
    await cleo.says(f"/link {newest}")
    await zed.presses("Link, and write to")
    await cleo.presses("Link, and write to")
    assert cleo.sees("That code has been used")
    await zed.says(f"/link {newest}")
    assert zed.sees("That code is your own")


async def test_unlinking_leaves_the_history_with_the_first(
    stage: Stage, ada: Actor, ben: Actor, slack_ben: Actor
) -> None:
    """SPEC 1.1: the second account is a new person."""
    await link(ben, slack_ben)
    await slack_ben.says("/circle settings")
    await slack_ben.presses("Unlink Slack")
    assert slack_ben.sees("stands on its own now")
    await slack_ben.says("/circle mine")
    assert slack_ben.sees("You’re in no circle yet.")
    await ben.says("/mine")
    assert ben.sees("Public Speaking")
    await ben.says("/settings")
    assert not ben.sees("Unlink")
    await stage.advance_to(october(11))
    assert ben.sees("are you coming to:")
    assert stage.clock.now() - timedelta(days=7) < october(11)


async def test_accounts_are_named_without_ids(stage: Stage, ben: Actor) -> None:
    """SPEC 4.30: no ids; two on one platform are told apart by since when we know them."""
    await ben.says("/settings")
    assert ben.sees("Telegram")
    assert not ben.sees("(ben)")
    await stage.advance(days=1)
    other = stage.person("Benno")
    code = await code_of(ben)
    await other.says(f"/link {code}")
    assert other.sees("Ben: Telegram, since Mon, 5 Oct 2026")
    assert other.sees("Benno: Telegram, since Tue, 6 Oct 2026")
    assert not other.sees("(ben")
