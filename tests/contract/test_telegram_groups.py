"""A circle and its group: buttons that ask first, linking, the living card, strangers, groups that move (SPEC 5, 4.10)."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import pytest

from bot.chat.buttons import RunVerb, encode
from tests.telegram_server import BadGateway, Group, Refuse
from tests.telegram_server.faults import Fault
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import Player, TelegramStage, circle_of_two

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Scene:
    world: TelegramWorld
    stage: TelegramStage
    ada: Player
    ben: Player
    group: Group

    def player(self, name: str) -> Player:
        return Player(self.world, self.world.server.person(name))


@pytest.fixture
async def scene() -> AsyncGenerator[Scene]:
    """A circle that meets for the first time in eight days, and a group that Ada administers and Ben is in."""
    async with TelegramWorld() as world:
        ada, ben = await circle_of_two(world)
        group = world.server.group("Logic on Tuesdays")
        group.joins(ada.person, status="creator")
        group.joins(ben.person)
        group.adds_bot(ada.person, may_pin=True)
        yield Scene(world, TelegramStage(world), ada, ben, group)


async def linked_with_a_card(scene: Scene) -> None:
    await scene.ada.says("/here@circle_test_bot", at=scene.group)
    await scene.stage.advance(hours=24 * 6 + 8)


async def test_only_who_administers_the_group_links_it(scene: Scene):
    group = scene.group
    group.joins(scene.ada.person, status="member")
    await scene.ada.says("/here", at=group)
    assert "is linked" not in group.screen
    group.joins(scene.ada.person, status="administrator")
    await scene.ada.says("/here", at=group)
    assert "Logic is linked" in group.screen
    asked = scene.world.server.made("getChatAdministrators")
    assert len(asked) == 2


@pytest.mark.parametrize(
    "trouble", [Refuse.bad("member list is inaccessible"), Refuse.internal(), BadGateway()]
)
async def test_a_group_is_not_linked_while_nobody_can_say_who_administers_it(scene: Scene, trouble: Fault):
    """SPEC 5."""
    scene.world.server.fail(trouble, "getChatAdministrators")
    await scene.ada.says("/here", at=scene.group)
    assert "is linked" not in scene.group.screen
    assert "who administers this group" in scene.group.last.text
    await scene.ada.says("/here", at=scene.group)
    assert "Logic is linked" in scene.group.screen


async def test_the_card_is_pinned_and_edited_in_place(scene: Scene):
    await linked_with_a_card(scene)
    card = scene.group.message_with("Logic, 1 of 6")
    assert scene.group.chat.pinned == [card.id]
    assert "Ben" not in card.text
    await scene.ben.presses("Yes", at=scene.group)
    await scene.stage.advance(minutes=2)
    assert "Ben" in card.text
    assert card.edits == 1
    await scene.ben.presses("Yes", at=scene.group)
    await scene.stage.advance(minutes=2)
    assert card.edits == 1


async def test_a_new_card_is_pinned_in_the_place_of_the_one_before_and_leaves_other_pins_alone(scene: Scene):
    await linked_with_a_card(scene)
    first = scene.group.message_with("Logic, 1 of 6")
    scene.ada.person.writes("Bring a friend!", at=scene.group)
    hers = scene.group.message_with("Bring a friend!")
    scene.group.chat.pinned.append(hers.id)
    await scene.world.adapter.stop()
    await scene.world.adapter.start()
    scene.world.tick._couriers = {scene.world.adapter.platform: scene.world.adapter.courier}
    await scene.stage.advance(hours=24 * 7)
    second = scene.group.message_with("Logic, 2 of 6")
    assert first.id in scene.group.chat.messages
    assert scene.group.chat.pinned == [hers.id, second.id]


async def test_where_the_new_card_cannot_be_pinned_the_one_before_stays(scene: Scene):
    await linked_with_a_card(scene)
    first = scene.group.message_with("Logic, 1 of 6")
    scene.world.server.fail(Refuse.bad("CHAT_ADMIN_REQUIRED"), "pinChatMessage")
    await scene.stage.advance(hours=24 * 7)
    assert "Logic, 2 of 6" in scene.group.screen
    assert scene.group.chat.pinned == [first.id]


async def test_a_stranger_presses_and_is_led_to_signing_up_with_the_answer_kept(scene: Scene):
    """SPEC 4.10."""
    await linked_with_a_card(scene)
    zed = scene.player("Zed")
    scene.group.joins(zed.person)
    before = len(scene.group.shown)
    await zed.presses("Yes", at=scene.group)
    assert zed.led_to is not None
    assert len(scene.group.shown) == before
    await zed.opens(zed.led_to)
    await zed.presses("Sign up") if any("Sign up" in b["text"] for b in zed.person.last.buttons) else None
    await zed.fills({"consent": "Yes, write to me"})
    await scene.stage.advance(minutes=2)
    assert "Zed" in scene.group.message_with("Logic, 1 of 6").text


@pytest.mark.parametrize("fault", [Refuse.bad("URL_INVALID"), Refuse.bad(TOO_OLD)], ids=str)
async def test_a_stranger_whom_a_press_cannot_take_along_reads_the_link_in_the_group(
    scene: Scene, fault: Fault
):
    """SPEC 4.10."""
    await linked_with_a_card(scene)
    zed = scene.player("Zed")
    scene.group.joins(zed.person)
    scene.world.server.fail(fault, "answerCallbackQuery")
    zed.person.presses("Yes", at=scene.group)
    await scene.world.settled()
    await zed.opens(zed.person.link(at=scene.group))
    await zed.fills({"consent": "Yes, write to me"})
    await scene.stage.advance(minutes=2)
    assert "Zed" in scene.group.message_with("Logic, 1 of 6").text


async def test_a_button_for_private_conversations_opens_one_and_leaves_the_group_alone(scene: Scene):
    """SPEC 1.5."""
    await linked_with_a_card(scene)
    card, before = scene.group.last, len(scene.group.shown)
    query = scene.ben.person.presses_data(card, encode(RunVerb("mine")))
    await scene.world.settled()
    assert query.opens == f"{scene.world.link}v-mine"
    assert len(scene.group.shown) == before


async def test_yes_in_the_group_counts_and_chatter_is_not_heard(scene: Scene):
    """SPEC 4.12."""
    await linked_with_a_card(scene)
    before = len(scene.group.shown)
    zed = scene.player("Zed")
    await zed.says("lovely weather", at=scene.group)
    assert len(scene.group.shown) == before
    await scene.ben.says("yes", at=scene.group)
    await scene.stage.advance(minutes=2)
    assert "Ben" in scene.group.message_with("Logic, 1 of 6").text


async def test_a_group_that_becomes_a_supergroup_keeps_its_circle(scene: Scene):
    await linked_with_a_card(scene)
    bigger = scene.group.upgrade()
    await scene.world.settled()
    await scene.ben.presses("No")
    await scene.stage.advance(minutes=2)
    assert "Not coming: Ben" in bigger.screen


async def test_a_group_that_puts_us_out_is_written_to_no_more(scene: Scene):
    await scene.ada.says("/here", at=scene.group)
    scene.group.removes_bot(scene.ada.person)
    await scene.world.settled()
    made = len(scene.world.server.calls)
    await scene.stage.advance(hours=24 * 6 + 8)
    to_group = [call for call in scene.world.server.calls[made:] if call.chat == scene.group.id]
    assert to_group == []


async def test_a_press_in_a_group_is_answered_while_its_card_has_to_wait(scene: Scene):
    await linked_with_a_card(scene)
    scene.world.server.fail(Refuse.flood(1), "editMessageText", times=1)
    query = scene.ben.person.presses("Yes", at=scene.group)
    await scene.world.settled()
    assert query.answer is not None


async def test_what_cannot_be_done_is_told_to_whoever_pressed_and_not_to_the_group(scene: Scene):
    """SPEC 4.9, 4.10: an old card is pressed by many; none of that is news to the others."""
    await linked_with_a_card(scene)
    await scene.stage.advance(hours=48)
    before = len(scene.group.shown)
    query = scene.ben.person.presses("Yes", at=scene.group)
    await scene.world.settled()
    assert query.answer is not None
    assert "too late" in query.answer["text"]
    assert query.answer["show_alert"] in {"true", True}
    assert len(scene.group.shown) == before


async def test_a_button_that_asks_first_is_pressed_twice(scene: Scene):
    ben, world = scene.ben.person, scene.world
    ben.writes("/leave")
    await world.settled()
    card, leave = ben.button("Leave")
    before = (card.text, card.entities, card.keyboard)
    assert leave["callback_data"].startswith("?")
    ben.presses_data(card, leave["callback_data"])
    await world.settled()
    assert "❓ " in card.text
    assert "Logic" in card.text.partition("❓")[2]
    ben.presses_data(card, card.buttons[1]["callback_data"])
    await world.settled()
    assert (card.text, card.entities, card.keyboard) == before
    ben.presses_data(card, leave["callback_data"])
    await world.settled()
    ben.presses_data(card, card.buttons[0]["callback_data"])
    await world.settled()
    assert "❓" not in card.text
    await scene.ada.says("/learners")
    assert "Ben" not in scene.ada.person.last.text


async def test_a_button_asks_first_also_on_a_message_that_is_out_of_reach(scene: Scene):
    """SPEC 4.10: Telegram tells of it no more than which one it was."""
    ben, world = scene.ben.person, scene.world
    ben.writes("/leave")
    await world.settled()
    card, leave = ben.button("Leave")
    ben.presses_data(card, leave["callback_data"], in_reach=False)
    await world.settled()
    assert "Which circle" in card.text
    assert "Leave Logic" in ben.last.text
    ben.presses("Yes")
    await world.settled()
    assert "left Logic" in ben.last.text


async def test_a_question_of_long_ago_names_its_button_and_is_answered(scene: Scene):
    ben, world = scene.ben.person, scene.world
    ben.writes("/leave")
    await world.settled()
    card, leave = ben.button("Leave")
    await world.adapter.stop()
    await world.adapter.start()
    ben.presses_data(card, leave["callback_data"])
    await world.settled()
    assert card.text.endswith(f"❓ {leave['text']}: are you sure?")
    ben.presses_data(card, card.buttons[0]["callback_data"])
    await world.settled()
    assert "❓" not in card.text
    await scene.ada.says("/learners")
    assert "Ben" not in scene.ada.person.last.text


@pytest.mark.parametrize("yes", [True, False])
async def test_a_question_that_stands_when_the_bot_is_restarted_is_answered(scene: Scene, yes: bool):
    ben, world = scene.ben.person, scene.world
    ben.writes("/leave")
    await world.settled()
    card, leave = ben.button("Leave")
    before = (card.text, card.entities, card.keyboard)
    ben.presses_data(card, leave["callback_data"])
    await world.settled()
    await world.adapter.stop()
    await world.adapter.start()
    ben.presses_data(card, card.buttons[0 if yes else 1]["callback_data"])
    await world.settled()
    assert "❓" not in card.text
    assert yes or (card.text, card.entities, card.keyboard) == before
    await scene.ada.says("/learners")
    assert ("Ben" in scene.ada.person.last.text) is not yes


@pytest.mark.parametrize(
    "name",
    [
        "<b>Bob</b> & Co",
        "@channel @durov",
        "*Bob* _x_ `y` [z](tg://user?id=1)",
        "\u202eboB שלום",
        "/stop 👩‍👩‍👧‍👦🏽",
        "B" * 64,
    ],
)
async def test_hostile_names_are_literal_wherever_they_are_shown(scene: Scene, name: str):
    """SPEC 4.27."""
    scene.group.joins((zed := scene.player(name)).person)
    await scene.ada.says("/learners")
    await scene.ada.says("/here", at=scene.group)
    await zed.opens(scene.ada.link("Logic"))
    await zed.presses("Sign up")
    await zed.fills({"consent": "Yes, write to me", "goal": f"Be {name}"})
    await scene.stage.advance(hours=24 * 6 + 8)
    await zed.presses("Yes", at=scene.group)
    await zed.says(f"What about {name}?")
    await scene.stage.advance(minutes=5)
    await scene.ada.says("/manage")
    await scene.ada.says("/learners")
    await scene.ada.presses("Logic") if any(
        "Logic" in b["text"] for b in scene.ada.person.last.buttons
    ) else None
    calls = scene.world.server.calls
    assert [call for call in calls if call.status >= 400] == []
    shown = [*scene.ada.person.shown, *zed.person.shown, *scene.group.shown]
    assert [sent.mentions for sent in shown if sent.mentions] == []
    told = "".join(sent.text for sent in scene.ada.person.shown).translate(
        dict.fromkeys(map(ord, "\u2060\u2068\u2069\u202c"))
    )
    assert f"What about {name}?" in told


async def test_a_shared_location_is_where_circles_are_looked_for(scene: Scene):
    ben = scene.ben.person
    ben.shares_location(52.52, 13.40)
    await scene.world.settled()
    assert "No circle is known to be near you." in ben.last.text
    assert "Logic" in ben.last.text
    count = len(ben.shown)
    ben.shares_location(52.52, 13.40, live=True)
    await scene.world.settled()
    assert len(ben.shown) == count
