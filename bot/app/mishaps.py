"""What follows when a post did not arrive, or nobody knows whether it did (SPEC 3.2, 3.3).

Somebody is told who can be reached: first those nearest to it, else those above them, else the operator.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.app.alerts import alert
from bot.app.audiences import learners_of, organizers_of
from bot.app.digest_places import send_where_it_belongs
from bot.app.line import end_of_offer
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.app.post_subjects import circle_of, team_of
from bot.app.reach import account_for, lost_at
from bot.app.undelivered import author_of, given_up_at
from bot.domain.ids import PersonId, PlaceId, PostId, SignupId, TeamId
from bot.domain.mishaps import Alert, undelivered_subject
from bot.domain.people import PlaceKey
from bot.domain.posts import (
    ON_UNKNOWN,
    ON_UNKNOWN_IN_PLACES,
    OnUnknown,
    Post,
    PostKind,
    loss_subject,
    parse_loss_subject,
    place_subject,
)
from bot.domain.timing import Timing

ABOUT_POSTS = frozenset(
    {
        PostKind.UNSURE,
        PostKind.UNREACHABLE,
        PostKind.PLACE_LOST,
        PostKind.LINK_LOST,
        PostKind.UNDELIVERED,
        PostKind.ALERT,
    }
)
"""Notices about other posts; about them nobody is asked, or it would never end."""

A_WHILE = timedelta(minutes=1)
"""How long we wait after an unknown outcome: what made it unknown may well last a moment."""

NOTICE_FOR = timedelta(days=7)
"""For how long a notice about something that did not arrive is of use."""

Ladder = Sequence[Sequence[PersonId]]
"""Who is to be told: the first of these groups in which anybody can be reached."""


def settle_unknown(work: Work, post: Post, operator: PlaceKey | None = None, *, now: datetime) -> None:
    """What happens to a post of which nobody knows whether it arrived: once more, ask, or drop (SPEC 3.2)."""
    asks = post.place_id is not None and post.kind not in ABOUT_POSTS
    rule = ON_UNKNOWN_IN_PLACES if asks else ON_UNKNOWN[post.kind]
    if rule is OnUnknown.DROP:
        return
    if now >= post.useless_at:
        report_given_up(work, post, operator, now=now)
    elif rule is OnUnknown.SEND_AGAIN and not post.again:
        work.posts.send_again(post.id, now=now + A_WHILE)
    elif post.kind not in ABOUT_POSTS:
        _tell(
            work,
            (PostKind.UNSURE, post.id, post.epoch),
            team_of(work, post),
            _ladder(work, post),
            operator,
            now=now + A_WHILE,
        )


def report_given_up(work: Work, post: Post, operator: PlaceKey | None = None, *, now: datetime) -> None:
    """Tells whoever is responsible, once for all that are given up together; nobody of what may be dropped (SPEC 3.2)."""
    if ON_UNKNOWN[post.kind] is OnUnknown.DROP or post.kind is PostKind.PREVIEW:
        return
    if post.kind in ABOUT_POSTS:
        _pass_on(work, post, operator, now=now)
        return
    key = (PostKind.UNDELIVERED, undelivered_subject(post.kind, post.subject), given_up_at(post))
    # The others will have been given up by then.
    _tell(work, key, team_of(work, post), _ladder(work, post), operator, now=now + A_WHILE)


def report_loss(work: Work, post: Post, operator: PlaceKey | None = None, *, now: datetime) -> None:
    """Tells those who look after the recipient that they cannot be reached, once a loss (SPEC 3.3).

    A seat that was offered to them goes to the next in line.
    """
    if post.kind is PostKind.ALERT:
        return
    if post.place_id is not None:
        lose_place(work, post.place_id, operator, now=now)
        if post.kind is PostKind.DIGEST:
            send_where_it_belongs(work, post.subject, Timing(now, post.useless_at), now=now)
    elif post.person_id is not None:
        if post.kind is PostKind.OFFER:
            # Whoever cannot hear of a seat keeps nobody else waiting for it.
            end_of_offer(work, SignupId(post.subject), post.revision, now=now)
        moment = lost_at(work, post.person_id) or now
        circle = circle_of(work, post)
        subject = loss_subject(circle.id if circle else team_of(work, post), post.person_id)
        key = (PostKind.UNREACHABLE, subject, int(moment.timestamp()))
        _tell(work, key, team_of(work, post), _above(work, post, post.person_id), operator, now=now)
        if post.kind in ABOUT_POSTS:
            _pass_on(work, post, operator, now=now)


def lose_place(work: Work, place_id: PlaceId, operator: PlaceKey | None = None, *, now: datetime) -> None:
    """Nobody can be written to there any more: who runs what was linked hears of it once a loss, and digests go elsewhere."""
    place = work.places.get(place_id)
    if place.unreachable_at is None:
        work.places.change(place_id, unreachable_at=now)
    lost = int((place.unreachable_at or now).timestamp())
    for circle in work.place_links.circles(place_id):
        key = (PostKind.LINK_LOST, place_subject(circle.id, place_id), lost)
        ladder = [work.circles.facilitators(circle.id), organizers_of(work, circle.team_id)]
        _tell(work, key, circle.team_id, ladder, operator, now=now)
    for team in work.teams.all():
        if team.digest_place_id == place_id:
            work.teams.lock(team.id)
            work.teams.change(team.id, digest_place_id=None)
            key = (PostKind.PLACE_LOST, place_subject(team.id, place_id), lost)
            _tell(work, key, team.id, [organizers_of(work, team.id)], operator, now=now)


def _ladder(work: Work, post: Post) -> Ladder:
    """Who decides about a post: whose words it brings, else who looks after its recipient."""
    author = author_of(work, post)
    above = _above(work, post, post.person_id)
    # A team's only organizer decides about their own digest.
    return [[author] if author else [], *above, [post.person_id] if post.person_id else []]


def _above(work: Work, post: Post, person: PersonId | None) -> Ladder:
    """Who looks after them: facilitators after learners and places, organizers after facilitators and each other."""
    circle = circle_of(work, post)
    organizers = organizers_of(work, team_of(work, post))
    if circle is None:
        ladder = [organizers]
    else:
        facilitators = list(work.circles.facilitators(circle.id))
        below = post.place_id is not None or person in learners_of(work, circle)
        ladder = [facilitators, organizers] if below else [[*facilitators, *organizers]]
    return [[one for one in people if one != person] for people in ladder]


def _pass_on(work: Work, notice: Post, operator: PlaceKey | None, *, now: datetime) -> None:
    """Who was to be told cannot be: then the next are, at once."""
    match notice.kind:
        case PostKind.UNREACHABLE:
            _, lost = parse_loss_subject(notice.subject)
            ladder = _above(work, notice, lost)
        case PostKind.UNSURE:
            ladder = _ladder(work, work.posts.get(PostId(notice.subject)))
        case PostKind.UNDELIVERED:
            circle = circle_of(work, notice)
            facilitators = work.circles.facilitators(circle.id) if circle else ()
            ladder = [facilitators, organizers_of(work, team_of(work, notice))]
        case PostKind.LINK_LOST:
            ladder = [organizers_of(work, team_of(work, notice))]
        case PostKind.PLACE_LOST:
            ladder = [organizers_of(work, team_of(work, notice))]
        case _:
            return
    key = (notice.kind, notice.subject, notice.revision)
    _tell(work, key, team_of(work, notice), ladder, operator, now=now)


def _tell(
    work: Work,
    key: tuple[PostKind, str, int],
    team: TeamId,
    ladder: Ladder,
    operator: PlaceKey | None,
    *,
    now: datetime,
) -> None:
    timing = Timing(now, now + NOTICE_FOR)
    for people in ladder:
        reachable = [person for person in dict.fromkeys(people) if account_for(work, person) is not None]
        if reachable:
            work.posts.put([new_post(key, timing, person=person) for person in reachable])
            return
    alert(work, operator, Alert.of(key[0]), team, now=now)
