"""One more meeting, and the place, link and agenda of one or of all that follow (SPEC 2, `meeting`; 4.18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.app.audiences import learners_of
from bot.app.authority import Action, may
from bot.app.changing import (
    Change,
    ensure_free,
    ensure_is_there,
    remember,
    renumber,
    settle,
    shows_elsewhere,
    write,
)
from bot.app.heard import places_that_had
from bot.app.plans import LIVE, NOT_YET_SENDING, new_post, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, PersonId, UndoId
from bot.domain.meetings import (
    Meeting,
    detailed,
    ensure_ahead,
    ensure_unchanged,
    link_of,
    one_more,
    place_of,
)
from bot.domain.posts import Post, PostKind, Reason
from bot.domain.rhythm import MOST_MEETINGS
from bot.domain.telling import ASKING, TELLING_PLACE, has_gone, is_for_present_time
from bot.domain.text import optional_line, several_lines, web_link
from bot.domain.timing import Timing
from bot.domain.undos import Facts, facts_of, undo_until

LONGEST_AGENDA = 1000
"""Characters of an agenda."""


class TooManyMeetings(BrokenRule):
    """A circle has at most `most` meetings."""


@dataclass(frozen=True, slots=True)
class Details:
    """Where meetings are and what they are about, as typed; empty means the circle's, or none."""

    place: str
    link: str
    agenda: str


@dataclass(frozen=True, slots=True)
class Added:
    """A meeting that is new."""

    circle: Circle
    meeting: Meeting
    count: int
    undo: UndoId | None


@dataclass(frozen=True, slots=True)
class Detailed:
    """Meetings whose place, link or agenda is another now; none when all is as it was."""

    circle: Circle
    meetings: tuple[Meeting, ...]
    told: int
    undo: UndoId | None


def add_meeting(
    work: Work, actor: PersonId, circle_id: CircleId, *, on: date, at: time, minutes: int, now: datetime
) -> Added:
    """One more meeting; numbers follow the order in time.

    Raises MeetingIsInThePast, HourIsSkipped, MeetingsCollide or TooManyMeetings.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    present = work.meetings.of_circle(circle_id)
    if len(present) >= MOST_MEETINGS:
        raise TooManyMeetings(most=MOST_MEETINGS)
    meeting = one_more(
        circle, on=on, at=at, zone=circle.zone, minutes=minutes, number=len(present) + 1, now=now
    )
    ensure_free(work, [meeting])
    work.meetings.add(meeting)
    renumber(work, circle)
    work.cards.mark(circle.id, now=now)
    until = undo_until(now, [meeting.starts_at])
    after: dict[str, Facts] = {meeting.id: facts_of(meeting)}
    undo = remember(work, actor, circle, {}, after, [], now=now, until=until) if until else None
    if circle.stage in LIVE:
        replan_circle(work, circle, now=now)
    return Added(circle, work.meetings.get(meeting.id), len(present) + 1, undo)


def likely_next(
    work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime
) -> tuple[Circle, Meeting | None]:
    """The circle and its last meeting, after which one more is likely to be."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    meetings = work.meetings.of_circle(circle_id)
    return circle, meetings[-1] if meetings else None


def give_details(
    work: Work,
    actor: PersonId,
    meeting_id: MeetingId,
    details: Details,
    *,
    following: bool = False,
    seen: int | None = None,
    now: datetime,
) -> Detailed:
    """Gives a meeting, and with `following` all later ones, another place, link or agenda.

    Learners who were reminded hear once of another place or link; an agenda goes with the next reminder. `following` takes
    the agenda for the one meeting only. Raises MeetingHasStarted, MeetingIsCancelled, MeetingHasChanged, ValueIsNoLink.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    meeting = work.meetings.get(meeting_id)
    ensure_ahead(meeting, now=now)
    ensure_unchanged(meeting, seen)
    place = optional_line(details.place, field="place")
    link = web_link(details.link, field="link") if details.link.strip() else None
    text = details.agenda
    agenda = several_lines(text, field="agenda", limit=LONGEST_AGENDA) if text.strip() else None
    changes: list[Change] = []
    for one in [meeting, *(_later(work, meeting) if following else [])]:
        own = agenda if one.id == meeting.id else one.agenda
        after = detailed(
            one,
            place=None if place == circle.place else place,
            link=None if link == circle.link else link,
            agenda=own,
        )
        if after != one:
            changes.append(Change(one, after))
    return _settle_details(work, actor, circle, changes, now=now)


def _settle_details(
    work: Work, by: PersonId, circle: Circle, changes: Sequence[Change], *, now: datetime
) -> Detailed:
    if not changes:
        return Detailed(circle, (), 0, None)
    elsewhere: list[tuple[Meeting, Meeting]] = []
    dropped: list[Post] = []
    for change in changes:
        write(work, change)
        before, after = change.before, change.after
        if (place_of(circle, before), link_of(circle, before)) != (
            place_of(circle, after),
            link_of(circle, after),
        ):
            waiting = [
                post for post in work.posts.of(PostKind.CHANGED, before.id) if post.state in NOT_YET_SENDING
            ]
            work.posts.drop(PostKind.CHANGED, before.id, reason=Reason.SUBJECT_CHANGED)
            dropped += waiting
            elsewhere.append((before, after))
    settled = settle(work, by, circle, changes, dropped, now=now)
    told = settled.told
    for before, meeting in elsewhere if circle.stage in LIVE else ():
        people = _reminded(work, circle, meeting)
        places = places_that_had(work, meeting) if shows_elsewhere(circle, before, meeting) else ()
        key, timing = (
            (PostKind.CHANGED, meeting.id, meeting.sequence),
            Timing(settled.due_at, meeting.starts_at),
        )
        work.posts.put([new_post(key, timing, person=person) for person in sorted(people)])
        work.posts.put([new_post(key, timing, place=place) for place in sorted(places)])
        told |= people
    return Detailed(circle, tuple(change.after for change in changes), len(told), settled.undo)


def _reminded(work: Work, circle: Circle, meeting: Meeting) -> set[PersonId]:
    """Learners who were told where it is, but for those to whom something that tells it anew is on its way."""
    waiting = {
        post.person_id
        for post in work.posts.about(ASKING, [meeting.id])
        if post.state in NOT_YET_SENDING and is_for_present_time(post, meeting)
    }
    telling = work.posts.about(TELLING_PLACE, [meeting.id])
    told = {post.person_id for post in telling if post.person_id and has_gone(post)}
    return (set(learners_of(work, circle)) & told) - waiting


def _later(work: Work, meeting: Meeting) -> list[Meeting]:
    return [
        one
        for one in work.meetings.of_circle(meeting.circle_id)
        if one.is_on and one.starts_at > meeting.starts_at
    ]
