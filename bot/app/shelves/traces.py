"""All that refers to a person, erasing and moving it, and codes that link accounts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import CircleId, PersonId, SignupId
from bot.domain.linking import LinkCode
from bot.domain.signups import Signup


class Traces(Protocol):
    """All that refers to a person, whatever the table."""

    def of(self, person: PersonId) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """All that is stored about the person, by heading; secrets, others' ids and the machinery left out."""
        ...


class LinkCodes(Protocol):
    """Codes that link accounts, by the hash of their secret."""

    def add(self, code: LinkCode) -> None: ...
    def lock(self, code_hash: str) -> LinkCode | None:
        """The code of that hash, its row locked until the transaction ends."""
        ...

    def use_up(self, person: PersonId, *, now: datetime) -> int:
        """None of the person's codes can be used any more; returns how many could."""
        ...


class Erasing(Protocol):
    """Erases: a person, or what the learners of a circle said."""

    def person(self, person: PersonId, *, called: str, now: datetime) -> None:
        """Takes away name, contacts and all that the person said or was told alone; what counts stays, `called` so."""
        ...

    def circle(self, circle: CircleId, *, now: datetime) -> None:
        """Takes away what the circle's learners said."""
        ...

    def circles_over(self, *, before: datetime, limit: int) -> Sequence[CircleId]:
        """Circles whose last meeting ended before that, and whose learners' words have not been erased since."""
        ...

    def learners_gone(self, *, before: datetime, limit: int) -> Sequence[PersonId]:
        """Those who have been in a circle, run nothing, and neither did anything since nor are in a circle that met since."""
        ...


class Merging(Protocol):
    """Moves what is one person's to another."""

    def signups(self, merged: Signup, gone: SignupId) -> None:
        """Makes one sign-up of two in one circle: `merged` takes the place of the row with its id, `gone` goes."""
        ...

    def person(self, gone: PersonId, kept: PersonId) -> None:
        """All that is `gone`'s is `kept`'s, and `gone` is nobody any more. Sign-ups in one circle must be one before."""
        ...
