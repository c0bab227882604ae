"""Both engines, each with a world of a size that the test chooses."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.store import migrate
from tests.conftest import Postgres
from tests.crash.scene import Scene
from tests.crash.world import World

MakeScene = Callable[[World], Scene]


@pytest.fixture
def on_sqlite(tmp_path: Path) -> MakeScene:
    def make(world: World) -> Scene:
        return Scene.of(world, engine="sqlite", database=str(tmp_path / "circlebot.sqlite3"), folder=tmp_path)

    return make


@pytest.fixture
def on_postgres(postgres: Postgres, tmp_path: Path) -> MakeScene:
    def make(world: World) -> Scene:
        url = postgres.new_database("crash")
        asyncio.run(migrate(url))
        return Scene.of(world, engine="postgres", database=url, folder=tmp_path)

    return make


@pytest.fixture(params=["sqlite", "postgres"])
def make_scene(request: pytest.FixtureRequest) -> MakeScene:
    return request.getfixturevalue(f"on_{request.param}")
