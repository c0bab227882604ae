"""What every change of meetings has in common: who had heard, what is dropped, who is told, and how it is taken back.

A notice is due when the change cannot be taken back any more, so that *Undo* is a delay and never a recall.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from bot.app.audiences import ASKING, learners_of, places_to_write_to
from bot.app.plans import LIVE, NOT_YET_SENDING, drop_posts, new_post, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.ids import PersonId, PlaceId, UndoId, new_id
from bot.domain.meetings import Meeting, MeetingsCollide, place_of, renumbered
from bot.domain.posts import Post, PostKind, PostState, Reason
from bot.domain.timing import Timing
from bot.domain.undos import Facts, Undo, facts_of, undo_until

GONE = frozenset({PostState.SENT, PostState.SENDING, PostState.UNKNOWN})
"""States of a post that its recipient has, or may have."""


CARDS = (PostKind.REMINDER, PostKind.CARD)
"""Posts that are, in a linked place, the card of their meeting."""


@dataclass(frozen=True, slots=True)
class Change:
    """One meeting before and after; the same twice where only things around it change."""

    before: Meeting
    after: Meeting


@dataclass(frozen=True, slots=True)
class Notice:
    """Of a change, what goes to whom, and the revision that it has in the ledger."""

    kind: PostKind
    meeting: Meeting
    people: Collection[PersonId]
    revision: int


def ensure_is_there(circle: Circle) -> None:
    """Raises NotFound once the circle is deleted."""
    if circle.stage is Stage.DELETED:
        raise NotFound


def ensure_free(work: Work, meetings: Sequence[Meeting]) -> None:
    """Raises MeetingsCollide when the circle meets at the time of one of them already."""
    moving = {meeting.id for meeting in meetings}
    taken = {
        other.starts_at
        for other in work.meetings.of_circle(meetings[0].circle_id)
        if other.is_on and other.id not in moving
    }
    for meeting in meetings:
        if meeting.starts_at in taken:
            raise MeetingsCollide(field="on", starts=meeting.starts)


def who_had(work: Work, meeting: Meeting, kinds: Collection[PostKind]) -> set[PersonId]:
    """Who has got one of these posts about the meeting, or may have."""
    posts = (post for kind in kinds for post in work.posts.of(kind, meeting.id))
    # What is sent once more may have arrived the first time, whatever becomes of the second.
    return {post.person_id for post in posts if (post.state in GONE or post.again) and post.person_id}


def places_that_had(work: Work, meeting: Meeting, kinds: Collection[PostKind]) -> set[PlaceId]:
    """Linked places that have got one of these posts about the meeting, or may have."""
    posts = (post for kind in kinds for post in work.posts.of(kind, meeting.id))
    had = {post.place_id for post in posts if (post.state in GONE or post.again) and post.place_id}
    return had & set(places_to_write_to(work, meeting.circle_id))


def believe_it_is_off(work: Work, meeting: Meeting) -> set[PersonId | PlaceId]:
    """Who heard that the meeting is cancelled, and not since that it is on again."""
    last: dict[PersonId | PlaceId, tuple[int, PostKind]] = {}
    for kind in (PostKind.CANCELLED, PostKind.ON_AGAIN):
        for post in work.posts.of(kind, meeting.id):
            who = post.person_id or post.place_id
            if who and post.state in GONE:
                last[who] = max(last.get(who, (-1, kind)), (post.revision, kind))
    return {who for who, (_, kind) in last.items() if kind is PostKind.CANCELLED}


def who_heard(work: Work, circle: Circle, meeting: Meeting) -> set[PersonId]:
    """Learners who know when the meeting is: reminded, told of a move, or with an answer, also with no (SPEC 4.16)."""
    answered = set(work.rsvps.of_meetings([meeting.id]).get(meeting.id, {}))
    return set(learners_of(work, circle)) & (who_had(work, meeting, ASKING) | answered)


def heard_start(work: Work, meeting: Meeting) -> datetime:
    """The start that people know of: the one before a move that nobody has been told of yet."""
    notices = [p for p in work.posts.of(PostKind.MOVED, meeting.id) if p.revision == meeting.revision]
    waiting = any(post.state in NOT_YET_SENDING for post in notices)
    if meeting.moved_from_at is None or not waiting or any(post.state in GONE for post in notices):
        return meeting.starts_at
    return meeting.moved_from_at


def write(work: Work, change: Change) -> None:
    """Writes the columns in which the meetings differ, and no others."""
    names = [field.name for field in fields(Meeting)]
    before, after = change.before, change.after
    columns = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
    if columns:
        work.meetings.change(after.id, **columns)


def renumber(work: Work, circle: Circle) -> None:
    """Has numbers follow the order in time (SPEC 4.20)."""
    present = {meeting.id: meeting.number for meeting in work.meetings.of_circle(circle.id)}
    for meeting in renumbered(work.meetings.of_circle(circle.id)):
        if meeting.number != present[meeting.id]:
            work.meetings.change(meeting.id, number=meeting.number)


def drop_about(work: Work, meetings: Sequence[Meeting]) -> list[Post]:
    """Drops what waits about these meetings, since what it says holds no longer."""
    return [
        post for meeting in meetings for post in drop_posts(work, meeting.id, reason=Reason.SUBJECT_CHANGED)
    ]


def settle(
    work: Work,
    by: PersonId,
    circle: Circle,
    changes: Sequence[Change],
    notices: Sequence[Notice],
    dropped: Sequence[Post],
    *,
    circle_before: Circle | None = None,
    now: datetime,
) -> UndoId | None:
    """Has people told once the change cannot be taken back any more, and plans anew; returns how to take it back.

    The changes are written already; `circle_before` is the circle as it was if it has changed too.
    None is returned where a meeting is so near that people are told at once.
    """
    starts = [start for one in changes for start in (one.before.starts_at, one.after.starts_at)]
    until = undo_until(now, starts)
    undo = None
    if until is not None:
        before: dict[str, Facts] = {one.before.id: facts_of(one.before) for one in changes}
        after: dict[str, Facts] = {one.after.id: facts_of(one.after) for one in changes}
        if circle_before is not None:
            before[circle.id], after[circle.id] = facts_of(circle_before), facts_of(circle)
        undo = remember(work, by, circle, before, after, dropped, now=now, until=until)
    if circle.stage in LIVE:
        for notice in notices:
            key = (notice.kind, notice.meeting.id, notice.revision)
            timing = Timing(until or now, notice.meeting.starts_at)
            places = sorted(_places_to_tell(work, circle, notice, changes))
            work.posts.put([new_post(key, timing, person=person) for person in sorted(notice.people)])
            work.posts.put([new_post(key, timing, place=place) for place in places])
        replan_circle(work, circle, now=now)
    work.cards.mark(circle.id, now=now)
    return undo


def _places_to_tell(work: Work, circle: Circle, notice: Notice, changes: Sequence[Change]) -> set[PlaceId]:
    """Linked places that have the meeting's card, and in which something else holds now than was said there."""
    meeting, had = notice.meeting, places_that_had(work, notice.meeting, CARDS)
    match notice.kind:
        case PostKind.MOVED:
            return had if meeting.moved_from_at != meeting.starts_at else set()
        case PostKind.ON_AGAIN:
            return had & believe_it_is_off(work, meeting)
        case PostKind.CHANGED if not circle.link_in_places:
            elsewhere = any(
                place_of(circle, one.before) != place_of(circle, one.after)
                for one in changes
                if one.after.id == meeting.id
            )
            return had if elsewhere else set()
        case _:
            return had


def remember(
    work: Work,
    by: PersonId,
    circle: Circle,
    before: Mapping[str, Facts],
    after: Mapping[str, Facts],
    dropped: Sequence[Post],
    *,
    now: datetime,
    until: datetime,
) -> UndoId:
    """Keeps how to take a change back; those of the circle that nobody can take back any more are forgotten."""
    work.undos.forget(circle.id, now=now)
    undo = UndoId(new_id())
    work.undos.add(
        Undo(
            id=undo,
            circle_id=circle.id,
            person_id=by,
            before=before,
            after=after,
            dropped=tuple(post.id for post in dropped),
            made_at=now,
            until_at=until,
            undone_at=None,
        )
    )
    return undo
