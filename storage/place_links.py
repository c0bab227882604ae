"""Which places circles are linked with."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete

from bot.domain.circles import Circle, Stage
from bot.domain.ids import CircleId, PlaceId
from bot.domain.people import Place
from bot.domain.places import PlaceLink
from storage.circles import CIRCLES
from storage.people import PLACES
from storage.shelves import Drawer, IfNew, Rows
from storage.tables import PlaceLinkRow

LINKS = Rows(PlaceLink, PlaceLinkRow)

_links, _places, _circles = LINKS.table.c, PLACES.table.c, CIRCLES.table.c
_PUT = IfNew(LINKS.table, "circle_id", "place_id")
_AT = LINKS.select.where(_links.place_id == bindparam("place")).order_by(_links.linked_at, _links.circle_id)
_REMOVE = delete(LINKS.table).where(
    _links.circle_id == bindparam("circle"), _links.place_id == bindparam("place")
)
_PLACES = (
    PLACES.select.join(LINKS.table, _links.place_id == _places.id)
    .where(_links.circle_id == bindparam("circle"))
    .order_by(_links.linked_at, _places.id)
)
_CIRCLES = (
    CIRCLES.select.join(LINKS.table, _links.circle_id == _circles.id)
    .where(_links.place_id == bindparam("place"), _circles.stage != Stage.DELETED)
    .order_by(_links.linked_at, _circles.id)
)


class PlaceLinks(Drawer[PlaceLink]):
    """Circles and places, many to many."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, LINKS)
        self._places = LinkedPlaces(connection)
        self._circles = LinkedCircles(connection)

    def put(self, link: PlaceLink) -> bool:
        """Whether the two were not linked before."""
        return self._touched(_PUT.on(self._connection), LINKS.values(link)) == 1

    def remove(self, circle: CircleId, place: PlaceId) -> bool:
        """Whether they were linked."""
        return self._touched(_REMOVE, {"circle": circle, "place": place}) == 1

    def places(self, circle: CircleId) -> Sequence[Place]:
        """The circle's places, those that cannot be reached too, in the order in which they were linked."""
        return self._places.of(circle)

    def circles(self, place: PlaceId) -> Sequence[Circle]:
        """The place's circles that are not deleted, in the order in which they were linked."""
        return self._circles.at(place)

    def move(self, before: PlaceId, after: PlaceId) -> None:
        """All links of the one place are the other's."""
        for link in self._all(_AT, place=before):
            self.put(PlaceLink(link.circle_id, after, link.linked_by, link.linked_at))
            self.remove(link.circle_id, before)


class LinkedPlaces(Drawer[Place]):
    """The places that circles are linked with."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, PLACES)

    def of(self, circle: CircleId) -> Sequence[Place]:
        """Those of one circle."""
        return self._all(_PLACES, circle=circle)


class LinkedCircles(Drawer[Circle]):
    """The circles that places are linked with."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, CIRCLES)

    def at(self, place: PlaceId) -> Sequence[Circle]:
        """Those at one place."""
        return self._all(_CIRCLES, place=place)
