"""Conversations through the real library, in both modes: commands, links, buttons, forms, words, places (SPEC 5)."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from bot.chat.buttons import RunVerb, encode
from bot.chat.desk import Desk
from bot.chat.incoming import Incoming
from bot.chat.outgoing import Reply
from bot.domain.ids import ArrivalId
from bot.domain.people import AccountKey, Platform
from tests.telegram_server import Drop, Person, Refuse, Slow
from tests.telegram_server.state import Json
from tests.telegram_world import TelegramWorld


@pytest.fixture(params=["polling", "webhook"])
async def world(request: pytest.FixtureRequest) -> AsyncGenerator[TelegramWorld]:
    async with TelegramWorld(webhook=request.param == "webhook") as world:
        yield world


@pytest.fixture
async def polled() -> AsyncGenerator[TelegramWorld]:
    async with TelegramWorld() as world:
        yield world


async def test_a_stranger_is_welcomed_and_finds_help(world: TelegramWorld):
    """SPEC 1.5."""
    ben = world.server.person("Ben")
    ben.writes("/start")
    await world.settled()
    assert "circlebot" in ben.screen
    query = ben.presses("Help")
    await world.settled()
    assert "/browse" in ben.last.text
    assert query.answer is not None


async def found_team(world: TelegramWorld, omar: Person) -> None:
    omar.opens(f"{world.link}{await world.organizer_code()}")
    await world.settled()
    for answer in (omar.user.first_name, "City Library", "Europe/Berlin"):
        omar.writes(answer)
        await world.settled()
    # The summary: its first button sends the form.
    omar.presses_data(omar.last, omar.last.buttons[0]["callback_data"])
    await world.settled()


async def test_a_deep_link_and_a_form_asked_question_by_question(world: TelegramWorld):
    omar = world.server.person("Omar")
    await found_team(world, omar)
    omar.writes("/team")
    await world.settled()
    assert "City Library" in omar.last.text


async def test_a_form_goes_back_is_cancelled_and_survives_a_restart(polled: TelegramWorld):
    omar = polled.server.person("Omar")
    omar.opens(f"{polled.link}{await polled.organizer_code()}")
    await polled.settled()
    omar.writes("Omar the Great")
    await polled.settled()
    await polled.adapter.stop()
    await polled.adapter.start()
    omar.presses("Back")
    await polled.settled()
    assert "Omar the Great" in omar.last.text
    omar.presses("Cancel")
    await polled.settled()
    assert "Cancelled" in omar.last.text


async def test_two_people_with_forms_do_not_mix(world: TelegramWorld):
    people = [world.server.person(name) for name in ("Omar", "Ada")]
    for person in people:
        person.opens(f"{world.link}{await world.organizer_code()}")
    await world.settled()
    for person in people:
        person.writes(f"{person.user.first_name} of the library")
    await world.settled()
    assert ["team called" in person.last.text for person in people] == [True, True]
    for person in people:
        person.presses("Back")
    await world.settled()
    assert [f"{person.user.first_name} of the library" in person.last.text for person in people] == [
        True,
        True,
    ]


async def test_commands_for_us_and_for_other_bots(world: TelegramWorld):
    ada, group = world.server.person("Ada"), world.server.group("Logic")
    group.joins(ada, status="creator")
    group.adds_bot(ada)
    ada.writes("/help@some_other_bot", at=group)
    ada.writes("hello everyone", at=group)
    await world.settled()
    assert group.shown == []
    ada.writes("/help@Circle_Test_Bot", at=group)
    await world.settled()
    assert "/browse" in group.last.text
    ada.writes("/mine@circle_test_bot", at=group)
    await world.settled()
    assert ada.link("private", at=group).startswith(world.link)


async def test_who_hides_behind_the_group_is_told_how_to_be_heard(world: TelegramWorld):
    ada, group = world.server.person("Ada"), world.server.group("Logic")
    group.joins(ada, status="creator")
    group.adds_bot(ada)
    group.hears_anonymous("hello")
    group.hears_anonymous("/help@circle_test_bot")
    await world.settled()
    assert len(group.shown) == 1
    assert "anonymously" in group.last.text


async def test_what_is_no_words_is_answered_politely_and_edits_are_not_heard(world: TelegramWorld):
    ben = world.server.person("Ben")
    ben.sends_sticker()
    await world.settled()
    assert "words" in ben.last.text
    ben.writes("one")
    await world.settled()
    count = len(ben.shown)
    ben.edits("one", "/help")
    ben.shares_location(52.5, 13.4, live=True)
    await world.settled()
    assert len(ben.shown) == count


async def test_a_press_is_answered_even_when_the_work_fails(polled: TelegramWorld):
    ben = polled.server.person("Ben")
    ben.writes("/start")
    await polled.settled()
    for data in ("nonsense", "x:1:2:3", "ü" * 20):
        query = ben.presses_data(ben.shown[0], data)
        await polled.settled()
        assert query.answer is not None
        assert "button is from another time" in ben.last.text


async def test_a_press_that_cannot_be_answered_in_time_is_answered_by_the_card(polled: TelegramWorld):
    ben = polled.server.person("Ben")
    ben.writes("/start")
    await polled.settled()
    query = ben.presses("Help")
    query.too_old = True
    await polled.settled()
    assert "/browse" in ben.last.text


async def test_an_update_that_comes_twice_is_answered_once(world: TelegramWorld):
    ben = world.server.person("Ben")
    ben.writes("/help")
    update = world.server.world.updates[0]
    await world.settled()
    world.server.tell_again(update)
    await world.settled()
    assert len(ben.shown) == 1


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"message_id": "what", "chat": {"id": 1}, "text": 7}},
        {"message": {"message_id": 1, "date": 0}},
        {"message": {"chat": "what"}},
        {"message": "what"},
        {"message": None},
        {"callback_query": None},
        {"callback_query": []},
        {"callback_query": {"id": "1", "message": 7}},
        {"my_chat_member": {"chat": {}}},
    ],
    ids=str,
)
async def test_an_update_that_makes_no_sense_is_set_aside(world: TelegramWorld, update: Json):
    """Whatever came before and comes after it is answered."""
    ada, ben = world.server.person("Ada"), world.server.person("Ben")
    ada.writes("/help")
    number = next(world.server.world.update_ids)
    world.server.world.updates.append({"update_id": number} | update)
    ben.writes("/help")
    await world.settled()
    assert "/browse" in ada.last.text
    assert "/browse" in ben.last.text


async def test_what_a_channel_posts_in_its_group_is_said_by_nobody(world: TelegramWorld):
    ada, group = world.server.person("Ada"), world.server.group("Logic", kind="supergroup")
    group.joins(ada, status="creator")
    group.adds_bot(ada)
    group.hears_its_channel("/help")
    group.hears_its_channel("yes")
    await world.settled()
    assert group.shown == []


async def test_of_a_picture_with_words_only_the_words_are_taken_and_that_is_said(world: TelegramWorld):
    ben = world.server.person("Ben")
    ben.sends_album(3, caption="hello <b>")
    await world.settled()
    assert len(ben.shown) == 2
    assert ben.shown[-1].text == "I took only the words. What came with them I can neither see nor pass on."


async def test_what_is_replied_to_may_be_what_the_library_cannot_read(world: TelegramWorld):
    """A Bot API server of one's own may be older than the library, or newer: what somebody says arrives all the same."""
    ben = world.server.person("Ben")
    ben.writes("/start")
    await world.settled()
    poll = {"id": "1", "question": "When?", "type": "regular"}
    chat = {"id": ben.id, "type": "private", "first_name": "Ben"}
    ben.writes("/help", reply_to_message={"message_id": 1, "date": 1, "chat": chat, "poll": poll})
    await world.settled()
    assert "/browse" in ben.last.text


async def test_an_album_is_turned_down_once(world: TelegramWorld):
    ben = world.server.person("Ben")
    ben.sends_album(4)
    await world.settled()
    assert len(ben.shown) == 1


async def test_a_press_in_a_topic_is_answered_in_that_topic(polled: TelegramWorld):
    ada, zed = polled.server.person("Ada"), polled.server.person("Zed")
    group = polled.server.group("Logic", kind="supergroup")
    group.joins(ada, status="creator")
    group.joins(zed)
    group.adds_bot(ada)
    ada.writes("/help", at=group, topic=77)
    await polled.settled()
    assert group.last.topic == 77
    zed.presses_data(group.last, encode(RunVerb("browse")))
    await polled.settled()
    assert "/help: what you can do" not in group.last.text
    assert group.last.topic == 77


async def test_who_blocks_us_is_out_of_reach_until_they_come_back(world: TelegramWorld):
    """SPEC 3.3."""
    ben = world.server.person("Ben")
    ben.writes("/start")
    await world.settled()
    ben.blocks()
    await world.settled()
    account = await world.store.run(lambda work: work.accounts.by_key(_key(ben)))
    assert account is not None
    assert account.unreachable_at is not None
    ben.unblocks()
    await world.settled()
    account = await world.store.run(lambda work: work.accounts.by_key(_key(ben)))
    assert account is not None
    assert account.unreachable_at is None


@pytest.mark.parametrize(
    "fault", [Drop(accepted=True), Drop(), Slow(0.1), Refuse.flood(1), Refuse.internal()]
)
async def test_trouble_with_asking_for_updates_loses_none(polled: TelegramWorld, fault):
    polled.server.fail(fault, "getUpdates")
    ben = polled.server.person("Ben")
    ben.writes("/help")
    await polled.server.until(lambda: ben.shown, within=8)
    await polled.settled()
    assert len(ben.shown) == 1


async def test_an_answer_is_tried_again_while_telegram_takes_nothing(polled: TelegramWorld):
    ben = polled.server.person("Ben")
    polled.server.fail(Refuse.flood(1), "sendMessage", times=2)
    ben.writes("/help")
    await polled.settled()
    assert len(ben.shown) == 1


def _key(person: Person) -> AccountKey:
    return AccountKey(Platform.TELEGRAM, "4242", str(person.id))


async def test_a_day_and_a_time_are_picked_from_buttons(world: TelegramWorld):
    omar = world.server.person("Omar")
    await found_team(world, omar)
    omar.writes("/new")
    await world.settled()
    for answer in ("Logic", "https://example.org/logic"):
        omar.writes(answer)
        await world.settled()
    omar.presses("›")
    await world.settled()
    asked, _ = omar.button("November 2026")
    assert asked.edits == 1
    omar.presses("November 2026")
    await world.settled()
    assert asked.edits == 1
    omar.presses("17")
    await world.settled()
    omar.presses("18:30")
    await world.settled()
    assert "how many" in omar.last.text.casefold()
    omar.presses("Back")
    await world.settled()
    assert "So far: 18:30" in omar.last.text
    omar.presses("Back")
    await world.settled()
    assert "17 Nov 2026" in omar.last.text


async def test_a_press_that_takes_long_is_answered_empty_and_the_card_speaks(
    polled: TelegramWorld, monkeypatch: pytest.MonkeyPatch
):
    """SPEC 5."""
    monkeypatch.setattr("adapters.telegram.answering.SOON", 0.05)
    ben = polled.server.person("Ben")
    ben.writes("/start")
    await polled.settled()
    may_go_on, take = asyncio.Event(), Desk.take

    async def take_slowly(desk: Desk, incoming: Incoming, *, arrival: ArrivalId | None = None) -> Reply:
        await may_go_on.wait()
        return await take(desk, incoming, arrival=arrival)

    monkeypatch.setattr(Desk, "take", take_slowly)
    query = ben.presses("Help")
    await polled.server.until(lambda: query.answer is not None)
    assert query.toast is None
    assert "/browse" not in ben.screen
    may_go_on.set()
    await polled.settled()
    assert "/browse" in ben.screen


async def test_a_crowd_is_answered_within_the_limits_and_nobody_is_dropped():
    async with TelegramWorld(limited=True) as world:
        crowd = [world.server.person(f"Person {number}") for number in range(45)]
        for person in crowd:
            person.writes("/help")
        await world.settled()
        assert all("/browse" in person.screen for person in crowd)
        # On a busy machine what left in time may arrive too early; then it is sent once more.
        assert len([call for call in world.server.calls if call.status == 429]) <= 2


async def test_more_than_a_group_may_read_in_a_minute_waits_and_holds_nobody_up():
    async with TelegramWorld(limited=True) as world:
        ada, ben, group = world.server.person("Ada"), world.server.person("Ben"), world.server.group("Logic")
        group.joins(ada, status="creator")
        group.adds_bot(ada)
        for _ in range(4):
            ada.writes("/help", at=group)
        ben.writes("/help")
        await world.server.until(lambda: ben.shown and len(group.shown) >= 2)
        assert len(group.shown) < 4
        assert [call for call in world.server.calls if call.status == 429] == []
        await world.server.until(lambda: len(group.shown) == 4)


async def test_a_form_that_is_sent_with_a_double_tap_says_so_in_passing(polled: TelegramWorld):
    omar = polled.server.person("Omar")
    omar.opens(f"{polled.link}{await polled.organizer_code()}")
    await polled.settled()
    for answer in ("Omar", "City Library", "Europe/Berlin"):
        omar.writes(answer)
        await polled.settled()
    summary, send = omar.last, omar.last.buttons[0]["callback_data"]
    first = omar.presses_data(summary, send)
    second = omar.presses_data(summary, send)
    await polled.settled()
    assert first.answer is not None
    assert second.toast == "That form was sent or cancelled already."
    assert "already" not in omar.screen
