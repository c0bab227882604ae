"""Messages, relays, and mutes."""

from collections.abc import Sequence
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.ids import CircleId, MessageId, PersonId, RelayId
from bot.domain.messages import CircleMessage
from bot.domain.mutes import Mute
from bot.domain.relays import Relay


class Messages(Shelf[MessageId, CircleMessage], Protocol):
    """What those who run circles write to learners."""

    def of_circle(self, circle: CircleId) -> Sequence[CircleMessage]:
        """The latest first."""
        ...

    def to_person(self, circle: CircleId, person: PersonId, *, limit: int) -> Sequence[CircleMessage]:
        """The latest in that circle that have gone out to the person, delivered or not, the latest first."""
        ...

    def remove(self, message: MessageId) -> None: ...


class Relays(Shelf[RelayId, Relay], Protocol):
    """What was passed on."""

    def put_late(self, relay: Relay) -> bool:
        """Adds that somebody runs late; False when they have said so for the meeting already."""
        ...

    def answers_to(self, relay: RelayId) -> Sequence[Relay]:
        """In order."""
        ...


class Mutes(Protocol):
    """What people do not want to be sent; one a person and circle, and one for everything."""

    def put(self, mute: Mute) -> None:
        """The last one counts."""
        ...

    def lift(self, person: PersonId, circle: CircleId | None) -> bool:
        """Whether there was one; None means the one for everything."""
        ...

    def of(self, person: PersonId) -> Sequence[Mute]: ...
