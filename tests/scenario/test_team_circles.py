"""All circles of a team by how they do, each with its rule and its next step (SPEC 2, `circles`)."""

from datetime import date, time

from adapters.demo.actor import Actor
from bot.app.covers import ask_cover
from bot.app.feedback import Said, give_feedback
from bot.app.ports import Work
from bot.domain.rsvps import Answer
from tests.scenario.posts_stage import Scene, scene


async def _feedback(s: Scene, number: int, *present: Actor) -> None:
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)
    said = Said(4, people=tuple([await s.id_of(one) for one in present]))
    await s.run(lambda work: give_feedback(work, ada, meeting.id, said, now=s.now))


async def _learners(s: Scene) -> list[Actor]:
    return [await s.joins(name) for name in ("Ben", "Cleo", "Dana", "Eve")]


async def _says(s: Scene, line: str) -> None:
    await s.omar.says("/circle circles")
    assert s.omar.sees(line), s.omar.screen


async def test_a_circle_from_its_first_reminder_to_its_last_meeting():
    """SPEC 2, circles: 🟢 at least 60 % of answers in and feedback on time, 🟡 fewer or late, and the rule stands beside it."""
    async with scene() as s:
        ben, cleo, dana, eve = await _learners(s)
        await _says(s, "⚪ Logic: no reminder has gone out yet\nAda · next Tue 13 Oct, 18:00 (Berlin time)")
        await s.until("2026-10-12 09:00")
        await s.answers(ben, Answer.YES)
        await s.answers(cleo, Answer.NO)
        await _says(s, "🟡 Logic: 2 of 4 answers in, under 60 %")
        await s.answers(dana, Answer.MAYBE)
        await _says(s, "🟢 Logic: 3 of 4 answers in, feedback on time")
        assert s.omar.sees("🔴 0 · 🟡 0 · 🟢 1 · ⚪ 0")
        await s.until("2026-10-14 11:59")
        await _says(s, "🟢 Logic")
        await s.until("2026-10-14 12:00")
        await _says(s, "🟡 Logic: feedback for meeting 1 is late")
        await _feedback(s, 1, ben, cleo, dana)
        await _says(s, "🟡 Logic: feedback for meeting 1 is late")
        for one in (ben, cleo, dana, eve):
            await s.answers(one, Answer.YES, number=2)
        await s.until("2026-10-20 20:00")
        await _feedback(s, 2, ben, cleo, dana, eve)
        await _says(s, "🟢 Logic: 4 of 4 answers in, feedback on time")
        await s.until("2026-11-18 09:00")
        await _says(s, "⚪ Logic: finished")


async def test_red_where_few_came_and_nobody_says_how_it_was():
    """SPEC 2, circles: 🔴 attendance under 3, or no feedback for two meetings; both are told."""
    async with scene() as s:
        ben, cleo, _, _ = await _learners(s)
        await s.until("2026-10-13 20:00")
        await _feedback(s, 1, ben, cleo)
        await _says(
            s, "🔴 Logic: 2 came last time, and under 3 make no circle, 0 of 4 answers in, under 60 %"
        )
        await s.omar.presses("Write to the learners: Logic")
        assert s.omar.form is not None
        await s.until("2026-10-27 19:00")
        await _says(s, "🟡 Logic: feedback for meeting 2 is late, 4 learners silent for two meetings (Ben, ")
        await s.omar.presses("Give feedback: Logic")
        assert s.omar.form is not None
        await s.until("2026-10-28 12:00")
        await _says(s, "🔴 Logic: no feedback for two meetings, 4 learners silent for two meetings")


async def test_red_where_nobody_can_lead():
    """SPEC 2, circles: a meeting without a facilitator is 🔴, until somebody takes it or the only one can be reached."""
    async with scene() as s:
        ada, meeting = await s.id_of(s.ada), await s.meeting(1)
        await s.run(lambda work: ask_cover(work, ada, meeting.id, now=s.now))
        await _says(s, "🔴 Logic: nobody can lead the next meeting")
        await s.omar.presses("Invite a facilitator: Logic")
        zoe = s.stage.person("Zoe")
        await zoe.opens(s.omar.link("Facilitate Logic"))
        await _says(s, "⚪ Logic: no reminder has gone out yet\n")
        people = [await s.id_of(one) for one in (s.ada, zoe)]

        def lose(work: Work) -> None:
            for account in (one for person in people for one in work.accounts.of(person)):
                work.accounts.change(account.id, unreachable_at=s.now)

        await s.run(lose)
        await _says(s, "🔴 Logic: nobody can lead the next meeting")


async def test_in_order_of_need_and_a_page_at_a_time():
    """SPEC 2, circles: all circles, those in need first, drafts and finished ones last, each with its next step."""
    async with scene() as s:
        for number in range(8):
            await s.new_circle(f"C{number}", first_on=date(2026, 10, 15), at=time(9))
        await s.new_circle("Draft", publish=False)
        await s.new_circle("Done", first_on=date(2026, 10, 6), count=1)
        ada = await s.id_of(s.ada)
        await s.until("2026-10-07 09:00")
        await s.new_circle("Red")
        ada_away = await s.meeting(1)
        await s.run(lambda work: ask_cover(work, ada, ada_away.id, now=s.now))
        await s.omar.says("/circle circles")
        assert s.omar.sees("Library · 12 circles")
        assert s.omar.sees("🔴 1 · 🟡 0 · 🟢 0 · ⚪ 11")
        assert s.omar.sees("1 to 8 of 12, those in need first")
        names = [
            line.split(" ")[1].rstrip(":")
            for line in s.omar.screen.splitlines()
            if "⚪ " in line or "🔴 R" in line
        ]
        assert names[-8:] == ["Red", "C0", "C1", "C2", "C3", "C4", "C5", "C6"]
        await s.omar.presses("More")
        assert s.omar.sees("9 to 12 of 12")
        names = [
            line.split(" ")[1].rstrip(":")
            for line in s.omar.screen.splitlines()
            if "⚪ " in line and ": " in line
        ]
        assert names[-4:] == ["C7", "Logic", "Draft", "Done"]
        await s.omar.presses("Run it again: Done")
        assert s.omar.form is not None


async def test_what_is_on_now_is_not_finished():
    """SPEC 2, circles: the last meeting is the next one until it is over, and no feedback is missed meanwhile."""
    async with scene(circle=False) as s:
        await s.new_circle("Short", count=3)
        for day in ("13", "20"):
            await s.until(f"2026-10-{day} 20:00")
            await _feedback(s, 1 if day == "13" else 2)
        await s.until("2026-10-27 18:30")
        await s.omar.says("/circle circles")
        assert s.omar.sees("Short: nobody came last time")
        assert not s.omar.sees("feedback")
        await s.until("2026-10-27 19:30")
        await _says(s, "⚪ Short: finished")


async def test_a_team_without_circles():
    """SPEC 1.5: nothing to see is said, and facilitators are told whose it is."""
    async with scene(circle=False) as s:
        await _says(s, "Library · no circles")
        await s.ada.says("/circle circles")
        assert s.ada.sees("You organize no team")
