"""Who may do what: every use case, tried by everybody in two teams (SPEC 1.3)."""

import importlib
import inspect
import pkgutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

import bot.app
from bot.app.ports import Work
from bot.domain.ids import PersonId
from storage.store import Store, open_store
from tests.property.use_cases import USE_CASES
from tests.property.use_cases.world import STRANGER, Team, make_team


class _Done(Exception):
    """It succeeded, and is taken back."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Path, Store, list[Team]]]:
    """Two teams of the same kind, and a stranger."""
    file = tmp_path_factory.mktemp("authorisation") / "circlebot.sqlite3"
    store = await open_store(str(file), serving=True)
    try:
        found = [await store.run(lambda work, name=name: make_team(work, name)) for name in ("One", "Two")]
        yield file, store, found
    finally:
        await store.close()


def test_every_use_case_is_tried() -> None:
    """SPEC 1.3: for every command, button, form, link and file."""
    there = {
        f"{module.name.removeprefix('bot.app.')}.{name}"
        for module in pkgutil.walk_packages(bot.app.__path__, "bot.app.")
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        if function.__module__ == module.name
        and not name.startswith("_")
        and "actor" in inspect.signature(function).parameters
    }
    assert there - {"authority.may", "authority.is_allowed"} == USE_CASES.keys()


@pytest.mark.parametrize("name", USE_CASES)
@pytest.mark.asyncio(loop_scope="module")
async def test_only_those_who_may_succeed_and_a_refusal_changes_nothing(
    world: tuple[Path, Store, list[Team]], name: str
) -> None:
    """SPEC 1.3: by the acting person's id; roles in one team are none in the other."""
    file, store, found = world
    case = USE_CASES[name]

    async def attempt(actor: PersonId, team: Team) -> None:
        def job(work: Work) -> None:
            case.do(work, actor, team)
            raise _Done

        await store.run(job)

    before = _dump(file)
    for team in found:
        for home in found:
            for role, person in home.people.items():
                is_allowed = role in case.may if home is team else STRANGER in case.may
                if role == "second":
                    continue
                if is_allowed:
                    with pytest.raises(_Done):
                        await attempt(person, team)
                else:
                    with pytest.raises(case.refused):
                        await attempt(person, team)
    assert _dump(file) == before


def _dump(file: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(file)
    try:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    finally:
        connection.close()
