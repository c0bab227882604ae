"""Groups with topics: what is asked in one is answered there, and what is linked from one goes there (SPEC 5)."""

from collections.abc import AsyncGenerator

import pytest

from adapters.pictures.painter import Painter
from bot.chat.buttons import SeeDigest, encode
from tests.contract.test_telegram_groups import TOO_OLD, Scene
from tests.telegram_server import Refuse
from tests.telegram_server.state import Sent
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import TelegramStage, circle_of_two

TOPIC = 77


@pytest.fixture
async def scene() -> AsyncGenerator[Scene]:
    """A circle that meets for the first time in eight days, and a forum that Ada administers and Ben is in."""
    async with TelegramWorld(painter=Painter(can_draw=False)) as world:
        ada, ben = await circle_of_two(world)
        group = world.server.group("The library", kind="supergroup")
        group.joins(ada.person, status="creator")
        group.joins(ben.person)
        group.adds_bot(ada.person, may_pin=True)
        yield Scene(world, TelegramStage(world), ada, ben, group)


async def linked_from_a_topic(scene: Scene) -> Sent:
    """The card."""
    await scene.ada.says("/here@circle_test_bot", at=scene.group, topic=TOPIC)
    await scene.stage.advance(hours=24 * 6 + 8)
    return scene.group.message_with("Logic, 1 of 6")


async def test_commands_and_words_are_answered_in_their_topic(scene: Scene):
    await linked_from_a_topic(scene)
    await scene.ada.says("/help", at=scene.group, topic=TOPIC)
    assert scene.group.last.topic == TOPIC
    await scene.ben.says("yes", at=scene.group, topic=TOPIC)
    assert "Ben" in scene.group.last.text
    assert scene.group.last.topic == TOPIC
    await scene.ada.says("/help", at=scene.group)
    assert scene.group.last.topic is None


async def test_what_is_attached_to_an_answer_comes_into_the_topic_as_well(scene: Scene):
    """Also where the message that asked is gone meanwhile."""
    await scene.ada.says("/digest here", at=scene.group, topic=TOPIC)
    assert scene.group.last.topic == TOPIC
    card = scene.group.last
    del scene.group.chat.messages[card.id]
    team = (await scene.world.store.run(lambda work: work.teams.all()))[0]
    scene.ada.person.presses_data(card, encode(SeeDigest(team.id)))
    await scene.world.settled()
    assert {sent.topic for sent in scene.group.shown} <= {TOPIC}


async def test_a_card_goes_to_the_topic_from_which_it_was_linked(scene: Scene):
    card = await linked_from_a_topic(scene)
    assert card.topic == TOPIC
    assert scene.group.chat.pinned == [card.id]
    await scene.ben.presses("Yes", at=scene.group)
    await scene.stage.advance(minutes=2)
    assert "Ben" in card.text
    assert card.edits == 1


async def test_a_circle_is_linked_with_the_topic_and_not_with_the_others(scene: Scene):
    await linked_from_a_topic(scene)
    await scene.ada.says("/here off", at=scene.group)
    assert "is linked no more" not in scene.group.last.text
    before = len(scene.group.shown)
    await scene.ben.says("yes", at=scene.group)
    assert len(scene.group.shown) == before
    await scene.ada.says("/here off", at=scene.group, topic=TOPIC)
    assert scene.group.last.topic == TOPIC
    await scene.ada.says("/manage")
    links = await scene.world.store.run(
        lambda work: [
            work.place_links.places(circle.id) for circle in work.circles.of_team(work.teams.all()[0].id)
        ]
    )
    assert [list(places) for places in links] == [[]]


@pytest.mark.parametrize("is_deleted", [True, False])
async def test_what_belongs_into_a_topic_that_is_no_more_goes_to_the_general_one_with_a_note(
    scene: Scene, is_deleted: bool
):
    await scene.ada.says("/here@circle_test_bot", at=scene.group, topic=TOPIC)
    if is_deleted:
        scene.group.deletes_topic(TOPIC)
    else:
        scene.group.closes_topic(TOPIC)
    await scene.stage.advance(hours=24 * 6 + 8)
    card = scene.group.message_with("Logic, 1 of 6")
    assert card.topic is None
    assert "topic" in card.text.splitlines()[0]
    await scene.ben.presses("Yes", at=scene.group)
    await scene.stage.advance(minutes=2)
    assert "Ben" in card.text


async def test_a_forum_that_puts_us_out_and_takes_us_back_has_its_card(scene: Scene):
    """SPEC 3.3."""
    await scene.ada.says("/here@circle_test_bot", at=scene.group, topic=TOPIC)
    scene.group.removes_bot(scene.ada.person)
    await scene.world.settled()
    places = await scene.world.store.run(
        lambda work: [
            work.place_links.places(circle.id) for circle in work.circles.of_team(work.teams.all()[0].id)
        ]
    )
    assert [place.unreachable_at is not None for place in places[0]] == [True]
    scene.group.adds_bot(scene.ada.person)
    await scene.world.settled()
    await scene.stage.advance(hours=24 * 6 + 8)
    assert scene.group.message_with("Logic, 1 of 6").topic == TOPIC


async def test_who_presses_in_a_topic_that_is_closed_is_answered_in_the_general_one(scene: Scene):
    """Buttons can be pressed there still, but nothing written."""
    card = await linked_from_a_topic(scene)
    scene.group.closes_topic(TOPIC)
    scene.world.server.fail(Refuse.bad(TOO_OLD), "answerCallbackQuery")
    scene.ben.person.presses_data(card, "nonsense")
    await scene.world.settled()
    assert scene.group.last.topic is None
    assert "topic" in scene.group.last.text.splitlines()[0]
    assert "button is from another time" in scene.group.last.text
