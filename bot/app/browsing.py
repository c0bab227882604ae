"""Finding a circle to join: nearby, then what starts soonest, narrowed down (SPEC 2, `browse`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.cities import City, Point, distance
from bot.domain.errors import ValueIsNoChoice
from bot.domain.ids import CircleId, PersonId, SearchId, new_id
from bot.domain.meetings import Meeting
from bot.domain.searches import KEPT, NEARBY, By, Search, toggled
from bot.domain.text import optional_line

PAGE = 5
"""How many circles a page of browse shows."""

MOST_COUNTED = 200
"""So many are counted; of more it is said that there are more."""

CLOSEST = 3
"""Circles that are shown where none is near."""

TOPIC = 60
"""Characters of the words for a topic."""

USED_AGAIN = timedelta(hours=1)
"""A search that was used so lately is not marked as used once more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A circle in a list. `seats_left` None means unlimited; `far` are kilometres from where one looks, if both are known."""

    circle: Circle
    next_meeting: Meeting | None
    seats_left: int | None
    waiting: int
    far: float | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of circles; `offset` counts those before it, `total` at most all that are counted.

    Where one looks near a place and nothing is there, `nearby` is False: these are the closest, and those online; `somewhere`
    is True where there are none such either: these say no city.
    """

    search: Search | None
    listed: tuple[Listed, ...]
    offset: int
    total: int
    nearby: bool = True
    somewhere: bool = False

    @property
    def has_more(self) -> bool:
        """Whether others come after these."""
        return self.offset + len(self.listed) < self.total


def browse(
    work: Work, actor: PersonId, search: Search | None = None, *, offset: int = 0, now: datetime
) -> Page:
    """Circles that are open for sign-up and meet again: in one's area by distance, then by their next start.

    Whoever asks for those online gets them from everywhere, by their next start.
    """
    may(work, actor, Action.FIND, None, now=now)
    point = search.point if search else None
    if search is None or point is None or search.online:
        circles, total = _soonest(work, search, offset=offset, limit=PAGE, now=now)
        return Page(search, _listed(work, circles, point, now=now), offset, total)
    circles, total = work.searches.near(search, point, within=NEARBY, now=now, offset=offset, limit=PAGE)
    if total:
        return Page(search, _listed(work, circles, point, now=now), offset, total)
    closest = work.searches.closest(search, point, now=now, limit=CLOSEST)
    circles, total = _soonest(
        work,
        replace(search, online=True),
        without=[circle.id for circle in closest],
        offset=max(0, offset - len(closest)),
        limit=max(0, PAGE - len(closest[offset:])),
        now=now,
    )
    if not closest and not total:
        circles, total = _soonest(work, search, offset=offset, limit=PAGE, now=now)
        listed = _listed(work, circles, point, now=now)
        return Page(search, listed, offset, total, nearby=False, somewhere=True)
    found = [*closest[offset:], *circles]
    return Page(search, _listed(work, found, point, now=now), offset, len(closest) + total, nearby=False)


def look(
    work: Work,
    actor: PersonId,
    spot: str,
    *,
    city: City | None = None,
    shared: Point | None = None,
    topic: str | None = None,
    narrowed_as: SearchId | None = None,
    now: datetime,
) -> Search:
    """Begins to look around a city or a shared location, or for a topic; narrowed down as another search there was, if named.

    Of a shared location no more is kept than where it is to about a kilometre, for as long as the search.
    """
    may(work, actor, Action.FIND, None, now=now)
    before = find_search(work, actor, spot, narrowed_as, now=now)
    point = city.point if city else shared.blurred() if shared else None
    begun = Search(
        id=SearchId(new_id()),
        person_id=actor,
        spot=spot,
        city=city.id if city else None,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        topic=optional_line(topic, field="topic", limit=TOPIC) or (before.topic if before else None),
        language=before.language if before else None,
        weekdays=before.weekdays if before else "",
        online=before.online if before else False,
        seats=before.seats if before else False,
        made_at=now,
        used_at=now,
    )
    work.searches.add(begun)
    return begun


def find_search(
    work: Work, actor: PersonId, spot: str, search_id: SearchId | None, *, now: datetime
) -> Search | None:
    """The search, if it was begun in that conversation and is kept still. In a group it is everybody's there."""
    may(work, actor, Action.FIND, None, now=now)
    search = work.searches.find(search_id) if search_id else None
    if search is None or search.spot != spot or search.is_over(now=now):
        return None
    if now - search.used_at > USED_AGAIN:
        work.searches.change(search.id, used_at=now)
    return search


def narrow(
    work: Work,
    actor: PersonId,
    spot: str,
    search_id: SearchId | None,
    by: By,
    value: str,
    *,
    now: datetime,
) -> Search:
    """Narrows the search down, or no longer; one that is gone begins anew, from nowhere.

    Of language and topic the value counts, empty for any; a weekday, and the rest, are switched. Raises ValueIsNoChoice.
    """
    may(work, actor, Action.FIND, None, now=now)
    search = find_search(work, actor, spot, search_id, now=now) or look(work, actor, spot, now=now)
    match by:
        case By.TOPIC:
            search = replace(search, topic=optional_line(value, field="topic", limit=TOPIC))
        case By.LANGUAGE:
            if value and value not in work.searches.languages():
                raise ValueIsNoChoice(field="language", given=value)
            search = replace(search, language=value or None)
        case By.WEEKDAY:
            if value not in set("0123456"):
                raise ValueIsNoChoice(field="weekday", given=value)
            search = replace(search, weekdays=toggled(search.weekdays, int(value)))
        case By.ONLINE:
            search = replace(search, online=not search.online)
        case By.SEATS:
            search = replace(search, seats=not search.seats)
    work.searches.change(
        search.id,
        topic=search.topic,
        language=search.language,
        weekdays=search.weekdays,
        online=search.online,
        seats=search.seats,
    )
    return search


def languages_to_choose(work: Work, actor: PersonId, *, now: datetime) -> Sequence[str]:
    """In which languages circles are open."""
    may(work, actor, Action.FIND, None, now=now)
    return work.searches.languages()


def forget_searches(work: Work, *, now: datetime) -> int:
    """Forgets what was looked for and where, once it is not used any more (SPEC 9). Returns how many there were."""
    return work.searches.forget(before=now - KEPT)


def _soonest(
    work: Work,
    search: Search | None,
    *,
    without: Sequence[CircleId] = (),
    offset: int,
    limit: int,
    now: datetime,
) -> tuple[Sequence[Circle], int]:
    most = max(MOST_COUNTED, offset + limit) + 1
    return work.searches.soonest(search, without=without, now=now, offset=offset, limit=limit, most=most)


def _listed(
    work: Work, circles: Sequence[Circle], point: Point | None, *, now: datetime
) -> tuple[Listed, ...]:
    ids = [circle.id for circle in circles]
    ahead, taken = work.meetings.next_of(ids, now=now), work.signups.count_taken(ids)
    found: list[Listed] = []
    for circle in circles:
        left = None if circle.capacity is None else max(0, circle.capacity - taken[circle.id])
        far = distance(point, circle.point) if point and circle.point else None
        waiting = len(work.signups.line(circle.id)) if left == 0 else 0
        found.append(Listed(circle, ahead.get(circle.id), left, waiting, far))
    return tuple(found)
