"""Words and facts are kept apart (SPEC 3.7)."""

from datetime import date, time

import pytest

from bot.app.meeting_details import Details, give_details
from bot.app.meetings import restore_meeting
from bot.app.timeline import see_words, write_standing_words, write_words
from bot.chat.courier import NotNow
from bot.domain.errors import NotAllowed
from bot.domain.ids import PersonId
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from bot.domain.words import AlreadySent, WordsHaveChanged
from tests.scenario.posts_stage import Scene, scene

OWN = "Dear {name}, {circle} {meeting}: {when}, {place}. {agenda}"


async def _writes(s: Scene, words: str, *, number: int = 1) -> None:
    """Ada gives a reminder those words."""
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)
    seen = await s.run(lambda work: see_words(work, ada, meeting.id, now=s.now))
    await s.run(lambda work: write_words(work, ada, meeting.id, words, seen=seen.words, now=s.now))


async def _is_about(s: Scene, *, place: str = "", agenda: str = "") -> None:
    """Ada says where the first meeting is and what it is about."""
    ada, meeting = await s.id_of(s.ada), await s.meeting()
    details = Details(place, "", agenda)
    await s.run(lambda work: give_details(work, ada, meeting.id, details, now=s.now))


async def test_words_keep_and_facts_follow_a_move_and_another_place():
    """SPEC 3.7: time, place and agenda as they are when it goes out, in the words as they were written."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _writes(s, OWN)
        await s.move(1, date(2026, 10, 14), time(19))
        await _is_about(s, place="Café Ada", agenda="Chapter 3")
        await s.until("2026-10-12 19:00")
        assert ben.sees("Dear Ben, Logic 1 of 6: Wed 14 Oct, 19:00 (Berlin time), Café Ada. Chapter 3")
        assert ben.sees("When: Wed 14 Oct, 19:00 (Berlin time)")
        assert ben.sees("Where: Café Ada")
        assert not ben.sees("Agenda: Chapter 3")


async def test_words_keep_when_meetings_change_places():
    """SPEC 3.7, 4.20: the words belong to the meeting; its number is the new one."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _writes(s, OWN)
        await s.move(1, date(2026, 10, 22))
        await s.until("2026-10-18 18:00")
        assert ben.sees("are you coming to:")
        assert ben.sees("Logic, 1 of 6")
        await s.until("2026-10-20 19:30")
        assert ben.sees("Dear Ben, Logic 2 of 6: Thu 22 Oct, 18:00 (Berlin time), Library, room 2.")


async def test_words_keep_when_zone_or_facilitator_changes():
    """SPEC 3.7, 4.24: the zone is named as it is; who wrote the words may be gone."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _writes(s, OWN)
        fay = await s.also("Fay", Role.FACILITATOR)
        gone = await s.id_of(s.ada)
        await s.run(lambda work: work.circles.remove_facilitator(s.circle, gone))
        ben_is = await s.id_of(ben)
        await s.run(lambda work: work.people.change(ben_is, zone="Europe/London"))
        await s.until("2026-10-09 18:00")
        assert fay.sees("Dear Fay, Logic 1 of 6")
        await s.until("2026-10-11 18:00")
        assert ben.sees("Dear Ben, Logic 1 of 6: Tue 13 Oct, 18:00 (Berlin time)")
        assert ben.sees("Tue 13 Oct, 17:00 (London time) for you")


async def test_words_keep_when_a_meeting_is_cancelled_and_on_again():
    """SPEC 3.7: the reminder for the new revision has the words of before."""
    async with scene() as s:
        await _writes(s, OWN)
        await s.cancel(1)
        await s.stage.advance(minutes=10)
        ada, meeting = await s.id_of(s.ada), await s.meeting()
        await s.run(lambda work: restore_meeting(work, ada, meeting.id, now=s.now))
        ben = await s.joins("Ben")
        await s.until("2026-10-11 18:00")
        assert ben.sees("Dear Ben, Logic 1 of 6")


async def test_words_know_their_reader_and_leave_the_buttons():
    """SPEC 3.7, 3: the name is each reader's; place and buttons come with own words too, and the next date after a no."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(cleo, Answer.NO)
        await _writes(s, "Dear {name}, bring a pen")
        await s.until("2026-10-11 18:00")
        assert ben.sees("Dear Ben, bring a pen")
        assert cleo.sees("Dear Cleo, bring a pen")
        assert cleo.sees("We’ll see you next time then: Tue 20 Oct")
        assert len(list(ben.room.shown[-1].buttons())) == 3


async def test_own_words_beat_standing_words_for_one_meeting():
    """SPEC 3.7: the meeting's own, else the circle's standing text; each keeps through a move."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        standing = "Hello {name}, {meeting}"
        await s.run(lambda work: write_standing_words(work, ada, s.circle, standing, seen=None, now=s.now))
        await _writes(s, "Only now, {name}")
        await s.move(2, date(2026, 10, 21))
        await s.until("2026-10-11 18:00")
        assert ben.sees("Only now, Ben")
        await s.until("2026-10-19 18:00")
        assert ben.sees("Hello Ben, 2 of 6")


async def test_values_are_never_placeholders():
    """SPEC 3.7, 4.27: a name or an agenda with braces stays as it is."""
    async with scene(circle=False) as s:
        await s.new_circle("{when}")
        ben = await s.known("{place}")
        await s.signs_up(ben)
        await _writes(s, "{name} in {circle}: {agenda}")
        await _is_about(s, agenda="{name} speaks")
        await s.until("2026-10-11 18:00")
        assert ben.sees("{place} in {when}: {name} speaks")


@pytest.mark.parametrize("by_hand", [True, False])
async def test_an_edit_after_sending_is_refused(*, by_hand: bool):
    """SPEC 3.7: "already sent", whether it went by itself or by *Send now*; what was sent is as it was."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _writes(s, "Before, {name}")
        await s.until("2026-10-09 18:00" if by_hand else "2026-10-11 18:00")
        if by_hand:
            await s.ada.presses("Send now")
        with pytest.raises(AlreadySent):
            await _writes(s, "After, {name}")
        await s.ada.presses("Edit")
        assert s.ada.sees("That was sent already.")
        await s.until("2026-10-12 12:00")
        assert ben.room.with_reference_of("Before, Ben")
        assert await s.got(ben, PostKind.REMINDER) == [
            "10-09 18:00 reminder 1" if by_hand else "10-11 18:00 reminder 1"
        ]


async def test_an_edit_while_it_is_held_up_is_refused_for_all():
    """SPEC 3.7: some have read it, so the others get the same words."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await _writes(s, "Before, {name}")
        await s.until("2026-10-11 17:59")
        cleo.room.outcome = NotNow()
        await s.until("2026-10-11 18:00")
        with pytest.raises(AlreadySent):
            await _writes(s, "After, {name}")
        cleo.room.outcome = None
        await s.until("2026-10-11 19:00")
        assert cleo.sees("Before, Cleo")
        assert ben.room.with_reference_of("Before, Ben")


async def test_after_a_move_the_new_reminder_may_be_edited_again():
    """SPEC 3.7, 4.16: what was sent was for the old time; the reminder for the new one is yet to go."""
    async with scene() as s:
        await s.joins("Ben")
        await _writes(s, "Before, {name}")
        await s.until("2026-10-11 18:30")
        await s.move(1, date(2026, 10, 20), time(12))
        await _writes(s, "After, {name}")
        await s.until("2026-10-12 12:00")
        cleo = await s.joins("Cleo")
        await s.until("2026-10-18 12:00")
        assert cleo.sees("After, Cleo")


async def test_an_edit_shows_at_once_in_the_preview_and_reaches_everybody():
    """SPEC 3, 3.7: what is previewed is what goes out."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        await s.ada.presses("Edit")
        await s.ada.fills({"words": "Bring {agenda}a pen, {name}"})
        assert s.ada.sees("Bring a pen, Ada")
        await s.until("2026-10-11 18:00")
        assert ben.sees("Bring a pen, Ben")
        assert not ben.sees("are you coming to:")


async def test_the_second_of_two_facilitators_is_shown_the_firsts_words():
    """SPEC 3, 4.32: nothing is overwritten unseen; the same words twice are no conflict; nobody's are kept at last."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        ada, fay_is, meeting = await s.id_of(s.ada), await s.id_of(fay), await s.meeting()

        async def write(who: PersonId, words: str, seen: str | None) -> None:
            await s.run(lambda work: write_words(work, who, meeting.id, words, seen=seen, now=s.now))

        await write(ada, "Ada’s", None)
        with pytest.raises(WordsHaveChanged) as told:
            await write(fay_is, "Fay’s", None)
        assert (told.value.values["name"], told.value.values["words"]) == ("Ada", "Ada’s")
        await write(fay_is, "Ada’s", None)
        await write(fay_is, "Fay’s", "Ada’s")
        with pytest.raises(WordsHaveChanged) as told:
            await write(ada, "", "Ada’s")
        assert (told.value.values["name"], told.value.values["words"]) == ("Fay", "Fay’s")
        assert (await s.meeting()).reminder_words == "Fay’s"


async def test_the_first_who_looks_good_does_not_close_it_for_the_second():
    """SPEC 3: *Looks good* is a word of thanks; the co-facilitator may still edit, and the edit goes out."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        ben = await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        await s.ada.presses("Looks good")
        await fay.presses("Edit")
        await fay.fills({"words": "Fay says hello, {name}"})
        await s.until("2026-10-11 18:00")
        assert ben.sees("Fay says hello, Ben")


async def test_who_does_not_run_the_circle_writes_nothing_here():
    """SPEC 1.3, 3.7: words are for those who run it."""
    async with scene() as s:
        person, meeting = await s.id_of(await s.joins("Ben")), await s.meeting()
        with pytest.raises(NotAllowed):
            await s.run(lambda work: write_words(work, person, meeting.id, "Mine", seen=None, now=s.now))
        assert (await s.meeting()).reminder_words is None
