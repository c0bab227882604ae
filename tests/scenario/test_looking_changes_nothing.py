"""Following a link that somebody shares is looking: nothing is different after it."""

from pathlib import Path

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.outgoing import DeepLink
from tests.scenario.cast import REMINDER, circle_link, dump, join


async def test_opening_links_changes_nothing(
    stage: Stage, ada: Actor, omar: Actor, ben: Actor, dana: Actor, tmp_path: Path
) -> None:
    """SPEC 4.14: as often as one likes; a seat, a place in line or an answer needs a press after that."""
    await ada.says("/circle learners")
    await ada.presses("Add by name")
    await ada.fills({"names": "Nils"})
    await ada.says("/circle learners")
    await ada.presses("Nils")
    await ada.presses("Link to take this seat")
    await dana.says("/start")
    await stage.advance_to(REMINDER)
    circle = circle_link(ada)
    links = (circle, ada.link("Take the seat in"), DeepLink("v-mine"), DeepLink("d-2026-10-05"), DeepLink(""))
    before = dump(tmp_path / "stage.sqlite3")
    for link in links:
        for person in (ben, dana, ada, omar):
            await person.opens(link)
            assert person.screen
            assert not person.sees("Something went wrong")
    assert dump(tmp_path / "stage.sqlite3") == before


async def test_a_link_with_an_answer_stores_none_before_the_sign_up_is_sent(
    stage: Stage, ada: Actor, ben: Actor, dana: Actor
) -> None:
    """SPEC 4.14, 4.10: the answer is kept with the sign-up, not with the link."""
    await stage.advance_to(REMINDER)
    _, shown = ben.room.button("Yes")
    group = stage.group("Learners", surface=ben.room.surface)
    assert shown.message is not None
    group.show(shown.message, "passed on")
    await dana.presses("Yes", at=group)
    link = group.link()
    for _ in range(3):
        await dana.opens(link)
        assert dana.sees("Sign up")
    await ada.says("/circle manage")
    assert not ada.sees("Dana")
    await dana.says("cancel")
    await ada.says("/circle manage")
    assert not ada.sees("Dana")
    await join(dana, ada)
    await ada.says("/circle manage")
    assert ada.sees("Dana")
