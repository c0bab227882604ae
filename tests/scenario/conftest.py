"""Omar organizes, Ada facilitates a published circle, Ben and Cleo are in it, Dana and Eve may join, Zed is a stranger."""

from collections.abc import AsyncIterator

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from tests.scenario.cast import START, found_team, join, new_facilitator, publish


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """Monday 5 October 2026, 11:00 in Berlin."""
    async with Stage(start=START) as stage:
        yield stage


@pytest.fixture
async def omar(stage: Stage) -> Actor:
    """Has founded the team City Library. Forms are shown to him whole, as on Slack."""
    omar = stage.person("Omar", surface=SLACK)
    await found_team(stage, omar, "City Library")
    return omar


@pytest.fixture
async def ada(stage: Stage, omar: Actor) -> Actor:
    """Has published Public Speaking, six Tuesdays from 13 October. Forms are shown to her whole, as on Slack."""
    ada = await new_facilitator(stage, omar, "Ada")
    await publish(ada)
    return ada


@pytest.fixture
async def ben(stage: Stage, ada: Actor) -> Actor:
    """Is in the circle. He is asked forms question by question, as on Telegram."""
    ben = stage.person("Ben")
    await join(ben, ada)
    return ben


@pytest.fixture
async def cleo(stage: Stage, ada: Actor) -> Actor:
    """Is in the circle, with a goal."""
    cleo = stage.person("Cleo")
    await join(cleo, ada, goal="Give a toast")
    return cleo


@pytest.fixture
def dana(stage: Stage) -> Actor:
    """Has not met the bot yet."""
    return stage.person("Dana")


@pytest.fixture
def eve(stage: Stage) -> Actor:
    """Has not met the bot yet."""
    return stage.person("Eve")


@pytest.fixture
def zed(stage: Stage) -> Actor:
    """A stranger."""
    return stage.person("Zed")
