"""Windows that are closed half-filled: what was in them is kept (issue: drafts kept; SPEC 6)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.contract.test_slack_talk import CIRCLE, founder
from tests.slack_server.reading import labelled, words_of
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import MODES, SlackWorld, slack_world


@pytest.fixture(params=MODES)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[SlackWorld]:
    async with slack_world(mode=request.param) as world:
        yield world
        await world.settled()
        assert world.slack.refusals == []


@pytest.fixture
async def socket() -> AsyncIterator[SlackWorld]:
    async with slack_world() as world:
        yield world


def held(player: SlackPlayer) -> dict[str, object]:
    """What the fields of the open window hold, by action_id."""
    view = player.person.modal
    assert view is not None, player.person.screen()
    return {
        key: next((one for name, one in field.items() if name != "type"), None)
        for fields in view["state"]["values"].values()
        for key, field in fields.items()
    }


async def test_a_window_that_was_closed_is_opened_as_it_was_left(world: SlackWorld) -> None:
    omar = await founder(world)
    await omar.says("/circle new")
    updates = len(world.slack.called("views.update"))
    await omar.person.fills({"title": "Logic", "first_on": "2026-10-13", "capacity": "8"})
    await world.settled()
    assert len(world.slack.called("views.update")) == updates
    await omar.person.closes()
    await omar.says("/circle mine")
    await omar.says("/circle new")
    assert omar.person.modal is not None
    assert "What you had filled in is still here" in words_of(omar.person.modal)
    assert [held(omar)[key] for key in ("title", "first_on", "capacity")] == ["Logic", "2026-10-13", "8"]
    await omar.fills({key: value for key, value in CIRCLE.items() if key not in {"title", "first_on"}})
    assert omar.person.sees("The draft of Logic is ready.")
    await omar.says("/circle new")
    assert omar.person.modal is not None
    assert "still here" not in words_of(omar.person.modal)
    assert held(omar).get("first_on") is None


async def test_one_may_start_anew(world: SlackWorld) -> None:
    omar = await founder(world)
    await omar.says("/circle new")
    await omar.person.fills({"title": "Logic", "place": "Room 2"})
    await world.settled()
    await omar.person.closes()
    await omar.says("/circle new")
    await omar.presses("Start anew")
    assert (held(omar)["title"], held(omar)["place"]) == (None, None)
    assert omar.person.modal is not None
    assert "still here" not in words_of(omar.person.modal)


async def test_a_letter_that_is_told_late_brings_nothing_back(socket: SlackWorld) -> None:
    """Slack may bring it after the form was sent: then there is no such form any more, and nothing is said of it."""
    omar = await founder(socket)
    await omar.says("/circle new")
    view = omar.person.modal
    assert view is not None
    block = labelled(view, "title")
    late = omar.person._about(
        "block_actions",
        container={"type": "view", "view_id": view["id"]},
        view={name: value for name, value in view.items() if name != "user"},
        actions=[
            {"type": "plain_text_input", "block_id": block["block_id"], "action_id": "title", "value": "x"}
        ],
    )
    await omar.fills(CIRCLE)
    shown = len(omar.person.messages())
    await socket.slack.interact(late)
    await socket.settled()
    assert len(omar.person.messages()) == shown
    await omar.says("/circle new")
    assert omar.person.modal is not None
    assert "still here" not in words_of(omar.person.modal)


async def test_letters_that_come_at_once_are_kept_together(
    socket: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest is kept, and none of them is kept whole: there would be hundreds of a long message."""
    omar = await founder(socket)
    await omar.says("/circle new")
    run, written = socket.store.run, 0

    async def counted(work):
        nonlocal written
        written += 1
        await asyncio.sleep(0.05)
        return await run(work)

    monkeypatch.setattr(socket.store, "run", counted)
    letters = [asyncio.create_task(omar.person.fills({"title": "Logic for all"[:n]})) for n in range(1, 14)]
    await asyncio.gather(*letters)
    await socket.settled()
    assert 1 < written < 6
    await omar.person.closes()
    await omar.says("/circle new")
    assert held(omar)["title"] == "Logic for all"


async def test_a_restart_loses_nothing_of_it(socket: SlackWorld) -> None:
    omar = await founder(socket)
    await omar.says("/circle new")
    await omar.person.fills({"title": "Logic"})
    await socket.settled()
    await socket.adapter.stop()
    await socket.adapter.start()
    await omar.says("/circle new")
    assert held(omar)["title"] == "Logic"
