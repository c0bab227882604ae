"""Omar organizes, Ada facilitates a published circle, Ben and Cleo are in it, Dana and Eve may join, Zed is a stranger."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK, Shown
from adapters.demo.stage import Stage
from tests.scenario.cast import START, found_team, join, new_facilitator, publish


@dataclass(frozen=True)
class Beginning:
    """A database as it is when a test begins, and what people were shown until then."""

    file: Path
    shown: Mapping[str, list[Shown]] = field(default_factory=dict[str, list[Shown]])


@pytest.fixture(scope="session")
def _beginnings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Beginning]:
    """With nobody there, with Omar's team, with Ada's circle: played once, since most tests begin with one of them."""
    directory = tmp_path_factory.mktemp("beginnings")

    async def play(who: str) -> Beginning:
        file = directory / f"{who}.sqlite3"
        async with Stage(start=START, database=str(file)) as stage:
            people: list[Actor] = []
            if who != "nobody":
                people.append(stage.person("Omar", surface=SLACK))
                await found_team(stage, people[0], "City Library")
            if who == "ada":
                people.append(await new_facilitator(stage, people[0], "Ada"))
                await publish(people[1])
            return Beginning(file, {person.name: list(person.room.shown) for person in people})

    return {who: asyncio.run(play(who)) for who in ("nobody", "omar", "ada")}


@pytest.fixture
async def stage(
    request: pytest.FixtureRequest, tmp_path: Path, _beginnings: dict[str, Beginning]
) -> AsyncIterator[Stage]:
    """Monday 5 October 2026, 11:00 in Berlin."""
    begin = next((who for who in ("ada", "omar") if who in request.fixturenames), "nobody")
    file = shutil.copy(_beginnings[begin].file, tmp_path / "stage.sqlite3")
    async with Stage(start=START, database=str(file)) as stage:
        for name, shown in _beginnings[begin].shown.items():
            stage.person(name, surface=SLACK).room.shown += shown
        yield stage


@pytest.fixture
def omar(stage: Stage) -> Actor:
    """Has founded the team City Library. Forms are shown to him whole, as on Slack."""
    return stage.person("Omar", surface=SLACK)


@pytest.fixture
def ada(stage: Stage, omar: Actor) -> Actor:
    """Has published Public Speaking, six Tuesdays from 13 October. Forms are shown to her whole, as on Slack."""
    return stage.person("Ada", surface=SLACK)


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
