"""What places have to do with circles: a group serves several, a circle has several."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, PersonId, PlaceId


class MustAdminister(BrokenRule):
    """A group is linked only by somebody who administers it there (SPEC 5)."""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """That what a circle tells everybody goes to a place too."""

    circle_id: CircleId
    place_id: PlaceId
    linked_by: PersonId
    linked_at: datetime
