"""Who came: read by everything that tells attendance, so that it is the same number everywhere (SPEC 4.23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.audiences import learners_of
from bot.app.ports import Work
from bot.domain.attendance import Attendance, Turnout, usual_turnout
from bot.domain.circles import Circle
from bot.domain.ids import PersonId
from bot.domain.meetings import Meeting
from bot.domain.rsvps import headcount


@dataclass(frozen=True, slots=True)
class Roster:
    """Those who could have come, by name, and who is ticked: as was saved, else who said yes or checked in."""

    names: tuple[tuple[PersonId, str], ...]
    ticked: tuple[PersonId, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is anybody to tick."""
        return bool(self.names)


def attendance_at(work: Work, meeting: Meeting) -> Attendance | None:
    """What was saved about who came."""
    return work.attendances.of_meetings([meeting.id]).get(meeting.id)


def roster_of(work: Work, circle: Circle, meeting: Meeting) -> Roster:
    """The learners, and whoever was ticked or checked in though they have left since."""
    came = came_to(work, circle, meeting)
    learners = learners_of(work, circle)
    people = [*learners, *sorted(came - set(learners))]
    names = work.people.names(people)
    by_name = sorted(((person, names[person]) for person in people), key=lambda one: one[1].casefold())
    return Roster(tuple(by_name), tuple(person for person, _ in by_name if person in came))


def came_to(work: Work, circle: Circle, meeting: Meeting) -> set[PersonId]:
    """Who came as far as we know: who was ticked; until that is saved by name, who said yes or checked in."""
    saved = attendance_at(work, meeting)
    if saved is not None and len(saved.people) == saved.total:
        return set(saved.people)
    return _said_yes(work, circle, meeting) | set(work.check_ins.of(meeting.id))


def turnout_of(work: Work, circle: Circle, meetings: Sequence[Meeting], *, now: datetime) -> Turnout | None:
    """How many of those who say yes come, from past meetings whose attendance is known by name."""
    over = [meeting for meeting in meetings if meeting.is_on and meeting.is_over(now=now)]
    saved = work.attendances.of_meetings([meeting.id for meeting in over])
    return usual_turnout(
        (_said_yes(work, circle, meeting), set(saved[meeting.id].people))
        for meeting in over
        if meeting.id in saved and len(saved[meeting.id].people) == saved[meeting.id].total
    )


def _said_yes(work: Work, circle: Circle, meeting: Meeting) -> set[PersonId]:
    answers = work.rsvps.of_meetings([meeting.id]).get(meeting.id, {})
    return set(headcount(meeting, learners_of(work, circle), answers).coming)
