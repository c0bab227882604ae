"""RSVPs: who says they come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import MeetingId, PersonId
from bot.domain.meetings import Meeting


class Answer(StrEnum):
    """What a learner says about a meeting."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Rsvp:
    """A learner's last answer. It belongs to the time that `revision` names; `reason` is for facilitators only."""

    meeting_id: MeetingId
    person_id: PersonId
    answer: Answer
    reason: str | None
    revision: int
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Headcount:
    """The learners of a circle by what they say about one meeting."""

    coming: tuple[PersonId, ...]
    maybe: tuple[PersonId, ...]
    not_coming: tuple[PersonId, ...]
    silent: tuple[PersonId, ...]

    @property
    def total(self) -> int:
        """How many learners there are."""
        return len(self.coming) + len(self.maybe) + len(self.not_coming) + len(self.silent)

    @property
    def answered(self) -> int:
        """How many of them have answered."""
        return self.total - len(self.silent)


def stands(rsvp: Rsvp | None, meeting: Meeting) -> Answer | None:
    """The answer if it is for the meeting's present time; after a move it asks to be confirmed (SPEC 4.11)."""
    return rsvp.answer if rsvp is not None and rsvp.revision == meeting.revision else None


def headcount(meeting: Meeting, learners: Collection[PersonId], rsvps: Mapping[PersonId, Rsvp]) -> Headcount:
    """The headcount among those who are in the circle now; who left is in no count (SPEC 4.15)."""
    said = {person: stands(rsvps.get(person), meeting) for person in learners}

    def those(answer: Answer | None) -> tuple[PersonId, ...]:
        return tuple(person for person, given in said.items() if given is answer)

    return Headcount(those(Answer.YES), those(Answer.MAYBE), those(Answer.NO), those(None))


def silent_through(
    meetings: Sequence[Meeting],
    learners: Sequence[PersonId],
    rsvps: Mapping[MeetingId, Mapping[PersonId, Rsvp]],
    asked: Mapping[MeetingId, Collection[PersonId]],
) -> list[PersonId]:
    """Those learners who were asked about each of the meetings and answered none."""
    return [
        person
        for person in learners
        if all(
            person in asked[meeting.id] and stands(rsvps.get(meeting.id, {}).get(person), meeting) is None
            for meeting in meetings
        )
    ]
