"""What follows when a post did not arrive, or nobody knows whether it did (SPEC 3.2, 3.3)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.app.audiences import learners_of, organizers_of
from bot.app.authority import Action, is_allowed
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.app.post_subjects import circle_of, team_of
from bot.app.reach import lost_at
from bot.domain.circles import Circle
from bot.domain.ids import MessageId, PersonId, PlaceId
from bot.domain.posts import ON_UNKNOWN, OnUnknown, Post, PostKind, loss_subject, parse_digest_subject
from bot.domain.timing import Timing

ABOUT_POSTS = frozenset({PostKind.UNSURE, PostKind.UNREACHABLE, PostKind.PLACE_LOST})
"""Notices about other posts; about them nobody is told, or it would never end."""

A_WHILE = timedelta(minutes=1)
"""How long we wait after an unknown outcome: what made it unknown may well last a moment."""

NOTICE_FOR = timedelta(days=7)
"""For how long a notice about something that did not arrive is of use."""


def settle_unknown(work: Work, post: Post, *, now: datetime) -> None:
    """What happens to a post of which nobody knows whether it arrived: once more, ask, or drop (SPEC 3.2)."""
    rule = ON_UNKNOWN[post.kind]
    if rule is OnUnknown.DROP or now >= post.useless_at:
        return
    if rule is OnUnknown.SEND_AGAIN and not post.again:
        work.posts.send_again(post.id, now=now + A_WHILE)
    elif post.kind not in ABOUT_POSTS:
        # A team's only organizer decides about their own digest.
        people = _responsible(work, post) or ([post.person_id] if post.person_id else [])
        _tell(work, (PostKind.UNSURE, post.id, post.epoch), people, now=now + A_WHILE)


def report_loss(work: Work, post: Post, *, now: datetime) -> None:
    """Tells those who look after the recipient that they cannot be reached, once a loss (SPEC 3.3)."""
    if post.place_id is not None:
        _report_place(work, post, post.place_id, now=now)
    elif post.person_id is not None:
        moment = lost_at(work, post.person_id) or now
        circle = circle_of(work, post)
        subject = loss_subject(circle.id if circle else team_of(work, post), post.person_id)
        key = (PostKind.UNREACHABLE, subject, int(moment.timestamp()))
        _tell(work, key, _responsible(work, post), now=now)


def _responsible(work: Work, post: Post) -> list[PersonId]:
    """Who looks after the recipient: facilitators after learners, organizers after facilitators and each other."""
    circle = circle_of(work, post)
    if circle is not None and post.kind is PostKind.MESSAGE and _author_still_runs(work, post, circle):
        return [work.messages.get(MessageId(post.subject)).written_by]
    if circle is None:
        people: Sequence[PersonId] = organizers_of(work, team_of(work, post))
    elif post.person_id in learners_of(work, circle):
        people = work.circles.facilitators(circle.id)
    else:
        facilitators = work.circles.facilitators(circle.id)
        people = [*facilitators, *organizers_of(work, circle.team_id)]
    reachable = [person for person in dict.fromkeys(people) if person != post.person_id]
    return reachable if post.place_id is None else list(people)


def _author_still_runs(work: Work, post: Post, circle: Circle) -> bool:
    author = work.messages.get(MessageId(post.subject)).written_by
    return is_allowed(work, author, Action.RUN_CIRCLE, circle)


def _report_place(work: Work, post: Post, place: PlaceId, *, now: datetime) -> None:
    """The digest's place is gone: organizers hear of it, and get this digest and the next in private."""
    team_id, _ = parse_digest_subject(post.subject)
    team = work.teams.lock(team_id)
    if team.digest_place_id == place:
        work.teams.change(team_id, digest_place_id=None)
    organizers = organizers_of(work, team_id)
    lost = work.places.get(place).unreachable_at or now
    _tell(work, (PostKind.PLACE_LOST, f"{team_id}:{place}", int(lost.timestamp())), organizers, now=now)
    key, timing = (post.kind, post.subject, post.revision), Timing(now, post.useless_at)
    work.posts.put([new_post(key, timing, person=person) for person in organizers])


def _tell(work: Work, key: tuple[PostKind, str, int], people: Sequence[PersonId], *, now: datetime) -> None:
    timing = Timing(now, now + NOTICE_FOR)
    work.posts.put([new_post(key, timing, person=person) for person in people])
