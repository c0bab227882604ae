"""The app's home while it is open: what others do shows there soon, and once (SPEC 6)."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.test_slack_talk import facilitator, learner
from tests.slack_server.reading import words_of
from tests.slack_server.state import Fault
from tests.slack_world.world import SlackWorld, on_slack, slack_world


@pytest.fixture
async def world() -> AsyncIterator[SlackWorld]:
    async with slack_world() as world:
        yield world


def published(world: SlackWorld, user: str) -> int:
    """How often that person's home was drawn."""
    calls = [call for call in world.slack.calls if call.method == "views.publish"]
    return sum(call.args["user_id"] == user for call in calls)


async def test_what_others_do_shows_at_the_next_pass_and_once(world: SlackWorld) -> None:
    """Many taps are one drawing; where nothing was done nothing is looked up."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await omar.person.opens_home()
    await world.settled()
    before = published(world, omar.person.user.id)
    for answer in ("yes", "no", "maybe", "yes"):
        await ben.says(f"/circle rsvp {answer}")
    assert published(world, omar.person.user.id) == before
    await world.adapter.freshen()
    assert "✅ 1" in words_of(omar.person.home or {})
    assert published(world, omar.person.user.id) == before + 1
    asked = 0
    run = world.store.run

    async def counted(work):
        nonlocal asked
        asked += 1
        return await run(work)

    world.store.run = counted  # type: ignore[method-assign]
    await world.adapter.freshen()
    await ben.says("/circle mine")
    asked = 0
    await world.adapter.freshen()
    assert (asked, published(world, omar.person.user.id)) == (0, before + 1)


async def test_what_is_done_elsewhere_shows_too(world: SlackWorld) -> None:
    """By another platform's adapter, which has the same desk; and by another process within half a minute."""
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await omar.person.opens_home()
    await world.settled()
    async with on_slack(world.slack, world.store, world.clock, "socket"):
        await ben.says("/circle rsvp yes")
    await world.adapter.take_up_what_was_left()
    assert "✅ 1" in words_of(omar.person.home or {})


async def test_a_home_that_cannot_be_drawn_now_is_drawn_later(world: SlackWorld) -> None:
    omar = await facilitator(world)
    ben = await learner(world, omar, "Ben")
    await omar.person.opens_home()
    await world.settled()
    await ben.says("/circle rsvp yes")
    world.slack.fails("views.publish", *[Fault(status=503)] * 2)
    await world.adapter.freshen()
    await world.adapter.take_up_what_was_left()
    assert "✅ 1" in words_of(omar.person.home or {})
