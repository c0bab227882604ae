"""What each person has heard last of when a meeting is, from the ledger and their answers; what they need to hear follows.

Nobody has to know by which way a meeting came to its time, whether it was moved, put back or called off in between: who heard
something else last is told what holds, and who heard what holds is not told again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.app.audiences import learners_of, places_to_write_to
from bot.app.mutes import is_muted
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.ids import PersonId, PlaceId
from bot.domain.meetings import Meeting, link_of, place_of
from bot.domain.posts import Post, PostKind
from bot.domain.rsvps import Rsvp
from bot.domain.telling import CARDS, NOTICES, TELLING_PLACE, TELLING_START, has_gone
from bot.domain.undos import put_back, where_before

Recipient = PersonId | PlaceId
"""Who hears: a person, or a linked place."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""The start that somebody answered for, where nobody knows any more which it was: not the present one."""


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody heard at that moment: when the meeting starts, or with None that it is off. Without a kind they saw it
    themselves and answered.
    """

    at: datetime
    start: datetime | None
    kind: PostKind | None = None


def words_of(work: Work, meeting: Meeting) -> dict[Recipient, list[Word]]:
    """All that people heard of when the meeting is, the latest last."""
    words: dict[Recipient, list[Word]] = {}
    for post in work.posts.about((*TELLING_START, PostKind.CANCELLED), [meeting.id]):
        who = post.person_id or post.place_id
        if who and has_gone(post):
            words.setdefault(who, []).append(_word(post))
    answers = work.rsvps.of_meetings([meeting.id]).get(meeting.id, {})
    for person, rsvp in answers.items():
        words.setdefault(person, []).append(Word(rsvp.answered_at, answered_for(work, meeting, rsvp)))
    return {person: sorted(said, key=lambda word: word.at) for person, said in words.items()}


def last_words(work: Work, meeting: Meeting) -> dict[Recipient, Word]:
    """What people heard last of when the meeting is; who heard nothing is not in it."""
    return {person: said[-1] for person, said in words_of(work, meeting).items()}


def who_was_told(work: Work, meeting: Meeting) -> set[Recipient]:
    """Who was sent word of the time that the meeting has, and has heard of no other since."""

    def told(words: list[Word]) -> bool:
        sent = any(word.kind is not None and word.start == meeting.starts_at for word in words)
        return sent and words[-1].start == meeting.starts_at

    return {person for person, words in words_of(work, meeting).items() if told(words)}


def answered_for(work: Work, meeting: Meeting, rsvp: Rsvp) -> datetime:
    """The start for which it was answered."""
    if rsvp.revision == meeting.revision:
        return meeting.starts_at
    plan = work.plans.find_for(PostKind.REMINDER, meeting.id, rsvp.revision)
    return plan.useless_at if plan is not None else LONG_AGO


def start_before(work: Work, meeting: Meeting, person: PersonId) -> datetime | None:
    """The start that the person heard of before the present one; as far as the ledger tells, else the one it was moved from."""
    latest = work.posts.of_person(person, limit=20)
    words = [
        _word(post)
        for post in latest
        if post.subject == meeting.id and post.kind in TELLING_START and has_gone(post)
    ]
    rsvp = work.rsvps.of(meeting.id, person)
    if rsvp is not None:
        words.append(Word(rsvp.answered_at, answered_for(work, meeting, rsvp)))
    known = [word for word in words if word.start not in {meeting.starts_at, LONG_AGO}]
    if known:
        return max(known, key=lambda word: word.at).start
    return meeting.moved_from_at if meeting.moved_from_at != meeting.starts_at else None


def was_told_since(work: Work, meeting: Meeting, revision: int) -> bool:
    """Whether anybody has got a notice about the meeting since it had that revision, or may have."""
    notices = work.posts.about(NOTICES, [meeting.id])
    return any(post.revision > revision and has_gone(post) for post in notices)


def who_needs(
    work: Work, circle: Circle, meeting: Meeting, *, everybody: bool = False
) -> dict[PostKind, set[PersonId]]:
    """Who has to hear that the meeting is at another time, on again or off: whose last word is not what holds.

    With `everybody` those too who have heard nothing yet, where it is off (SPEC 4.17). Facilitators hear what is on and off;
    when a meeting is they see for themselves.
    """
    words = last_words(work, meeting)
    learners = set(learners_of(work, circle))
    here = learners | set(work.circles.facilitators(circle.id))
    if meeting.did_not_happen:
        return {}
    if not meeting.is_on:
        uninformed = {person for person in here if person not in words} if everybody else set[PersonId]()
        misled = {person for person in here if person in words and words[person].start is not None}
        return {PostKind.CANCELLED: uninformed | misled}
    believing_off = {person for person in here if person in words and words[person].start is None}
    known = {None, meeting.starts_at}
    elsewhere = {person for person in learners if person in words and words[person].start not in known}
    elsewhere |= {person for person in learners - words.keys() if _misses(work, circle, meeting, person)}
    return {PostKind.ON_AGAIN: believing_off, PostKind.MOVED: elsewhere}


def _misses(work: Work, circle: Circle, meeting: Meeting, person: PersonId) -> bool:
    """Whether no reminder will tell them that the meeting has moved since they joined: it is muted, and a move is not."""
    if not is_muted(work, person, PostKind.REMINDER, circle.id) or is_muted(
        work, person, PostKind.MOVED, circle.id
    ):
        return False
    signup = work.signups.of(circle.id, person)
    undos = work.undos.since(circle.id, signup.changed_at) if signup else ()
    first = next((undo.before[meeting.id] for undo in undos if meeting.id in undo.before), None)
    return first is not None and put_back(meeting, first).starts_at != meeting.starts_at


def heard_where(work: Work, circle: Circle, meeting: Meeting, who: Recipient) -> bool:
    """Whether the latest that they heard of where it is still holds, whatever it was meanwhile. False where nobody knows."""
    told = [
        post.sent_at
        for post in work.posts.about(TELLING_PLACE, [meeting.id])
        if who in {post.person_id, post.place_id} and post.sent_at is not None and has_gone(post)
    ]
    if not told:
        return False
    changes = (where_before(undo, meeting) for undo in work.undos.since(circle.id, max(told)))
    where = next((known for known in changes if known is not None), None)
    if where is None:
        return False
    place, link = where
    return (place or circle.place, link or circle.link) == (
        place_of(circle, meeting),
        link_of(circle, meeting),
    )


def places_that_had(work: Work, meeting: Meeting) -> set[PlaceId]:
    """Linked places that have got the meeting's card, or may have."""
    had = {
        post.place_id for post in work.posts.about(CARDS, [meeting.id]) if post.place_id and has_gone(post)
    }
    return had & set(places_to_write_to(work, meeting.circle_id))


def places_needing(work: Work, meeting: Meeting) -> dict[PostKind, set[PlaceId]]:
    """The linked places with the meeting's card that have to hear, as who_needs has it of people."""
    had, words = places_that_had(work, meeting), last_words(work, meeting)
    if meeting.did_not_happen or not had:
        return {}
    said = {place: words[place].start for place in had if place in words}
    if not meeting.is_on:
        return {PostKind.CANCELLED: {place for place, start in said.items() if start is not None}}
    return {
        PostKind.ON_AGAIN: {place for place, start in said.items() if start is None},
        PostKind.MOVED: {place for place, start in said.items() if start not in {None, meeting.starts_at}},
    }


def who_got_since(
    work: Work, meeting: Meeting, kinds: Collection[PostKind], moment: datetime
) -> set[Recipient]:
    """Who has got one of these about the meeting since that moment, or may have."""
    return {
        who
        for post in work.posts.about(kinds, [meeting.id])
        if (who := post.person_id or post.place_id)
        and has_gone(post)
        and (post.sent_at or post.due_at) > moment
    }


def _word(post: Post) -> Word:
    start = None if post.kind is PostKind.CANCELLED else post.useless_at
    return Word(post.sent_at or post.due_at, start, post.kind)
