"""Who came, what was told to the learners, and who leads instead of whom."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.attendance import Attendance, CheckIn, CheckInCode
from bot.domain.covers import Cover, Refusal
from bot.domain.ids import CoverId, MeetingId, PersonId
from bot.domain.recaps import Recap


class Attendances(Protocol):
    """Who came; one record a meeting."""

    def put(self, attendance: Attendance) -> None:
        """The last one counts."""
        ...

    def of_meetings(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, Attendance]: ...


class CheckIns(Protocol):
    """Who checked in at the table, and with what codes."""

    def put(self, check_in: CheckIn) -> bool:
        """Whether they had not checked in before."""
        ...

    def of(self, meeting: MeetingId) -> Sequence[PersonId]:
        """In the order in which they came."""
        ...

    def put_code(self, code: CheckInCode) -> None:
        """In place of the one that the same person made for the meeting before."""
        ...

    def by_hash(self, code_hash: str) -> CheckInCode | None: ...


class Recaps(Protocol):
    """Recaps; one a meeting."""

    def find(self, meeting: MeetingId) -> Recap | None: ...
    def put(self, recap: Recap) -> None:
        """The last one counts."""
        ...


class Covers(Shelf[CoverId, Cover], Protocol):
    """Who cannot lead, and who leads instead."""

    def of_meeting(self, meeting: MeetingId) -> Sequence[Cover]:
        """The latest first."""
        ...

    def of_meetings(self, meetings: Collection[MeetingId]) -> Sequence[Cover]:
        """Those of all these meetings, the latest first."""
        ...

    def taken_by(self, person: PersonId) -> Sequence[Cover]:
        """What the person leads instead of others, or did."""
        ...

    def refuse(self, refusal: Refusal) -> None:
        """Again changes nothing."""
        ...

    def refused_by(self, cover: CoverId) -> Sequence[PersonId]:
        """Those who said no, in that order."""
        ...
