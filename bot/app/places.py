"""Linking a circle with groups and channels, and what they may read there (SPEC 5, 9)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, is_allowed, may
from bot.app.circles import upcoming
from bot.app.place_reach import catch_up_place, place_at
from bot.app.ports import Work
from bot.app.seats import ensure_not_deleted
from bot.domain.circles import Circle, Stage
from bot.domain.ids import CircleId, PersonId, PlaceId
from bot.domain.people import Place, PlaceKey
from bot.domain.places import MustAdminister, PlaceLink
from bot.domain.teams import Role


@dataclass(frozen=True, slots=True)
class CirclePlaces:
    """A circle with the places that it is linked with, and how many it has that cannot be reached."""

    circle: Circle
    places: tuple[Place, ...]


def circles_to_link(work: Work, actor: PersonId, *, now: datetime) -> list[Circle]:
    """The circles that the actor may link with a place: those they run that go on, by name."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    found = {circle.id: circle for circle in work.circles.run_by(actor)}
    for membership in work.teams.of(actor):
        if membership.role is Role.ORGANIZER:
            found |= {circle.id: circle for circle in work.circles.of_team(membership.team_id)}
    going_on = [
        circle
        for circle in found.values()
        if circle.stage is not Stage.DRAFT
        and upcoming(work.meetings.of_circle(circle.id), now=now) is not None
    ]
    return sorted(going_on, key=lambda circle: (circle.name.casefold(), circle.id))


def linked_at(work: Work, actor: PersonId, key: PlaceKey, *, now: datetime) -> list[Circle]:
    """The circles linked with that place that the actor runs."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    place = work.places.by_key(key)
    circles = work.place_links.circles(place.id) if place else ()
    return [circle for circle in circles if is_allowed(work, actor, Action.RUN_CIRCLE, circle)]


def link_place(
    work: Work,
    actor: PersonId,
    circle_id: CircleId,
    key: PlaceKey,
    *,
    title: str,
    administers: bool | None,
    now: datetime,
) -> tuple[Circle, Place]:
    """From now on the circle's reminders go to that place too; what it would have got already goes there at once.

    `administers` is the platform's word on whether the actor does; None where it has none. Twice is once. Raises
    MustAdminister or CircleIsDeleted.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_not_deleted(circle)
    if administers is False:
        raise MustAdminister
    place = place_at(work, key, title=title, now=now)
    work.place_links.put(PlaceLink(circle_id, place.id, actor, now))
    catch_up_place(work, circle, place.id, now=now)
    return circle, place


def unlink_place(
    work: Work, actor: PersonId, circle_id: CircleId, place_id: PlaceId, *, now: datetime
) -> tuple[Circle, Place]:
    """Nothing of the circle goes to that place any more, and its cards there stay as they are. Twice is once."""
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    work.place_links.remove(circle_id, place_id)
    work.cards.remove(circle_id, place_id)
    return circle, work.places.get(place_id)


def show_in_places(
    work: Work,
    actor: PersonId,
    circle_id: CircleId,
    *,
    names: bool | None = None,
    link: bool | None = None,
    now: datetime,
) -> Circle:
    """Whether linked places read first names rather than a headcount, and the link to meet online; None leaves it."""
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_not_deleted(circle)
    given = {"names_in_places": names, "link_in_places": link}
    columns = {name: value for name, value in given.items() if value is not None}
    work.circles.change(circle_id, **columns)
    work.cards.mark(circle_id, now=now)
    return work.circles.get(circle_id)


def see_places(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> CirclePlaces:
    """The circle's places, for those who run it. Raises CircleIsDeleted."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    ensure_not_deleted(circle)
    return CirclePlaces(circle, tuple(work.place_links.places(circle_id)))
