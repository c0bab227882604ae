"""Reports: ratings side by side, who came, goals, what people said, and files (SPEC 2, `reports`)."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from adapters.demo.actor import Actor
from bot.app.feedback import Said, give_feedback, rate, rate_in_words, tell_progress
from bot.chat.outgoing import File
from bot.domain.feedback import Progress
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from tests.scenario.cast import REFUSED, get_hold_of
from tests.scenario.posts_stage import Scene, scene


async def _lived(s: Scene) -> tuple[Actor, Actor, Actor]:
    """Two meetings of one circle: Ben and Cleo come to the first, Ben to the second, Dana leaves before."""
    ben, cleo, dana = [await s.joins(name, goal="Reach the stars") for name in ("Ben", "Cleo", "Dana")]
    await s.answers(ben, Answer.YES)
    await s.leaves(dana)
    ids = {one: await s.id_of(one) for one in (ben, cleo, s.ada)}
    for number, day, came, rating in ((1, "13", (ben, cleo), 4), (2, "20", (ben,), 3)):
        await s.until(f"2026-10-{day} 20:00")
        meeting = await s.meeting(number)
        said = Said(
            rating,
            people=tuple(ids[one] for one in came),
            went_well="=Good TALK" if number == 1 else "",
            to_change="Start on time",
        )
        await s.run(lambda work, m=meeting, w=said: give_feedback(work, ids[s.ada], m.id, w, now=s.now))
    first = await s.meeting(1)
    await s.run(lambda work: rate_in_words(work, ids[ben], first.id, 5, "Fun with <b>Ada</b>", now=s.now))
    await s.run(lambda work: rate(work, ids[cleo], first.id, 2, now=s.now))
    return ben, cleo, dana


def _file(actor: Actor) -> File:
    shown = next(s for s in reversed(actor.room.shown) if s.message is not None and s.message.attachments)
    assert shown.message is not None
    (file,) = shown.message.attachments
    assert isinstance(file, File)
    return file


async def test_ratings_side_by_side_who_came_and_goals():
    """SPEC 2, reports: feedback of facilitators beside learners' ratings, attendance, signed up → came once → finished."""
    async with scene() as s:
        ben, cleo, _ = await _lived(s)
        await s.omar.says("/circle reports")
        assert s.omar.sees("Library · by circle, Thu, 23 Jul 2026 to Tue, 20 Oct 2026")
        line = "2 meetings · facilitators 3.5 (2) · learners 3.5 (2) · ø 1.5 came · goals 0 of 2 · 3 → 2 → 0"
        assert s.omar.sees(f"Logic: {line}")
        for by in ("By facilitator", "By course"):
            await s.omar.presses(by)
            assert s.omar.sees(line)
        assert s.omar.sees("Library · by course")
        signups = await s.run(lambda work: work.signups.seated(s.circle))
        await s.until("2026-11-18 20:00")
        for signup, progress in zip(signups, (Progress.REACHED, Progress.NOT_YET), strict=True):
            await s.run(
                lambda work, one=signup, p=progress: tell_progress(
                    work, one.person_id, one.id, p, last=True, now=s.now
                )
            )
        await s.omar.says("/circle reports")
        assert s.omar.sees("6 meetings · facilitators 3.5 (2)")
        assert s.omar.sees("goals 1 of 2 · 3 → 2 → 2")
        assert not s.omar.sees("Ben")
        assert ben.name != cleo.name


async def test_other_days_and_one_circle_alone():
    """SPEC 2, reports: by circle or span; a span that ends before it begins is refused in words."""
    async with scene() as s:
        await _lived(s)
        await s.new_circle("Chess", first_on=date(2026, 10, 27))
        await s.omar.says("/circle reports")
        assert not s.omar.sees("Chess:")
        await s.omar.presses("Other days")
        await s.omar.fills({"first": "14 Oct 2026", "last": "1 Oct 2026"})
        assert s.omar.sees("The last day is before the first.")
        await s.omar.fills({"first": "14 Oct 2026", "last": ""})
        assert s.omar.sees("by circle, since Wed, 14 Oct 2026")
        assert s.omar.sees("Logic: one meeting · facilitators 3 (1) · learners – · ø 1 came")
        await s.until("2026-10-28 20:00")
        await s.omar.says("/circle reports")
        assert s.omar.sees("Chess:")
        assert s.omar.sees("All together: ")
        await s.omar.presses("Chess")
        assert s.omar.sees("Chess:")
        assert not s.omar.sees("Logic:")
        await s.omar.presses("Other days")
        await s.omar.fills({"first": "1 Jan 2020", "last": "2 Jan 2020"})
        assert s.omar.sees("No meetings were held then.")


async def test_what_people_said_can_be_searched():
    """SPEC 2, reports, and 9: reflections are searchable; a learner's sentence carries no name and formats nothing."""
    async with scene() as s:
        await _lived(s)
        await s.omar.says("/circle reports good talk")
        assert s.omar.sees("Library · one found with “good talk”")
        assert s.omar.sees(
            "Logic, meeting 1, Tue, 13 Oct 2026\nWhat went well: =Good TALK\nWhat to change: Start on time"
        )
        await s.omar.says("/circle reports fun")
        assert s.omar.sees("A learner: Fun with <b>Ada</b>")
        assert not s.omar.sees("Ben")
        await s.omar.says("/circle reports nonsense")
        assert s.omar.sees("nobody has said “nonsense”")
        await s.omar.says("/circle reports")
        await s.omar.presses("What people said")
        assert s.omar.sees("3 reflections, the latest first")
        await s.omar.says("/circle reports")
        await s.omar.presses("Search")
        await s.omar.fills({"words": "TIME start"})
        assert s.omar.sees("2 found with “TIME start”")


async def test_files_to_take_away():
    """SPEC 2, 9, reports: safe against formulas, without the reasons of answers and without names beside ratings."""
    async with scene() as s:
        ben, _, _ = await _lived(s)
        await ben.says("/rsvp no at the dentist’s")
        await s.omar.says("/circle reports")
        await s.omar.presses("As a file")
        text = _file(s.omar).content.decode("utf-8-sig")
        assert text.splitlines()[1] == "Logic,2,3.5,2,3.5,2,1.5,2,0,3,2,0"
        await s.omar.presses("All we own")
        file = _file(s.omar)
        assert (file.name, file.media_type) == ("team.zip", "application/zip")
        with ZipFile(BytesIO(file.content)) as archive:
            tables = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
        assert {"circles.csv", "meetings.csv", "learners.csv", "feedback.csv", "audit.csv"} <= tables.keys()
        assert "'=Good TALK" in tables["feedback.csv"]
        assert "Ben" not in tables["feedback.csv"]
        assert not any("dentist" in table for table in tables.values())
        await s.omar.says("/circle team")
        await s.omar.presses("What was done")
        assert s.omar.sees("Omar made a file of the team")


async def test_reports_serve_nobody_else():
    """SPEC 1.3: facilitators see their circles, strangers nothing; and the forms open for nobody else either."""
    async with scene() as s:
        await _lived(s)
        olga = await s.also("Olga", Role.ORGANIZER)
        await olga.says("/circle reports")
        labels = ("By facilitator", "What people said", "Search", "Other days", "As a file", "All we own")
        for label in labels:
            get_hold_of(label, of=olga.room, by=s.ada)
            await s.ada.presses(label)
            assert s.ada.sees(REFUSED), label
        await s.ada.says("/circle reports")
        assert s.ada.sees("You organize no team")


async def test_nothing_to_report():
    """SPEC 2, reports."""
    async with scene() as s:
        await s.omar.says("/circle reports")
        assert s.omar.sees("No meetings were held then.")
        await s.omar.presses("What people said")
        assert s.omar.sees("nobody has said anything yet")
