"""What people look for, and the circles that they find.

Circles have an index of their stage and point, so what lies in a box around a point is found at once, and only for those few
it is asked when they meet next and how many seats are left. What is nearer is told on a flat map, which is right to a
hundredth within some hundred kilometres.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    exists,
    extract,
    func,
    literal_column,
    or_,
    select,
)

from bot.domain.circles import Circle, Stage
from bot.domain.cities import EARTH, Point, distance
from bot.domain.ids import CircleId, SearchId
from bot.domain.meetings import LONGEST
from bot.domain.searches import Search
from bot.domain.text import fold
from storage.circles import CIRCLES
from storage.meetings import MEETINGS
from storage.shelves import Shelf, Things, in_pages
from storage.signups import SIGNUPS
from storage.tables import SearchRow

SEARCHES = Things(Search, SearchRow)

DEGREE = radians(1) * EARTH
"""Kilometres in a degree of latitude."""

WIDER = (200.0, 1000.0, 4000.0, DEGREE * 180)
"""How far is looked for the closest, one after the other, up to the whole earth."""

CANDIDATES = 200
"""Circles of which it is asked whether they still meet, when the closest are looked for."""

_searches, _circles, _meetings, _signups = (
    things.table.c for things in (SEARCHES, CIRCLES, MEETINGS, SIGNUPS)
)
_FORGET = delete(SEARCHES.table).where(_searches.used_at < bindparam("before"))
_LANGUAGES = (
    select(_circles.language).where(_circles.stage == Stage.OPEN).distinct().order_by(_circles.language)
)
_AHEAD = (_meetings.cancelled_at.is_(None), _meetings.ends_at > bindparam("now"))
_THESE = CIRCLES.select.where(_circles.id.in_(bindparam("circles", expanding=True)))
_STARTS = (
    select(_meetings.circle_id, func.min(_meetings.starts_at))
    .where(_meetings.circle_id.in_(bindparam("circles", expanding=True)), *_AHEAD)
    .group_by(_meetings.circle_id)
)
_EARLIER = MEETINGS.table.alias()
_IS_FIRST = ~exists().where(
    _EARLIER.c.circle_id == _meetings.circle_id,
    _EARLIER.c.cancelled_at.is_(None),
    _EARLIER.c.ends_at > bindparam("now"),
    or_(
        _EARLIER.c.starts_at < _meetings.starts_at,
        and_(_EARLIER.c.starts_at == _meetings.starts_at, _EARLIER.c.id < _meetings.id),
    ),
)
_NEXT = (
    select(func.min(_meetings.starts_at))
    .where(_meetings.circle_id == _circles.id, *_AHEAD)
    .correlate(CIRCLES.table)
    .scalar_subquery()
)
_MEETS = exists().where(_meetings.circle_id == _circles.id, *_AHEAD).correlate(CIRCLES.table)
_TAKEN = (
    select(func.count())
    .where(_signups.circle_id == _circles.id, _signups.seat.is_not(None))
    .correlate(CIRCLES.table)
    .scalar_subquery()
)
_ACROSS = _circles.longitude - bindparam("longitude")
# The shorter way round.
_EAST = case((_ACROSS > 180, _ACROSS - 360), (_ACROSS < -180, _ACROSS + 360), else_=_ACROSS)
_UP = _circles.latitude - bindparam("latitude")
_FAR = _UP * _UP + _EAST * _EAST * bindparam("squeezed")


class Searches(Shelf[SearchId, Search]):
    """Searches, and what is found."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, SEARCHES)

    def forget(self, *, before: datetime) -> int:
        """Removes those that were last used before that; returns how many there were."""
        return self._touched(_FORGET, {"before": before})

    def near(
        self, wanted: Search | None, point: Point, *, within: float, now: datetime, offset: int, limit: int
    ) -> tuple[Sequence[Circle], int]:
        """One page of those within so many kilometres, by distance, then by their next start, and how many there are."""
        box = (
            select(_circles.id, _FAR.label("far"), _NEXT.label("at"))
            .where(*_wanted(wanted), *_box(point, within), bindparam("reach") >= _FAR)
            .order_by(literal_column("far"), literal_column("at"), _circles.id)
        )
        given = {**_from(point), "now": now, "reach": (within / DEGREE) ** 2}
        # Those that meet no more are taken out here: asking for it in the statement would look for each meeting twice.
        found = [row.id for row in self._connection.execute(box, given) if row.at is not None]
        return self._circles(found[offset : offset + limit]), len(found)

    def closest(self, wanted: Search | None, point: Point, *, now: datetime, limit: int) -> Sequence[Circle]:
        """Those whose places are closest, however far that is."""
        found: list[CircleId] = []
        for within in WIDER:
            likely = (
                select(_circles.id)
                .where(*_wanted(wanted), *_box(point, within), _circles.latitude.is_not(None))
                .order_by(_FAR, _circles.id)
                .limit(CANDIDATES)
            )
            ids = self._connection.execute(likely, {**_from(point), "now": now}).scalars().all()
            meeting = {id for id, _ in self._starts(ids, now=now)}
            found = [id for id in ids if id in meeting][: 2 * limit]
            if len(found) >= limit:
                break
        # The map is flat only near by.
        circles = self._circles(found)
        return sorted(circles, key=lambda one: distance(point, one.point or point))[:limit]

    def soonest(
        self,
        wanted: Search | None,
        *,
        without: Sequence[CircleId] = (),
        now: datetime,
        offset: int,
        limit: int,
        most: int,
    ) -> tuple[Sequence[Circle], int]:
        """One page by the next start, but for those `without`, and how many there are, counted up to `most`."""
        conditions = [*_wanted(wanted), *([_circles.id.not_in(without)] if without else [])]
        some = select(_circles.id).where(*conditions, _MEETS).limit(most)
        ids = self._connection.execute(some, {"now": now}).scalars().all()
        if len(ids) < most:
            by_start = sorted(self._starts(ids, now=now), key=lambda one: (one[1], one[0]))
            return self._circles([id for id, _ in by_start[offset : offset + limit]]), len(ids)
        # They are many, so whoever goes through the meetings from now on soon has a page of them.
        fits = exists().where(_circles.id == _meetings.circle_id, *conditions).correlate(MEETINGS.table)
        walk = (
            select(_meetings.circle_id)
            .where(*_AHEAD, _meetings.starts_at > bindparam("earliest"), _IS_FIRST, fits)
            .order_by(_meetings.starts_at, _meetings.circle_id)
            .offset(offset)
            .limit(limit)
        )
        given = {"now": now, "earliest": now - timedelta(minutes=LONGEST)}
        return self._circles(self._connection.execute(walk, given).scalars().all()), len(ids)

    def _starts(self, ids: Sequence[CircleId], *, now: datetime) -> list[tuple[CircleId, datetime]]:
        """For each of those circles that meet again the start."""
        return [
            (id, start)
            for page in in_pages(ids)
            for id, start in self._connection.execute(_STARTS, {"circles": page, "now": now})
        ]

    def _circles(self, ids: Sequence[CircleId]) -> Sequence[Circle]:
        """Those circles, in that order."""
        found = {row[0]: Circle(*row) for row in self._connection.execute(_THESE, {"circles": ids})}
        return [found[id] for id in ids]

    def languages(self) -> Sequence[str]:
        """The languages of circles that are open, by their codes."""
        return self._column(_LANGUAGES)


def _wanted(search: Search | None) -> list[ColumnElement[bool]]:
    """Open for sign-up, and as it is looked for."""
    found: list[ColumnElement[bool]] = [_circles.stage == Stage.OPEN]
    if search is None:
        return found
    if search.topic:
        found += [_circles.words.contains(word, autoescape=True) for word in fold(search.topic).split()]
    if search.language:
        found.append(_circles.language == search.language)
    if search.weekdays:
        # Of the engines' weekdays Sunday is 0.
        days = [(int(day) + 1) % 7 for day in search.weekdays]
        on = extract("dow", _meetings.on).in_(days)
        found.append(exists().where(_meetings.circle_id == _circles.id, *_AHEAD, on).correlate(CIRCLES.table))
    if search.online:
        found.append(_circles.link.is_not(None))
    if search.seats:
        found.append(or_(_circles.capacity.is_(None), _circles.capacity > _TAKEN))
    return found


def _box(point: Point, within: float) -> list[ColumnElement[bool]]:
    """What lies as far north, south, east and west; over the date line on both sides of it, at the poles all around."""
    up = within / DEGREE
    south, north = point.latitude - up, point.latitude + up
    found: list[ColumnElement[bool]] = [_circles.latitude.between(south, north)]
    widest = max(abs(south), abs(north))
    if widest >= 90 or (across := up / cos(radians(widest))) >= 180:
        return found
    west, east = point.longitude - across, point.longitude + across
    if west < -180 or east > 180:
        beyond = _circles.longitude >= (west + 360 if west < -180 else west)
        return [*found, or_(beyond, _circles.longitude <= (east - 360 if east > 180 else east))]
    return [*found, _circles.longitude.between(west, east)]


def _from(point: Point) -> dict[str, Any]:
    squeezed = cos(radians(point.latitude)) ** 2
    return {"latitude": point.latitude, "longitude": point.longitude, "squeezed": squeezed}
