"""Which city is meant is picked in the window (SPEC 2, 6)."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.test_slack_drafts import held
from tests.contract.test_slack_talk import CIRCLE, facilitator, founder
from tests.slack_server.reading import words_of
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import MODES, SlackWorld, slack_world


@pytest.fixture(params=MODES)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[SlackWorld]:
    async with slack_world(mode=request.param) as world:
        yield world
        await world.settled()
        assert world.slack.refusals == []


def choices(player: SlackPlayer) -> list[str]:
    """The cities that one can pick."""
    assert player.person.modal is not None
    blocks = [one for one in player.person.modal["blocks"] if one["type"] == "input"]
    radios = [one["element"] for one in blocks if one["element"]["type"] == "radio_buttons"]
    return [option["text"]["text"] for radio in radios for option in radio["options"]]


async def picks(world: SlackWorld, player: SlackPlayer, city: str) -> None:
    view = player.person.modal
    assert view is not None
    (block,) = [one for one in view["blocks"] if one.get("element", {}).get("type") == "radio_buttons"]
    await player.person.fills({block["label"]["text"]: city})
    await world.settled()


async def test_which_one_is_asked_as_soon_as_it_is_typed(world: SlackWorld) -> None:
    """Its zone is the circle's: nothing is typed twice, and the choice is gone once it is made."""
    omar = await founder(world)
    await omar.says("/circle new")
    await omar.person.fills({**CIRCLE, "city": "Portland"})
    await world.settled()
    assert choices(omar) == ["Portland, Oregon", "Portland, Maine", "Portland, Texas"]
    assert held(omar)["title"] == "Public Speaking"
    await picks(world, omar, "Portland, Maine")
    assert choices(omar) == []
    assert (held(omar)["city"], "zone" in held(omar)) == ("Portland, Maine", False)
    await omar.fills({})
    assert omar.person.sees("Public Speaking")
    assert omar.person.sees("New York time")


async def test_which_one_is_asked_when_the_form_is_sent(world: SlackWorld) -> None:
    """Whoever sends it at once is asked too, beside whatever else is wrong; what was typed stays."""
    omar = await facilitator(world)
    await omar.says("/circle manage")
    await omar.presses("Meetings")
    await omar.presses("City")
    await omar.person.submits({"city": "Springfield"})
    await world.settled()
    assert len(choices(omar)) == 6
    assert omar.person.modal is not None
    assert words_of(omar.person.modal).count("Which one do you mean") == 1
    picked = choices(omar)[1]
    await picks(world, omar, picked)
    await omar.person.submits({})
    await world.settled()
    assert omar.person.modal is None
    assert omar.person.sees(picked)


async def test_whoever_types_something_else_after_all_means_that(world: SlackWorld) -> None:
    omar = await facilitator(world)
    await omar.says("/circle manage")
    await omar.presses("Meetings")
    await omar.presses("City")
    await omar.person.submits({"city": "Springfield"})
    await world.settled()
    await picks(world, omar, choices(omar)[0])
    await omar.person.submits({"city": "Köln"})
    await world.settled()
    assert omar.person.modal is None
    assert omar.person.sees("Köln, Germany") or omar.person.sees("Cologne, Germany")
