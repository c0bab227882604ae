"""Slack is answered in time, whatever the database does, and what is lost after that is told (SPEC 3.2, 6)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.contract.test_slack_talk import CIRCLE, facilitator, founder
from tests.slack_server.reading import words_of
from tests.slack_world.world import MODES, SlackWorld, slack_world

LOST = "I couldn’t take that"


@pytest.fixture(params=MODES)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[SlackWorld]:
    async with slack_world(mode=request.param) as world:
        yield world


@pytest.fixture
async def socket() -> AsyncIterator[SlackWorld]:
    async with slack_world() as world:
        yield world


@pytest.fixture
def fails_late(monkeypatch: pytest.MonkeyPatch):
    """Has what is written fail after Slack has been answered."""

    async def slowly(work: object) -> None:
        await asyncio.sleep(0.15)
        raise OSError("disk full")

    def begin(world: SlackWorld) -> None:
        monkeypatch.setattr("adapters.slack.taking.IN_TIME", 0.05)
        monkeypatch.setattr(world.store, "run", slowly)

    return begin


async def test_a_message_that_is_lost_after_it_was_taken_is_told(world: SlackWorld, fails_late) -> None:
    """6: Slack was told that it was taken, and brings it no more."""
    omar = await founder(world)
    fails_late(world)
    ack = await omar.person.types("help")
    assert ack is not None
    assert (ack.status, ack.seconds < 0.14) == (200, True)
    await world.settled()
    assert LOST in words_of(omar.person.messages()[-1])
    assert omar.person.screen().count(LOST) == 1


async def test_a_mention_that_is_lost_is_told_aside(socket: SlackWorld, fails_late) -> None:
    omar = await founder(socket)
    hall = socket.slack.channel("#hall", omar.person)
    fails_late(socket)
    await omar.person.types("@bot mine", hall)
    await socket.settled()
    told = omar.person.messages(hall)[-1]
    assert (told.get("ephemeral_for"), LOST in words_of(told)) == (omar.person.user.id, True)


async def test_a_command_that_is_lost_is_told(world: SlackWorld, fails_late) -> None:
    omar = await founder(world)
    fails_late(world)
    ack = await omar.person.types("/circle help")
    assert ack is not None
    assert (ack.status, ack.body) == (200, "")
    await world.settled()
    assert LOST in words_of(omar.person.messages()[-1])


async def test_a_window_that_was_opened_for_what_is_lost_says_so(socket: SlackWorld, fails_late) -> None:
    omar = await founder(socket)
    fails_late(socket)
    await omar.person.types("/circle new")
    await socket.settled()
    assert omar.person.modal is not None
    assert LOST in words_of(omar.person.modal)


async def test_a_press_that_is_lost_is_told(socket: SlackWorld, fails_late) -> None:
    omar = await facilitator(socket)
    await omar.says("/circle manage")
    fails_late(socket)
    await omar.person.presses("Learners")
    await socket.settled()
    assert omar.person.sees(LOST)


async def test_a_form_that_is_lost_does_not_save_for_ever(world: SlackWorld, fails_late) -> None:
    """6: *Saving…* is updated."""
    omar = await founder(world)
    await omar.says("/circle new")
    await omar.person.fills(CIRCLE)
    await world.settled()
    fails_late(world)
    await omar.person.submits()
    assert omar.person.modal is not None
    assert "Saving …" in words_of(omar.person.modal)
    await world.settled()
    assert LOST in words_of(omar.person.modal)


async def test_a_form_whose_outcome_is_late_says_what_became_of_it(
    socket: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """6: a fault is not shown as done."""
    omar = await founder(socket)
    await omar.says("/circle new")
    await omar.person.fills(CIRCLE)
    await socket.settled()
    take = socket.store.run
    calls = 0

    async def run(work):
        nonlocal calls
        calls += 1
        await asyncio.sleep(0.1)
        if calls == 2:
            raise OSError("disk full")
        return await take(work)

    monkeypatch.setattr("adapters.slack.taking.IN_TIME", 0.15)
    monkeypatch.setattr(socket.store, "run", run)
    await omar.person.submits()
    assert omar.person.modal is not None
    assert "Saving …" in words_of(omar.person.modal)
    await socket.settled()
    assert "went wrong" in words_of(omar.person.modal)
    assert "went wrong" in words_of(omar.person.messages()[-1])


async def test_what_breaks_while_it_is_answered_is_told(
    socket: SlackWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """6: a view does not say Saving… for ever either."""
    omar = await founder(socket)
    await omar.says("/circle new")
    await omar.person.fills(CIRCLE)
    await socket.settled()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("adapters.slack.taking.read", broken)
    ack = await omar.person.submits()
    assert ack.seconds < 1
    assert omar.person.modal is not None
    assert LOST in words_of(omar.person.modal)


async def test_what_nobody_could_be_told_of_comes_again(socket: SlackWorld, fails_late) -> None:
    """3.2: nobody said it, so it is not said to be taken until it is."""
    socket.slack.retries = 0
    omar = await founder(socket)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tests.slack_server.server.ACK_WITHIN", 0.3)
        fails_late(socket)
        ack = await socket.slack.event({"type": "user_change", "user": omar.person.user.to_json("T0001")})
    assert ack.body is None
    await socket.settled()
    assert not omar.person.sees(LOST)
