"""What was unknown, was sent once more, and is unknown again (SPEC 3.2)."""

import pytest

from bot.app.messages import Desired, send_message, write_message
from bot.chat.courier import Unclear
from bot.domain.messages import Recipients
from bot.domain.posts import PostKind
from tests.scenario.posts_stage import Scene, scene

SEND_AGAIN = "Send again"


async def _due(s: Scene, kind: PostKind) -> None:
    """A post of the kind to Ben goes out within the next minutes."""
    if kind is PostKind.REMINDER:
        await s.until("2026-10-11 17:58")
        return
    ada, desired = await s.id_of(s.ada), Desired(Recipients.ALL, "Bring a pen")
    message = await s.run(lambda work: write_message(work, ada, s.circle, desired, now=s.now))
    await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))


@pytest.mark.parametrize("kind", [PostKind.REMINDER, PostKind.MESSAGE])
async def test_send_again_works_also_for_what_was_unknown_twice(kind: PostKind):
    """SPEC 3.2: whoever is shown it with *Send again* and presses that has it sent again."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _due(s, kind)
        ben.room.outcome = Unclear()
        await s.stage.advance(minutes=5)
        if kind is PostKind.MESSAGE:
            await s.ada.presses(SEND_AGAIN)
            await s.stage.advance(minutes=5)
        ben.room.outcome = None
        assert s.ada.sees("I don’t know whether Ben got")
        await s.ada.presses(SEND_AGAIN)
        assert s.ada.sees("On its way once more.")
        await s.stage.advance(minutes=5)
        assert len(await s.got(ben, kind)) == 1


async def test_how_was_it_is_asked_the_next_morning_when_nobody_knows_of_the_first():
    """SPEC 3, 3.2: the first is dropped as unknown; once more at nine if missing is what makes up for it."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-13 19:44")
        s.ada.room.outcome = Unclear()
        await s.until("2026-10-13 19:45")
        s.ada.room.outcome = None
        await s.until("2026-10-14 12:30")
        assert await s.got(s.ada, PostKind.HOW_WAS_IT_AGAIN) == ["10-14 09:00 how-was-it-again 1"]
