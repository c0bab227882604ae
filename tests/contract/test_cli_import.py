"""Circles from elsewhere, and all that a team owns: files in and out (SPEC 8)."""

import asyncio
import csv
import json
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.circles import Stage
from bot.domain.cities import Point
from bot.domain.ids import PersonId, new_id
from bot.domain.people import Person
from bot.domain.teams import Membership, Role, Team
from storage.store import open_store
from tests.contract.conftest import NOW, Cast
from tests.contract.test_cli_commands import command

__all__ = ["command"]

LIBRARY = Cast().new_team(name="Library")
OMAR = Person(PersonId(new_id()), "Omar", "en", None, None, NOW)

POETRY = {
    "id": 1001,
    "name": "Poetry at the library",
    "course": {"id": 5, "title": "Modern Poetry", "provider": "X", "link": "https://example.org/poetry"},
    "facilitators": ["Ada", "Grace"],
    "venue": "Central Library",
    "venue_address": "1 Main St",
    "venue_website": "https://library.example.org",
    "city": "Chicago",
    "region": "Illinois",
    "country": "United States of America",
    "latitude": 41.87,
    "longitude": -87.62,
    "online": False,
    "language": "en",
    "day": "Monday",
    "start_date": "2030-12-02",
    "start_datetime": "2030-12-02T18:00:00-06:00",
    "meeting_time": "18:00:00",
    "time_zone": "CST",
    "last_meeting_date": "2031-01-20",
    "end_time": "19:30:00",
    "weeks": 8,
    "draft": False,
    "signup_limit": None,
    "signup_open": True,
    "signup_question": "",
}


async def _in(database: str, *teams: Team, organizer: bool = True) -> None:
    store = await open_store(database, serving=False)

    def settle(work):
        work.teams.add(*teams)
        if organizer:
            work.people.add(OMAR)
            for team in teams:
                work.teams.join(Membership(team.id, OMAR.id, Role.ORGANIZER, NOW))

    await store.run(settle)
    await store.close()


async def circles(database: str) -> list:
    store = await open_store(database, serving=False)
    found = await store.run(
        lambda work: [(c, work.meetings.of_circle(c.id)) for c in work.circles.of_team(LIBRARY.id)]
    )
    await store.close()
    return found


@pytest.fixture
def settled(command):
    """An empty directory with a team in its database."""
    asyncio.run(_in("circlebot.db", LIBRARY))
    return command


def p2pu(*items) -> str:
    Path("list.json").write_text(json.dumps({"count": len(items), "items": items}))
    return "list.json"


def now_in(database: str = "circlebot.db") -> list:
    return asyncio.run(circles(database))


def test_a_circle_of_p2pus_list_enters_whole(settled):
    done = settled("import", "p2pu", p2pu(POETRY))
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Rows: 1. New circles in Library: 1. There already: 0. Could not enter: 0.")
    [(circle, meetings)] = now_in()
    assert (circle.name, circle.zone, circle.place) == (
        "Poetry at the library",
        "America/Chicago",
        "Central Library, 1 Main St",
    )
    assert (circle.stage, circle.capacity, circle.link) == (Stage.OPEN, None, None)
    assert (circle.city, circle.region, circle.country) == ("Chicago", "Illinois", "US")
    assert (circle.point, circle.pinned) == (Point(41.87, -87.62), False)
    assert [one.on for one in (meetings[0], meetings[-1])] == [date(2030, 12, 2), date(2031, 1, 20)]
    assert {(one.at, one.minutes) for one in meetings} == {(time(18, 0), 90)}
    assert len(meetings) == 8


@pytest.mark.parametrize(
    ("changes", "zone"),
    [
        ({}, "America/Chicago"),
        ({"time_zone": "America/New_York"}, "America/New_York"),
        ({"time_zone": "", "city": "koeln", "region": "", "country": "Germany", "latitude": None}, "Europe/Berlin"),
        ({"city": "Portland", "region": "Maine", "latitude": None, "time_zone": "EST"}, "America/New_York"),
        ({"city": "Portland", "region": "", "latitude": 45.5, "longitude": -122.7, "time_zone": ""}, "America/Los_Angeles"),
    ],
)  # fmt: skip
def test_the_zone_is_as_written_or_that_of_the_place(settled, changes, zone):
    assert settled("import", "p2pu", p2pu(POETRY | changes)).status == 0
    [(circle, _)] = now_in()
    assert circle.zone == zone


def test_what_meets_online_only_is_nowhere(settled):
    """Issue: a circle's place comes from the gazetteer; SPEC 2, browse: an online one is near nobody."""
    assert (
        settled(
            "import", "p2pu", p2pu(POETRY | {"online": True, "venue": "Online", "venue_address": ""})
        ).status
        == 0
    )
    [(circle, _)] = now_in()
    assert (circle.city, circle.point) == (None, None)


def test_an_abbreviation_without_a_place_is_asked_about_and_the_operator_can_say(settled):
    """Issue: an abbreviation is resolved by place, or asked."""
    nowhere = POETRY | {"city": "", "latitude": None, "time_zone": "EST"}
    refused = settled("import", "p2pu", p2pu(nowhere))
    assert refused.status == 2
    assert "row 1, zone: “EST” and the place don’t say which time zone is meant" in refused.err
    assert settled("import", "p2pu", p2pu(nowhere), "--zone", "Europe/Berlin").status == 2
    assert settled("import", "p2pu", p2pu(nowhere), "--zone", "America/New_York").status == 0
    assert "--zone 'EST' is no time zone" in settled("import", "p2pu", p2pu(), "--zone", "EST").complaint


def test_what_is_over_late_at_night_online_closed_or_a_draft_is_so_here(settled):
    night = {"id": 1, "meeting_time": "23:00:00", "end_time": "00:30:00"}
    online = {"id": 2, "online": True, "venue": "Online", "venue_website": "https://meet.example.org/x"}
    closed, draft = {"id": 3, "signup_open": False}, {"id": 4, "draft": True}
    over = {"id": 5, "start_date": "2019-01-07", "last_meeting_date": "2019-02-25"}
    given = [
        POETRY | {"name": f"Circle {n}"} | changes
        for n, changes in enumerate((night, online, closed, draft, over))
    ]
    assert settled("import", "p2pu", p2pu(*given)).status == 0
    found = {circle.name: (circle, meetings) for circle, meetings in now_in()}
    assert found["Circle 0"][1][0].minutes == 90
    assert (found["Circle 1"][0].place, found["Circle 1"][0].link) == (None, "https://meet.example.org/x")
    assert [found[f"Circle {n}"][0].stage for n in (2, 3, 4)] == [Stage.CLOSED, Stage.DRAFT, Stage.OPEN]
    assert found["Circle 4"][1][-1].on == date(2019, 2, 25)


def test_a_bad_row_is_named_and_the_others_enter_and_twice_adds_nothing(settled):
    """Issue: reported by number, field and reason; the good ones enter; twice adds nothing."""
    bad = [
        POETRY | {"id": 2, "start_date": "2030-02-30"},
        POETRY | {"id": 3, "meeting_time": "noonish"},
        POETRY | {"id": 4, "course": {}},
        POETRY | {"id": 5, "weeks": 70},
        POETRY | {"id": 6, "signup_limit": -1},
        7,
    ]
    file = p2pu(POETRY, *bad)
    done = settled("import", "p2pu", file)
    assert done.status == 1
    assert [line.partition(":")[0] for line in done.err.splitlines()] == [
        *(
            "row 2, first_on",
            "row 3, at",
            "row 4, course",
            "row 5, meetings",
            "row 6, capacity",
            "row 7, course",
        ),
    ]
    assert "New circles in Library: 1." in done.out
    assert "Could not enter: 6." in done.out
    assert "New circles in Library: 0. There already: 1." in settled("import", "p2pu", file).out
    assert len(now_in()) == 1


@pytest.mark.parametrize(
    ("given", "at"),
    [("6:00 PM", time(18)), ("6:00PM", time(18)), ("6 p.m.", time(18)), ("18:00", time(18)), ("12:30 am", time(0, 30))],
)  # fmt: skip
def test_a_time_as_people_write_it(settled, given, at):
    assert settled("import", "p2pu", p2pu(POETRY | {"meeting_time": given, "signup_limit": 12.0})).status == 0
    [(circle, meetings)] = now_in()
    assert (meetings[0].at, circle.capacity) == (at, 12)


def test_a_day_that_cannot_be_stops_only_its_row(settled):
    """Issue: a bad row is reported, the good ones enter: also an hour that is skipped, and a year out of this world."""
    gap = {"id": 2, "start_date": "2030-03-10", "meeting_time": "02:30", "time_zone": ""}
    far, past = {"id": 3, "start_date": "9999-12-31"}, {"id": 4, "start_date": "0001-01-01"}
    done = settled(
        "import", "p2pu", p2pu(*(POETRY | {"last_meeting_date": None} | one for one in ({}, gap, far, past)))
    )
    assert (done.status, "Traceback" in done.err) == (1, False)
    assert [line.partition(":")[0] for line in done.err.splitlines()] == [
        "row 2, at",
        "row 3, first_on",
        "row 4, first_on",
    ]
    assert len(now_in()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"count": 2, "items": [{"id": 1, "cour', "line 1, column 34; it seems to be cut off"),
        ('{"count": 2, "items": [{"id": 1, "course": {}}', "column 47; it seems to be cut off"),
        ("", "is no JSON: Expecting value, line 1, column 1; it seems to be cut off"),
        ('{"items": 3}', "is no list of learning circles: expected an object with `items`"),
        ("[" * 100_000 + "]" * 100_000, "is no list of learning circles: it is nested too deep"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_whole(settled, content, said):
    """Issue: a JSON cut in half."""
    Path("list.json").write_text(content)
    assert said in settled("import", "p2pu", "list.json").complaint
    assert now_in() == []


def test_a_file_that_is_not_there_or_no_text(settled):
    assert "none.json cannot be read" in settled("import", "p2pu", "none.json").complaint
    Path("list.csv").write_bytes(b"course\n\xff\xfe")
    assert "list.csv is not UTF-8 text" in settled("import", "csv", "list.csv").complaint


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("cours,first_on,at", "there is no column course; no column is called 'cours', did you mean course?"),
        ("course,first_on,at,at", "at is there twice"),
        ("hello", "there is no column course, first_on, at; no column is called 'hello'"),
        ("", "is empty: expected a first line with the names of columns. The columns are key, name, course"),
    ],
)  # fmt: skip
def test_a_wrong_header_is_refused_whole(settled, header, said):
    """Issue: a CSV with a wrong header."""
    Path("t.csv").write_text(f"{header}\nLogic,2030-01-07,18:00,\n" if header else "")
    assert said in settled("import", "csv", "t.csv").complaint
    assert now_in() == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_our_own_columns(settled, delimiter):
    lines = [
        ["Course", "first_on", "AT", "city", "meetings", "every_weeks", "capacity"],
        ["Logic", "2030-01-07", "6:30 pm", "Köln", "4", "2", "0"],
        ["", "", "", "", "", "", ""],
    ]
    Path("t.csv").write_text("\ufeff" + "\r\n".join(delimiter.join(line) for line in lines), encoding="utf-8")
    assert settled("import", "csv", "t.csv").status == 0
    [(circle, meetings)] = now_in()
    assert (circle.name, circle.zone, circle.capacity) == ("Logic", "Europe/Berlin", 0)
    assert [one.on.day for one in meetings] == [7, 21, 4, 18]
    assert meetings[0].at == time(18, 30)


def test_the_table_that_p2pus_staff_export(settled):
    rows = [
        {"id": "9", "name": "Logic", "course title": "Logic", "location": "Library 1 Main St", "city": "Chicago",
         "time": "18:00:00", "day": "Monday", "first meeting": "2030-12-02", "last meeting": "2030-12-16",
         "draft": "no", "date deleted": "", "created by": "Ada L", "signups": "3"},
        {"id": "10", "name": "Gone", "course title": "Logic", "city": "Chicago", "time": "18:00:00",
         "first meeting": "2030-12-02", "last meeting": "2030-12-16", "draft": "no", "date deleted": "2030-01-01"},
    ]  # fmt: skip
    with Path("t.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    done = settled("import", "csv", "t.csv")
    assert done.status == 1
    assert "row 2, stage: “deleted” isn’t one of the choices" in done.err
    [(circle, meetings)] = now_in()
    assert (circle.name, len(meetings), circle.zone) == ("Logic", 3, "America/Chicago")


def test_which_team_is_asked_where_there_are_several(settled):
    other = Cast().new_team(name="School")
    asyncio.run(_in("other.db", LIBRARY, other))
    file = p2pu(POETRY)
    assert (
        "there are 2 teams, name one with --team: "
        in settled("import", "p2pu", file, "--db", "other.db").complaint
    )
    assert settled("import", "p2pu", file, "--db", "other.db", "--team", "School").status == 0
    assert now_in("other.db") == []


def test_a_team_needs_somebody_who_looks_after_what_comes_in(command):
    asyncio.run(_in("circlebot.db", LIBRARY, organizer=False))
    done = command("import", "p2pu", p2pu(POETRY))
    assert done.status == 2
    assert "Library has no organizer yet" in done.err


def test_a_team_is_taken_away_and_brought_in_again(settled):
    hostile = POETRY | {"id": 2, "name": "=HYPERLINK(1)", "course": {"title": "@x, “y”"}}
    assert settled("import", "p2pu", p2pu(POETRY, hostile)).status == 0
    done = settled("export", "Library", "out")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("out holds Library in 9 files, circles: 2.")
    tables = {
        path.stem: list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        for path in Path("out").iterdir()
    }
    assert {name: len(lines) - 1 for name, lines in tables.items()} == {
        "team": 1, "members": 1, "courses": 2, "circles": 2, "meetings": 16,
        "learners": 0, "attendance": 0, "feedback": 0, "audit": 0,
    }  # fmt: skip
    assert "'=HYPERLINK(1)" in {line[1] for line in tables["circles"]}
    assert "New circles in Library: 0. There already: 2." in settled("import", "csv", "out/circles.csv").out
    asyncio.run(_in("other.db", LIBRARY))
    assert settled("import", "csv", "out/circles.csv", "--db", "other.db").status == 0
    before, after = (
        {c.name: (c.zone, [m.starts_at for m in ms]) for c, ms in now_in(db)}
        for db in ("circlebot.db", "other.db")
    )
    assert before == after


def test_where_circles_meet_goes_along(settled):
    """Issue: the table that is taken away says where circles are, so that they are found near by again."""
    items = [
        POETRY,
        POETRY | {"id": 2, "city": "Suzhou", "country": "China", "region": "", "time_zone": "",
                  "latitude": 31.30408, "longitude": 120.59538},
        POETRY | {"id": 3, "city": "Nairobi", "region": "", "country": "Kenya", "latitude": None, "time_zone": "EAT",
                  "venue": "", "venue_address": "", "online": False},
        POETRY | {"id": 4, "online": True},
    ]  # fmt: skip
    assert settled("import", "p2pu", p2pu(*items)).status == 0
    asyncio.run(_pin())
    assert settled("export", "Library", "out").status == 0
    asyncio.run(_in("other.db", LIBRARY))
    assert settled("import", "csv", "out/circles.csv", "--db", "other.db").status == 0
    before, after = (
        sorted((c.city or "", c.region, c.country, c.point, c.pinned, c.place) for c, _ in now_in(db))
        for db in ("circlebot.db", "other.db")
    )
    assert before == after
    assert [city for city, *_ in after] == ["", "Chicago", "Nairobi", "Suzhou"]
    assert [one[4] for one in after] == [False, True, False, False]


async def _pin() -> None:
    store = await open_store("circlebot.db", serving=False)

    def pin(work):
        [chicago] = [c for c in work.circles.of_team(LIBRARY.id) if c.city == "Chicago"]
        work.circles.change(chicago.id, latitude=41.876123, longitude=-87.628456, pinned=True)

    await store.run(pin)
    await store.close()


def test_taking_away_leaves_what_is_there_alone(settled):
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine")
    assert "out is there already and not empty" in settled("export", "Library", "out").complaint
    assert "no team is called 'Nobody'" in settled("export", "Nobody", "else").complaint
    assert not Path("else").exists()


def test_stats_count_and_name_nobody(settled):
    """SPEC 8: without learners' names."""
    settled("import", "p2pu", p2pu(POETRY, POETRY | {"id": 2, "draft": True}))
    done = settled("stats")
    assert (
        "Library: organizers 1, facilitators 0; circles 1 that meet, 0 over, 1 drafts; learners 0" in done.out
    )
    assert "Omar" not in done.out
