"""A team's course list, and its settings with the defaults for new circles (SPEC 1.2, 2)."""

from datetime import date

from bot.app.feedback import rate
from bot.chat.outgoing import File
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from tests.scenario.cast import REFUSED, get_hold_of
from tests.scenario.posts_stage import Scene, scene


async def _offered(s: Scene) -> set[str]:
    """The courses that Ada can choose from for a new circle."""
    await s.ada.says("/circle new")
    assert s.ada.form is not None
    return {option.label for field in s.ada.form.fields if field.key == "course" for option in field.options}


async def test_courses_are_added_edited_and_put_aside():
    """SPEC 2, team: the course list; what is put aside is not offered for new circles, and circles keep it."""
    async with scene(circle=False) as s:
        await s.omar.says("/circle team")
        await s.omar.presses("Courses")
        assert s.omar.sees("no courses yet")
        await s.omar.presses("Add a course")
        await s.omar.fills({"title": "Sets", "link": "nowhere"})
        assert s.omar.sees("I couldn’t read “nowhere” as a web address")
        await s.omar.fills({"title": "Sets", "link": "https://example.org/sets"})
        await s.omar.presses("Edit")
        await s.omar.fills({"title": "Sets and maps"})
        await s.omar.says("/circle team")
        await s.omar.presses("Courses")
        assert s.omar.sees("Sets and maps: no circles yet")
        await s.omar.presses("Add a course")
        await s.omar.fills({"title": "Sets and maps", "link": "https://example.org/sets"})
        assert s.omar.sees("That course is on the list already.")
        assert await _offered(s) == {"Sets and maps", "A new course"}
        await s.omar.presses("Sets and maps")
        await s.omar.presses("Offer it no longer")
        assert s.omar.sees("put aside")
        assert await _offered(s) == set()
        await s.omar.presses("Offer it again")
        assert await _offered(s) == {"Sets and maps", "A new course"}


async def test_a_course_with_its_ratings():
    """SPEC 2, team: ratings from feedback, of facilitators beside learners, and the list as a file."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-13 20:00")
        meeting = await s.meeting()
        for actor, rating in ((s.ada, 5), (ben, 2)):
            person = await s.id_of(actor)
            await s.run(lambda work, p=person, r=rating: rate(work, p, meeting.id, r, now=s.now))
        await s.omar.says("/circle team")
        await s.omar.presses("Courses")
        assert s.omar.sees("Logic: one circle · facilitators 5 (1) · learners 2 (1)")
        await s.omar.presses("As a file")
        shown = s.omar.room.shown[-1].message
        assert shown is not None
        (file,) = shown.attachments
        assert isinstance(file, File)
        assert file.content.decode("utf-8-sig").splitlines()[1] == "Logic,,1,5.0,2.0,"


async def test_defaults_are_used_by_new():
    """SPEC 1.2: a team has defaults for new circles; what the form says otherwise counts."""
    async with scene(circle=False) as s:
        await s.omar.says("/circle team")
        assert s.omar.sees("New circles: 6 × 90 minutes, no limit of seats, reminder 48 h before")
        await s.omar.presses("Settings")
        await s.omar.fills({"minutes": "5", "count": "99"})
        assert s.omar.sees("out of range. Anything from 15 to 720 works.")
        await s.omar.fills(
            {"minutes": "60", "count": "8", "capacity": "12", "zone": "Europe/Paris", "lead": "24"}
        )
        assert s.omar.sees("New circles: 8 × 60 minutes, 12 seats, reminder 24 h before")
        await s.ada.says("/circle new")
        form = s.ada.form
        assert form is not None
        assert {key: form.values.get(key) for key in ("count", "minutes", "capacity", "zone")} == {
            "count": "8",
            "minutes": "60",
            "capacity": "12",
            "zone": "Europe/Paris",
        }
        await s.ada.fills({"title": "Logic", "first_on": "13 Oct 2026", "at": "18:00", "capacity": "3"})
        assert s.ada.sees("Meeting 8") or s.ada.sees("8. ")


async def test_a_new_lead_moves_what_is_not_sent():
    """SPEC 3: lead of the meeting, else the circle, else the team."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.omar.says("/circle team")
        await s.omar.presses("Settings")
        await s.omar.fills({"lead": "24"})
        await s.until("2026-10-12 17:59")
        assert await s.got(ben, PostKind.REMINDER) == []
        await s.until("2026-10-12 18:01")
        assert await s.got(ben, PostKind.REMINDER) == ["10-12 18:00 reminder 1"]


async def test_the_digest_at_another_hour_and_not_at_all():
    """SPEC 2, digest: day and time are chosen; paused, it does not come, and comes again once it goes on."""
    async with scene() as s:
        await s.omar.says("/circle team")
        await s.omar.presses("Settings")
        await s.omar.fills({"weekday": "Tuesday", "at": "08:30"})
        assert s.omar.sees("Digest: Tuesday 08:30, to each organizer in private")
        await s.until("2026-10-13 08:29")
        assert await s.got(s.omar, PostKind.DIGEST, since="10-07") == []
        await s.until("2026-10-13 08:31")
        assert await s.got(s.omar, PostKind.DIGEST, since="10-07") == ["10-13 08:30 digest"]
        await s.omar.presses("Settings")
        await s.omar.fills({"digest": "Not for now"})
        assert s.omar.sees("Digest: paused")
        await s.until("2026-10-20 12:00")
        assert await s.got(s.omar, PostKind.DIGEST, since="10-14") == []
        await s.omar.presses("Settings")
        await s.omar.fills({"digest": "Yes, every week"})
        await s.until("2026-10-27 12:00")
        assert await s.got(s.omar, PostKind.DIGEST, since="10-14") == ["10-27 08:30 digest"]
        assert len(await s.digests(date(2026, 10, 26))) == 1


async def test_settings_serve_organizers_alone():
    """SPEC 1.3."""
    async with scene() as s:
        await s.omar.says("/circle team")
        await s.omar.presses("Courses")
        await s.omar.presses("Logic")
        for label in ("Settings", "Add a course", "Edit", "Offer it no longer", "As a file"):
            get_hold_of(label, of=s.omar.room, by=s.ada)
            await s.ada.presses(label)
            assert s.ada.sees(REFUSED), label
