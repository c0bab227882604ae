"""Forms that are shown whole: errors beside their fields, and nothing that was typed is lost."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import CIRCLE, REFUSED, circle_of, found_team, get_hold_of

WRONG = {
    "title": " ",
    "course_link": "not a link",
    "first_on": "31 June",
    "at": "25:00",
    "count": "53",
    "minutes": "10",
    "capacity": "many",
    "place": "City Library, room 2",
}


async def test_all_errors_at_once_and_nothing_is_lost(omar: Actor) -> None:
    """SPEC 6: errors beside the field; what was typed stays, right or wrong, until it is right."""
    await omar.says("/circle new")
    await omar.fills(WRONG)
    assert omar.form is not None
    held = {field.key: (field.initial, field.error) for field in omar.form.fields}
    for key, error in (
        ("title", "This one needs an answer."),
        ("first_on", "I couldn’t read “31 June” as a date."),
        ("at", "I couldn’t read “25:00” as a time."),
        ("count", "“53” is out of range. Anything from 1 to 52 works."),
        ("minutes", "“10” is out of range. Anything from 15 to 720 works."),
        ("capacity", "“many” isn’t a whole number yet."),
    ):
        value, problem = held[key]
        assert value == WRONG[key], key
        assert problem is not None, key
        assert error in problem.translate({0x2068: None, 0x2069: None, 0x2066: None, 0x2067: None}), key
    assert held["place"] == ("City Library, room 2", None)
    await omar.fills({"title": "Logic", "first_on": "13 Oct", "at": "18:00", "count": "52"})
    await omar.fills({"minutes": "90", "capacity": "0"})
    assert omar.sees("I couldn’t read “not a link” as a web address.")
    await omar.fills({"course_link": "example.org"})
    assert omar.sees("The draft of Logic is ready.")
    assert omar.sees("Where: City Library, room 2")
    assert omar.sees("Seats: full – you would be first in line")
    assert omar.sees("52 meetings")


async def test_what_breaks_on_sending_is_beside_its_field(omar: Actor) -> None:
    """SPEC 6: an unknown zone, a start that has passed, and a week that cannot be read are beside their fields."""
    await omar.says("/circle new")
    await omar.fills(
        CIRCLE | {"zone": "Mars/Olympus", "first_on": "1 Oct 2026", "leave_out": "24 Dec, 31 Nov"}
    )
    wrong = ["first_on", "leave_out", "zone"]
    for key, mended in (("zone", "Europe/Berlin"), ("leave_out", "24 Dec"), ("first_on", "5 Oct")):
        assert omar.form is not None
        assert [field.key for field in omar.form.fields if field.error] == wrong
        wrong.remove(key)
        await omar.fills({key: mended})
    assert omar.sees("The draft of Public Speaking is ready.")


async def test_today_is_early_enough_if_the_hour_is(stage: Stage, omar: Actor) -> None:
    """SPEC 2: a circle begins in the future: an hour ago is refused, in an hour is not."""
    await omar.says("/circle new")
    await omar.fills(CIRCLE | {"first_on": "5 Oct", "at": "10:00"})
    assert omar.sees("Mon 5 Oct, 10:00 (Berlin time) has passed already.")
    await omar.fills({"at": "12:00"})
    assert omar.sees("The draft of Public Speaking is ready.")
    await stage.advance(hours=2)
    await omar.presses("Publish")
    assert omar.sees("Mon 5 Oct, 12:00 (Berlin time) has passed already.")


async def test_a_draft_is_seen_by_its_facilitator_only(omar: Actor, zed: Actor, stage: Stage) -> None:
    """SPEC 4.4: draft, preview, publish: nobody else sees it before, and nothing is sent."""
    await omar.says("/circle new")
    await omar.fills(CIRCLE)
    assert omar.sees("Only you see it so far.")
    await omar.says("/circle manage")
    assert omar.sees("This is a draft. Nobody else sees it, and nothing is sent.")
    await zed.says("/browse")
    assert zed.sees("No circle is open")
    await zed.says(f"/start c-{(await circle_of(stage, omar)).id}")
    assert zed.sees("isn’t published yet")
    get_hold_of("Publish", of=omar.room, by=zed)
    await zed.presses("Publish")
    assert zed.sees(REFUSED)


async def test_the_list_of_courses_grows(omar: Actor) -> None:
    """SPEC 2: a course of the team's list or a new one; which fields are asked follows the choice."""
    await omar.says("/circle new")
    await omar.fills(CIRCLE | {"title": "Logic", "course_link": "https://example.org/logic"})
    await omar.says("/circle new")
    assert omar.form is not None
    assert "title" not in {field.key for field in omar.form.fields}
    await omar.fills({"course": "Logic", "first_on": "14 Oct", "at": "18:00"})
    assert omar.sees("Course: Logic (https://example.org/logic)")
    await omar.says("/circle new")
    await omar.fills({"first_on": "15 Oct", "at": "18:00"})
    assert omar.sees("This one needs an answer.")
    await omar.fills({"course": "A new course", "title": "Rhetoric"})
    assert omar.sees("The draft of Rhetoric is ready.")
    assert omar.sees("Thu 15 Oct, 18:00 (Berlin time)")


async def test_a_new_team_in_a_zone_that_is_none(stage: Stage, zed: Actor, omar: Actor) -> None:
    """SPEC 1.4: what is wrong in the founding form is asked again, and the link still works."""
    await found_team(stage, zed, "Town Hall", "Olympus")
    assert zed.sees(
        "I don’t know the time zone “Olympus”. A name like Europe/Berlin or America/New York works."
    )
    await zed.says("Europe/Berlin")
    await zed.presses("Make the team")
    assert zed.sees("Town Hall is ready, and you are its organizer.")


async def test_a_form_that_is_sent_twice(omar: Actor) -> None:
    """SPEC 6: a form sent twice is one circle, and the second says so."""
    await omar.says("/circle new")
    form = omar.form
    await omar.fills(CIRCLE)
    omar.form = form
    await omar.fills(CIRCLE)
    assert omar.sees("That form was sent or cancelled already.")
    await omar.says("/circle manage")
    assert omar.sees("Public Speaking")
    assert not omar.sees("Which circle?")
