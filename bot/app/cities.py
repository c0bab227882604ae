"""In which city a circle meets, and where on the map."""

from datetime import datetime

from bot.app.authority import Action, may
from bot.app.changing import ensure_is_there
from bot.app.circles import city_facts
from bot.app.meetings import Shift
from bot.app.ports import Work
from bot.app.zones import change_zone
from bot.domain.circles import Circle
from bot.domain.cities import City, Point
from bot.domain.ids import CircleId, PersonId


def see_city(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """The circle, for those who may change its city."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    return circle


def change_city(
    work: Work, actor: PersonId, circle_id: CircleId, city: City | None, pin: Point | None, *, now: datetime
) -> Shift | None:
    """Gives the circle a city, with the point where it meets if that was shared, or none.

    The city's clocks become the circle's: what that moves is returned, or None when the circle went by them already.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    facts = city_facts(city, pin)
    if city is None or city.zone == circle.zone:
        work.circles.change(circle_id, **facts)
        return None
    return change_zone(work, actor, circle_id, city.zone, city=facts, now=now)
