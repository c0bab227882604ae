"""What a post about a meeting is about."""

from dataclasses import dataclass
from typing import Self

from bot.app.ports import Work
from bot.chat.outgoing import Facts, Spans
from bot.chat.turn import Reader
from bot.chat.views.circles import where_of
from bot.chat.views.names import literal
from bot.domain.circles import Circle
from bot.domain.ids import MeetingId
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.domain.rsvps import Answer, stands


@dataclass(frozen=True, slots=True)
class About:
    """A meeting of `count`, its circle, and the reader with their answer; None where there is none that stands."""

    circle: Circle
    meeting: Meeting
    meetings: tuple[Meeting, ...]
    person: Person
    answer: Answer | None

    @classmethod
    def meeting_of(cls, work: Work, meeting_id: MeetingId, person: Person) -> Self:
        """Reads it all. Raises NotFound."""
        meeting = work.meetings.get(meeting_id)
        return cls(
            circle=work.circles.get(meeting.circle_id),
            meeting=meeting,
            meetings=tuple(work.meetings.of_circle(meeting.circle_id)),
            person=person,
            answer=stands(work.rsvps.of(meeting.id, person.id), meeting),
        )

    @property
    def count(self) -> int:
        """How many meetings the circle has."""
        return len(self.meetings)

    @property
    def following(self) -> Meeting | None:
        """The next meeting after this one that is on."""
        later = (m for m in self.meetings if m.is_on and m.starts_at > self.meeting.starts_at)
        return next(later, None)

    def facts(self, reader: Reader, *, agenda: bool = True) -> Facts:
        """When, where, and what for, unless that is told elsewhere."""
        say = reader.say
        rows: tuple[tuple[str, Spans], ...] = (
            (say.line("post-when"), reader.when_for_both(self.meeting.starts)),
            (say.line("post-where"), where_of(reader, self.circle, self.meeting, with_link=True)),
        )
        if agenda and self.meeting.agenda:
            rows = (*rows, (say.line("post-agenda"), (literal(self.meeting.agenda),)))
        return Facts(rows)
