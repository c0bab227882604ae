"""What meets this, last and next week, day by day (SPEC 2, `week`)."""

from datetime import date, time

from adapters.demo.actor import Actor
from bot.app.feedback import Said, give_feedback
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from tests.scenario.cast import REFUSED, found_team, get_hold_of
from tests.scenario.posts_stage import Scene, scene


async def _feedback(s: Scene, number: int, rating: int, *present: Actor) -> None:
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)
    said = Said(rating, people=tuple([await s.id_of(one) for one in present]))
    await s.run(lambda work: give_feedback(work, ada, meeting.id, said, now=s.now))


async def test_this_last_and_next_week():
    """SPEC 2, week: day by day, on the circle's clock with its zone, with answers, who came and feedback."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(ben, Answer.YES)
        await s.answers(cleo, Answer.NO)
        await s.omar.says("/circle week")
        assert s.omar.sees("week 41, Mon 5 Oct to Sun, 11 Oct 2026")
        assert s.omar.sees("No meetings this week.")
        await s.omar.presses("The week after ▶")
        assert s.omar.sees("week 42")
        assert s.omar.sees("Tue 13 Oct\n18:00 (Berlin time) Logic, 1 of 6 · ✅ 1 🤔 0 ❌ 1 · 0 silent")
        assert not s.omar.sees("no feedback yet")
        await s.until("2026-10-14 09:00")
        await s.omar.says("/circle week this")
        assert s.omar.sees("· no feedback yet")
        await _feedback(s, 1, 4, ben, cleo)
        await s.omar.says("/circle week 2026-W42")
        assert s.omar.sees("· 2 came · feedback: Pretty well")
        await s.until("2026-10-19 09:00")
        await s.omar.says("/circle week last")
        assert s.omar.sees("week 42")
        await s.omar.says("/circle week next")
        assert s.omar.sees("week 44")
        await s.omar.says("/circle week 2026-10-20")
        assert s.omar.sees("week 43")
        await s.omar.presses("◀ The week before")
        assert s.omar.sees("2 came")


async def test_a_week_that_its_year_has_not():
    """SPEC 2, week: 2026-W60 gets plain words, and 2026-W53 is one of 2026's."""
    async with scene() as s:
        for given in ("2026-W60", "2025-W53", "sometime", "0000-W01"):
            await s.omar.says(f"/circle week {given}")
            assert s.omar.sees(f"I couldn’t read “{given}” as a week"), given
        await s.omar.says("/circle week 2026-W53")
        assert s.omar.sees("week 53, Mon 28 Dec to Sun, 3 Jan 2027")


async def test_a_meeting_belongs_to_its_own_day():
    """SPEC 3.8, 4.24: to the week of its local date in the circle's zone, wherever the team is, each on its own clock."""
    async with scene() as s:
        await s.new_circle("Dawn", first_on=date(2026, 10, 12), at=time(8), count=1, zone="Pacific/Auckland")
        await s.new_circle("Dusk", first_on=date(2026, 10, 18), at=time(23), count=1, zone="Pacific/Honolulu")
        await s.omar.says("/circle week next")
        assert s.omar.sees("Mon 12 Oct\n08:00 (Auckland time) Dawn")
        assert s.omar.sees("Sun 18 Oct\n23:00 (Honolulu time) Dusk")
        await s.omar.presses("◀ The week before")
        assert s.omar.sees("No meetings this week.")


async def test_meetings_that_are_called_off_and_circles_that_are_not_on():
    """SPEC 3.5: drafts and deleted circles are not there; what is called off says so."""
    async with scene() as s:
        await s.new_circle("Draft", publish=False)
        await s.new_circle("Chess")
        await s.cancel(1)
        await s.omar.says("/circle week next")
        assert s.omar.sees("Chess, 1 of 6 · called off")
        assert s.omar.sees("Logic, 1 of 6 · ✅ 0")
        assert not s.omar.sees("Draft")


async def test_many_meetings_are_paged_in_place():
    """SPEC 4.28: a page holds twenty; the rest is one press away."""
    async with scene() as s:
        for number in range(22):
            await s.new_circle(f"C{number:02}", at=time(9), first_on=date(2026, 10, 13), count=1)
        await s.omar.says("/circle week next")
        assert s.omar.sees("Meetings 1 to 20 of 23")
        assert not s.omar.sees("C20,")
        await s.omar.presses("Later ▶")
        assert s.omar.sees("Meetings 21 to 23 of 23")
        assert s.omar.sees("C21,")
        assert s.omar.sees("Logic, 1 of 6")
        await s.omar.presses("◀ Earlier")
        assert s.omar.sees("C00,")


async def test_with_several_teams_it_is_asked_which():
    """SPEC 1.2: the week that was named is kept; where a team's digest goes, that team is meant."""
    async with scene() as s:
        await found_team(s.stage, s.omar, "Town Hall")
        await s.omar.says("/circle week next")
        assert s.omar.sees("Which team?")
        await s.omar.presses("Library")
        assert s.omar.sees("Library · week 42")
        assert s.omar.sees("Logic, 1 of 6")
        hall = s.stage.group("#hall")
        await s.omar.says("/circle digest here", at=hall)
        await s.omar.presses("Digest of Town Hall", at=hall)
        await s.omar.says("/circle week", at=hall)
        assert hall.sees("Town Hall · week 41")


async def test_only_organizers_see_the_week():
    """SPEC 1.3: a facilitator sees their circles, not the team's."""
    async with scene() as s:
        await s.ada.says("/circle week")
        assert s.ada.sees("You organize no team")
        olga = await s.also("Olga", Role.ORGANIZER)
        await olga.says("/circle week next")
        get_hold_of("The week after ▶", of=olga.room, by=s.ada)
        await s.ada.presses("The week after ▶")
        assert s.ada.sees(REFUSED)
