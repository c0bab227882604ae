"""Circles as they are found: near by, the closest, the soonest, narrowed down; and searches themselves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.circles import Stage
from bot.domain.cities import Point
from bot.domain.ids import SearchId, new_id
from bot.domain.searches import Search
from bot.domain.signups import Standing

DAY = timedelta(days=1)
KOELN, BONN, BERLIN = Point(50.94, 6.96), Point(50.73, 7.1), Point(52.52, 13.41)


def search(cast, now, **given) -> Search:
    return Search(**{
        "id": SearchId(new_id()), "person_id": cast.ben.id, "spot": "telegram:1", "city": None, "latitude": None,
        "longitude": None, "topic": None, "language": None, "weekdays": "", "online": False, "seats": False,
        "made_at": now, "used_at": now, **given,
    })  # fmt: skip


@pytest.fixture
def add(store, cast, now):
    """Adds a circle at a point, with meetings that start so many days from now."""

    async def add(point=None, *days, meeting=None, **given):
        place = {"latitude": point.latitude, "longitude": point.longitude} if point else {}
        circle = cast.new_circle(**{**place, **given})
        meetings = [
            cast.new_meeting(circle_id=circle.id, starts_at=now + timedelta(days=day), **(meeting or {}))
            for day in days or (5,)
        ]

        def keep(work):
            work.circles.add(circle)
            work.meetings.add(*meetings)

        await store.run(keep)
        return circle

    return add


def near(point, wanted=None, *, now, within=50, offset=0, limit=9):
    return lambda work: work.searches.near(wanted, point, within=within, now=now, offset=offset, limit=limit)


def soonest(wanted=None, *, now, offset=0, limit=9, most=9, without=()):
    return lambda work: work.searches.soonest(
        wanted, now=now, offset=offset, limit=limit, most=most, without=without
    )


async def test_searches_are_kept_changed_and_forgotten(store, cast, now):
    kept = search(cast, now, city=1, latitude=50.5, longitude=7.25, topic="x", weekdays="03", online=True)
    old = search(cast, now, used_at=now - DAY)
    await store.run(lambda work: work.searches.add(kept, old))
    await store.run(lambda work: work.searches.change(kept.id, seats=True))
    assert await store.run(lambda work: work.searches.get(kept.id)) == replace(kept, seats=True)
    assert await store.run(lambda work: work.searches.forget(before=now)) == 1
    assert await store.run(lambda work: work.searches.find(old.id)) is None
    assert await store.run(lambda work: work.searches.find(kept.id)) is not None


async def test_near_by_distance_then_by_start(store, cast, now, add):
    """SPEC 2, browse."""
    late = await add(KOELN, 5, 12)
    soon = await add(KOELN, 2, 9)
    bonn = await add(BONN, 1)
    await add(BERLIN, 1)
    await add(None, 1)
    assert await store.run(near(KOELN, now=now)) == ([soon, late, bonn], 3)
    assert await store.run(near(BONN, now=now)) == ([bonn, soon, late], 3)
    assert await store.run(near(KOELN, now=now, within=20)) == ([soon, late], 2)
    assert await store.run(near(KOELN, now=now, offset=1, limit=1)) == ([late], 3)
    assert await store.run(near(KOELN, now=now, offset=3)) == ([], 3)
    assert await store.run(near(Point(-40, -120), now=now)) == ([], 0)


async def test_what_is_not_open_or_meets_no_more_is_not_found(store, cast, now, add):
    for stage in set(Stage) - {Stage.OPEN}:
        await add(KOELN, 1, stage=stage)
    await add(KOELN, -1)
    await add(KOELN, 1, meeting={"cancelled_at": now})
    going_on = await add(KOELN, -0.04, 7)
    assert await store.run(near(KOELN, now=now)) == ([going_on], 1)
    closest = await store.run(lambda work: work.searches.closest(None, KOELN, now=now, limit=9))
    assert closest == [going_on]
    assert await store.run(soonest(now=now)) == ([going_on, cast.circle], 2)


async def test_over_the_date_line_and_at_the_poles(store, cast, now, add):
    west, east = await add(Point(-17, 179.9)), await add(Point(-17, -179.95))
    pole = await add(Point(89.9, 100))
    assert await store.run(near(Point(-17, 179.85), now=now)) == ([west, east], 2)
    assert await store.run(near(Point(-17, -179.9), now=now)) == ([east, west], 2)
    assert await store.run(near(Point(89.9, 100), now=now)) == ([pole], 1)
    closest = await store.run(lambda work: work.searches.closest(None, Point(-16, -179), now=now, limit=1))
    assert closest == [east]


async def test_the_closest_however_far(store, cast, now, add):
    """SPEC 2, browse: nothing nearby."""
    circles = [await add(point) for point in (BERLIN, BONN, Point(40.4, -3.7), Point(-33.9, 151.2))]

    def closest(limit, wanted=None):
        return lambda work: work.searches.closest(wanted, Point(51.5, -0.1), now=now, limit=limit)

    assert await store.run(closest(1)) == [circles[1]]
    assert await store.run(closest(9)) == [circles[1], circles[0], circles[2], circles[3]]
    assert await store.run(closest(9, search(cast, now, topic="chess"))) == []


@pytest.mark.parametrize("most", [3, 99])
async def test_the_soonest_in_pages(store, cast, now, add, most):
    """Whether they are many or few, the order is the same; what is counted ends at `most`."""
    on_now, soon = await add(None, -0.02, 9), await add(None, -1, 1)
    same = sorted([await add(None, 5), await add(KOELN, 5)], key=lambda circle: circle.id)
    await add(None, 1, stage=Stage.DRAFT)
    expected, total = [on_now, soon, cast.circle, *same], min(most, 5)
    for offset in (0, 2, 4):
        page = await store.run(soonest(now=now, offset=offset, limit=2, most=max(most, offset + 1)))
        assert page == (expected[offset : offset + 2], max(total, min(5, offset + 1)))
    without = await store.run(soonest(now=now, most=most, without=[soon.id]))
    assert without == ([circle for circle in expected if circle != soon], min(most, 4))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "abcd"),
        ({"topic": "PUBLIC"}, "a"),
        ({"topic": "economie etranger"}, "b"),
        ({"topic": "100%"}, ""),
        ({"language": "fr"}, "b"),
        ({"weekdays": "0"}, "c"),
        ({"weekdays": "36"}, "abd"),
        ({"online": True}, "ad"),
        ({"seats": True}, "abd"),
        ({"online": True, "seats": True, "language": "de", "topic": "l"}, "ad"),
    ],
)
async def test_narrowed_down(store, cast, now, add, wanted, found):
    """SPEC 2, browse: topic, language, weekday, online, has seats."""
    by_letter = {
        "a": await add(KOELN, 1, name="Public speaking", link="https://example.org/a"),
        "b": await add(KOELN, 2, name="Économie à l’étranger", language="fr"),
        "c": await add(KOELN, 3, capacity=1, meeting={"on": date(2026, 3, 2)}),
        "d": await add(KOELN, 4, capacity=None, link="https://example.org/d"),
    }
    seated = cast.signup(cast.cleo, circle_id=by_letter["c"].id, standing=Standing.SEATED)
    await store.run(lambda work: work.signups.add(seated))
    expected = [by_letter[letter] for letter in found]
    looked_for = search(cast, now, **wanted)
    assert await store.run(near(KOELN, looked_for, now=now)) == (expected, len(expected))
    closest = await store.run(lambda work: work.searches.closest(looked_for, KOELN, now=now, limit=9))
    assert {circle.id for circle in closest} == {circle.id for circle in expected}
    without = [cast.circle.id]
    assert await store.run(soonest(looked_for, now=now, without=without)) == (expected, len(expected))


async def test_languages_of_open_circles(store, cast, now, add):
    await add(None, language="en")
    await add(None, language="fr", stage=Stage.DRAFT)
    assert await store.run(lambda work: work.searches.languages()) == ["de", "en"]
