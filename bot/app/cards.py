"""The card of a meeting in a linked place: what it shows, when it lives, and what follows when it is gone (SPEC 3, 5, 9)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.audiences import learners_of, places_to_write_to
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.domain.cards import Card, CardKind
from bot.domain.circles import Circle, Stage
from bot.domain.ids import CardId, CircleId, MeetingId, PlaceId, new_id
from bot.domain.meetings import Meeting
from bot.domain.people import PlaceKey
from bot.domain.posts import Post, PostKind
from bot.domain.rsvps import headcount
from bot.domain.telling import CARDS
from bot.domain.timing import Timing


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """What a linked place may know of a meeting: names by answer, in the order in which they have seats.

    `moved` says that the place knows another time of it.
    """

    circle: Circle
    meeting: Meeting
    count: int
    coming: tuple[str, ...]
    maybe: tuple[str, ...]
    not_coming: tuple[str, ...]
    silent: int
    moved: bool


def meeting_card(work: Work, meeting_id: MeetingId, *, posted_for: int) -> MeetingCard:
    """The meeting as its card shows it, posted for that revision. Raises NotFound."""
    meeting = work.meetings.get(meeting_id)
    circle = work.circles.get(meeting.circle_id)
    answers = work.rsvps.of_meetings([meeting_id]).get(meeting_id, {})
    heads = headcount(meeting, learners_of(work, circle), answers)
    names = work.people.names({*heads.coming, *heads.maybe, *heads.not_coming})
    return MeetingCard(
        circle=circle,
        meeting=meeting,
        count=len(work.meetings.of_circle(circle.id)),
        coming=tuple(names[person] for person in heads.coming),
        maybe=tuple(names[person] for person in heads.maybe),
        not_coming=tuple(names[person] for person in heads.not_coming),
        silent=len(heads.silent),
        moved=meeting.revision != posted_for and meeting.moved_from_at not in {None, meeting.starts_at},
    )


def keep_card(work: Work, post: Post, *, reference: str, digest: str, now: datetime) -> None:
    """A post that is a card has arrived in its place: from now on it is the one that is drawn there."""
    if post.place_id is None or post.kind not in CARDS:
        return
    meeting = work.meetings.find(MeetingId(post.subject))
    if meeting is None:
        return
    work.cards.put(
        Card(
            id=CardId(new_id()),
            kind=CardKind.MEETING,
            subject=meeting.id,
            circle_id=meeting.circle_id,
            place_id=post.place_id,
            revision=post.revision,
            reference=reference,
            digest=digest,
            posted_at=now,
            dirty_at=now,
        )
    )


def newest_card(work: Work, circle: CircleId, place: PlaceId) -> Card | None:
    """The card of the circle that was posted last in that place, if it is still there."""
    return work.cards.newest(circle, place)


def is_living(work: Work, card: Card, *, now: datetime) -> bool:
    """Whether somebody may still be looking at it: its meeting is there and not over, and its place linked."""
    meeting = work.meetings.find(MeetingId(card.subject))
    return (
        meeting is not None
        and not meeting.is_over(now=now)
        and card.place_id in places_to_write_to(work, meeting.circle_id)
    )


def draw_anew(work: Work, meeting_id: MeetingId, *, now: datetime) -> None:
    """The meeting's cards look different by now, without anybody having changed it. Raises NotFound."""
    work.cards.mark(work.meetings.get(meeting_id).circle_id, meeting_id, now=now)


def post_anew(work: Work, card: Card, *, now: datetime) -> None:
    """A card that is gone is posted once more for a time of its meeting, if one still answers on it; never a third time."""
    meeting = work.meetings.get(MeetingId(card.subject))
    circle = work.circles.get(meeting.circle_id)
    if circle.stage is not Stage.DELETED and meeting.is_on and not meeting.has_started(now=now):
        key = (PostKind.CARD, meeting.id, meeting.revision)
        work.posts.put([new_post(key, Timing(now, meeting.starts_at), place=card.place_id)])


def meeting_shown(work: Work, key: PlaceKey, reference: str) -> MeetingId | None:
    """The meeting of the card, or of the notice, that is the message of that reference in that place."""
    place = work.places.by_key(key)
    card = work.cards.by_reference(reference)
    if place is not None and card is not None and card.place_id == place.id:
        return MeetingId(card.subject)
    post = work.posts.by_reference(reference)
    if place is None or post is None or post.place_id != place.id:
        return None
    meeting = work.meetings.find(MeetingId(post.subject))
    return meeting.id if meeting else None
