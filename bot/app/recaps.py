"""Recaps: written after a meeting, shown as they will look, and sent once to each learner (SPEC 3)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.attendance import attendance_at, came_to
from bot.app.audiences import learners_of
from bot.app.authority import Action, may
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.errors import BrokenRule
from bot.domain.feedback import MeetingIsNotOver
from bot.domain.ids import MeetingId, PersonId
from bot.domain.meetings import Meeting, ensure_is_on
from bot.domain.posts import PostKind
from bot.domain.recaps import RECAP_FOR, Recap
from bot.domain.text import TEXT, several_lines
from bot.domain.timing import Timing
from bot.domain.words import AlreadySent, WordsHaveChanged


class RecapHasChanged(BrokenRule):
    """What was previewed is not what would be sent: somebody has written other words meanwhile."""


@dataclass(frozen=True, slots=True)
class RecapSeen:
    """A meeting's recap, and how many learners get it as those who came and as those who missed it.

    `total` is the attendance, if it was told.
    """

    circle: Circle
    meeting: Meeting
    count: int
    recap: Recap | None
    came: int
    missed: int
    total: int | None


def see_recap(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> RecapSeen:
    """The recap of a meeting that is over, to be written. Raises AlreadySent, MeetingIsNotOver or MeetingIsCancelled."""
    circle = work.circles.get(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    seen = _seen(work, circle, meeting_id, now=now)
    if seen.recap is not None and seen.recap.sent_at is not None:
        raise AlreadySent
    return seen


def write_recap(
    work: Work, actor: PersonId, meeting_id: MeetingId, words: str, *, version: int, now: datetime
) -> RecapSeen:
    """Keeps the words; nothing is sent yet. `version` is the one that the actor saw, 0 for none.

    Raises WordsHaveChanged when somebody else has written meanwhile, ValueIsMissing, ValueIsTooLong, and as see_recap does.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    before = see_recap(work, actor, meeting_id, now=now).recap
    written = several_lines(words, field="words", limit=TEXT)
    if before is not None and before.version != version and before.words != written:
        name = work.people.names([before.by])[before.by]
        raise WordsHaveChanged(field="words", name=name, words=before.words)
    last = before.version if before is not None else 0
    work.recaps.put(Recap(meeting_id, written, actor, last + 1, now))
    return _seen(work, circle, meeting_id, now=now)


def send_recap(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, version: int, now: datetime
) -> tuple[RecapSeen, int]:
    """Sends what was previewed to each learner, once; returns to how many.

    Raises AlreadySent however often it is pressed, and RecapHasChanged when other words were written after the preview.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    seen = see_recap(work, actor, meeting_id, now=now)
    if seen.recap is None or seen.recap.version != version:
        raise RecapHasChanged
    sent = Recap(meeting_id, seen.recap.words, seen.recap.by, version, seen.recap.written_at, sent_at=now)
    work.recaps.put(sent)
    key = (PostKind.RECAP, meeting_id, seen.meeting.revision)
    timing = Timing(now, now + RECAP_FOR)
    told = work.posts.put([new_post(key, timing, person=person) for person in learners_of(work, circle)])
    return seen, told


def _seen(work: Work, circle: Circle, meeting_id: MeetingId, *, now: datetime) -> RecapSeen:
    meeting = work.meetings.get(meeting_id)
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    ensure_is_on(meeting)
    if not meeting.is_over(now=now):
        raise MeetingIsNotOver(number=meeting.number, starts=meeting.starts)
    learners = set(learners_of(work, circle))
    came = came_to(work, circle, meeting) & learners
    saved = attendance_at(work, meeting)
    return RecapSeen(
        circle=circle,
        meeting=meeting,
        count=len(work.meetings.of_circle(circle.id)),
        recap=work.recaps.find(meeting_id),
        came=len(came),
        missed=len(learners - came),
        total=saved.total if saved else None,
    )
