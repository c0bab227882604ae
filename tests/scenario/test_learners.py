"""Looking after learners: adding by name, removing, promoting, the sign-in sheet, and who may."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.outgoing import File
from bot.domain.signups import Standing
from tests.scenario.cast import (
    ASKED,
    REFUSED,
    REMINDER,
    circle_of,
    every_button,
    join,
    new_facilitator,
    october,
    press_that,
    publish,
)

REMOVED = "your facilitator has taken you off Public Speaking"


async def see_list(facilitator: Actor) -> None:
    await facilitator.says("/circle learners")
    assert facilitator.sees("Learners of")


async def add(facilitator: Actor, names: str) -> None:
    await see_list(facilitator)
    await facilitator.presses("Add by name")
    await facilitator.fills({"names": names})


async def test_three_of_whom_one_is_in(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.6: two added, one reported; all with an account get the next reminder, the others have no chat."""
    await add(ada, "Nils, ben\nOlga")
    assert ada.sees("2 added: Nils and Olga.")
    assert ada.sees("One was in already: ben.")
    await see_list(ada)
    assert ada.sees("3 of 8 seats")
    assert ada.sees("1. Ben\n2. Nils – by name, no chat\n3. Olga – by name, no chat")
    await stage.advance_to(REMINDER)
    assert ben.sees(ASKED)
    await ada.says("/circle manage")
    assert ada.sees("By name, no chat: Nils, Olga")
    assert ada.sees("No answer yet: Ben")
    assert not ada.sees("I can’t reach")
    await ada.presses("Who got the reminder")
    assert not ada.sees("Nils")
    await stage.advance_to(october(14))
    assert not ada.sees("can’t reach")
    assert not ada.sees("Something went wrong")


async def test_what_will_be_sent_counts_only_who_can_be_written_to(ada: Actor, ben: Actor) -> None:
    """SPEC 4.6, 2 `manage`: the timeline tells to how many it goes."""
    await add(ada, "Nils")
    await ada.says("/circle manage")
    assert ada.sees("to one learner")
    await ada.presses("What will be sent")
    assert ada.sees("reminder 1 to one person")


async def test_a_whole_register_is_added_in_portions(stage: Stage, ada: Actor) -> None:
    """SPEC 4.6, 2: what is wrong with it is said in words that fit names."""
    await publish(ada, title="Logic", first_on="14 Oct")
    await ada.says("/circle learners")
    await ada.presses("Logic")
    await ada.presses("Add by name")
    await ada.fills({"names": ", ".join(f"Name {n}" for n in range(51))})
    assert ada.sees("That’s 51 names. Up to 50 can be added at once")


async def test_added_beyond_the_seats(stage: Stage, ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 4.2, 4.6: capacity holds for those added by name too; who waits gets the next seat in order."""
    await publish(ada, title="Logic", first_on="14 Oct", capacity="1")
    await ada.says("/circle learners")
    await ada.presses("Logic")
    await ada.presses("Add by name")
    await ada.fills({"names": "Nils, Olga; Pia"})
    assert ada.sees("One added: Nils.")
    assert ada.sees("2 wait in line, as all seats are taken: Olga and Pia.")
    await ada.presses("Learners")
    assert ada.sees("In line, number 2: Pia – by name, no chat")
    await ada.presses("Nils")
    await ada.presses("Remove Nils")
    assert ada.sees("Nils is not in Logic any more.")
    await ada.presses("← Learners")
    assert ada.sees("1. Olga – by name, no chat")
    assert ada.sees("In line, number 1: Pia")


@pytest.mark.parametrize("names", [" , \n;", "x" * 81, ", ".join(f"P{n}" for n in range(51))])
async def test_names_that_cannot_be_kept(ada: Actor, names: str) -> None:
    """SPEC 4.28: what is wrong is said beside the field, and nobody is added."""
    await add(ada, names)
    assert ada.form is not None
    assert ada.form.has_errors
    await see_list(ada)
    assert ada.sees("Nobody has signed up yet.")


async def test_two_hundred_names(ada: Actor) -> None:
    """SPEC 4.28: the list still works, in pages."""
    await ada.says("/circle manage")
    await ada.presses("How many seats")
    await ada.fills({"capacity": ""})
    for start in range(0, 200, 50):
        await add(ada, ", ".join(f"Person {number}" for number in range(start, start + 50)))
    await see_list(ada)
    assert ada.sees("200 taken, no limit")
    assert ada.sees("15. Person 14")
    assert not ada.sees("Person 15")
    await ada.presses("More")
    assert ada.sees("30. Person 29")
    await ada.says("/circle manage")
    assert ada.sees("Person 0")


async def test_names_are_literal(stage: Stage, ada: Actor) -> None:
    """SPEC 4.27: in the list, on a button and on the sheet a name is text and never markup."""
    await add(ada, "<b>Nils</b> & *Co*")
    await see_list(ada)
    assert ada.sees("1. <b>Nils</b> & *Co* – by name, no chat")
    await ada.presses("Sign-in sheet")
    assert "<b>Nils" not in sheet_of(ada)
    assert "&lt;b&gt;Nils&lt;/b&gt; &amp; *Co*" in sheet_of(ada)


def sheet_of(facilitator: Actor) -> str:
    message = facilitator.room.shown[-1].message
    assert message is not None
    (file,) = message.attachments
    assert isinstance(file, File)
    assert file.media_type == "text/html"
    return file.content.decode()


async def test_the_sign_in_sheet(ada: Actor, ben: Actor, cleo: Actor, dana: Actor) -> None:
    """SPEC 2 `learners`: for the next meeting: circle, date and place, the learners, empty lines for guests."""
    await add(ada, "Nils")
    await see_list(ada)
    await ada.presses("Sign-in sheet")
    assert ada.sees("sign-in-2026-10-13.html")
    sheet = sheet_of(ada)
    assert "Public Speaking" in sheet
    assert "Tue 13 Oct, 18:00 (Berlin time) · Meeting 1 of 6 · City Library" in sheet
    names = [name for name in ("Ben", "Cleo", "Nils") if f'<td dir="auto">{name}</td>' in sheet]
    assert names == ["Ben", "Cleo", "Nils"]
    assert sheet.count('<td dir="auto"></td>') == 6
    assert "http" not in sheet


async def test_removed_is_told_once_and_cannot_come_back_alone(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2 `learners`, 4.15: confirmed, told kindly once; in no list and no count after that."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await see_list(ada)
    await ada.presses("Ben")
    await ada.presses("Remove Ben")
    assert ada.sees("Ben is not in Public Speaking any more. I’ll tell them kindly.")
    await ada.presses("Remove Ben")
    assert ada.sees("Ben isn’t in “Public Speaking” any more.")
    await stage.advance(minutes=1)
    assert ben.sees(REMOVED)
    await stage.advance_to(october(13, 20))
    assert not ben.sees("Public Speaking")
    for words in ("/circle manage", "/circle learners"):
        await ada.says(words)
        assert not ada.sees("Ben")
    await ada.presses("Sign-in sheet")
    assert "Ben" not in sheet_of(ada)
    await ben.opens(ada.link("Public Speaking"))
    await ben.presses("Sign up")
    assert ben.sees("A facilitator has taken you off “Public Speaking”. Please talk to them.")
    await ben.says("/why")
    assert ben.sees("that you are off a circle, Public Speaking. A facilitator had taken you off it.")


async def test_the_seat_of_who_was_removed_goes_on(stage: Stage, ada: Actor, dana: Actor, eve: Actor) -> None:
    """SPEC 4.3, 4.15: to the first in line."""
    await publish(ada, title="Logic", first_on="14 Oct", capacity="1")
    for one in (dana, eve):
        await join(one, ada, "Logic")
    await ada.says("/circle learners")
    await ada.presses("Logic")
    await ada.presses("Dana")
    await ada.presses("Remove Dana")
    await stage.advance(minutes=1)
    assert eve.sees("a seat in Logic is yours!")


async def test_a_learner_becomes_a_facilitator(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2 `learners`: directly for who has an account, told once, without a seat after that; others get a link."""
    await see_list(ada)
    await ada.presses("Ben")
    await ada.presses("Make co-facilitator")
    assert ada.sees("Ben facilitates Public Speaking with you now.")
    await stage.advance(minutes=1)
    assert ben.sees("you facilitate Public Speaking now")
    await ben.says("/learners")
    assert ben.sees("1 of 8 seats")
    assert not ben.sees("Ben")
    await add(ada, "Nils")
    await see_list(ada)
    await ada.presses("Nils")
    assert not ada.sees("Make co-facilitator")
    await ada.presses("Invite a co-facilitator")
    assert ada.sees("Send this to whoever will facilitate with you")


async def test_only_who_runs_the_circle_looks_after_its_learners(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 1.3, 4.7: buttons that were passed on do nothing for others, by whatever id; an organizer may."""
    await see_list(ada)
    await ada.presses("Ben")
    buttons = [
        b
        for b in every_button(ada.room)
        if b.action.split(":")[0] in {"ls", "ln", "la", "cp", "sh", "rl", "pm", "sl"}
    ]
    assert len({button.action.split(":")[0] for button in buttons}) == 8
    carl = await new_facilitator(stage, omar, "Carl")
    for other in (ben, zed, carl):
        for button in buttons:
            await press_that(other, button)
            assert other.sees(REFUSED), button.label
    circle = await circle_of(stage, ada)
    (seat,) = await stage.store.run(lambda work: work.signups.seated(circle.id))
    assert seat.standing is Standing.SEATED
    see_learners = next(button for button in buttons if button.label == "← Learners")
    await press_that(omar, see_learners)
    assert omar.sees("1. Ben")


async def test_which_circle(ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 1.2: with several circles it is asked; who facilitates none is told so."""
    await zed.says("/learners")
    assert zed.sees("You facilitate no circle that takes learners yet.")
    await publish(ada, title="Logic", first_on="14 Oct")
    await ada.says("/circle learners")
    assert ada.sees("Which circle?")
    await ada.presses("Public Speaking")
    assert ada.sees("1. Ben")
    await ada.presses("Add by link")
    assert ada.sees("Share this; whoever has it can sign up: Public Speaking")


async def test_whether_whoever_is_removed_is_told(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 1.6, 4.15: who was added by name has no chat and is not told; that is said before, not the opposite."""
    await add(ada, "Nils")
    for name, told in (("Nils", "They have no chat, so tell them yourself."), ("Ben", "They will be told")):
        await see_list(ada)
        await ada.presses(name)
        (button,) = (b for b in every_button(ada.room) if b.label == f"Remove {name}")
        assert told in (button.confirm or "")


async def test_checking_in_is_where_the_learners_are(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, learners: check-in by QR at the table; before that, the list says from when."""
    await see_list(ada)
    assert ada.sees("Check-in at the table: here from Tue 13 Oct, 17:00 (Berlin time)")
    assert not ada.sees("Check-in code")
    await stage.advance_to(october(13, 17))
    await see_list(ada)
    assert not ada.sees("Check-in at the table: here from")
    await ada.presses("Check-in code")
    assert ada.sees("Check-in for Public Speaking, meeting 1 of 6.")
    await stage.advance_to(october(13, 22))
    await see_list(ada)
    assert ada.sees("Check-in at the table: here from Tue 20 Oct, 17:00 (Berlin time)")
