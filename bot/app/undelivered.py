"""What was given up: who did not get it, and sending it again by hand (SPEC 3.2)."""

from collections.abc import Sequence
from datetime import datetime

from bot.app.authority import Action, is_allowed, may
from bot.app.ports import Work
from bot.app.post_subjects import circle_of, team_of
from bot.domain.ids import MessageId, PersonId, PostId, RelayId
from bot.domain.messages import MESSAGE_FOR
from bot.domain.mishaps import NEWS_OF_MEETING, SOMEBODYS_WORDS, parse_undelivered_subject
from bot.domain.posts import Post, PostKind, PostState


def author_of(work: Work, post: Post) -> PersonId | None:
    """Whose words the post brings, if they may still speak there; of a notice, whose words were given up."""
    kind, subject = _about(post)
    if kind is PostKind.RELAY:
        return work.relays.get(RelayId(subject)).from_person
    if kind is PostKind.MESSAGE:
        author = work.messages.get(MessageId(subject)).written_by
        return author if is_allowed(work, author, Action.RUN_CIRCLE, circle_of(work, post)) else None
    return None


def lost_of(work: Work, notice: Post, *, now: datetime) -> list[Post]:
    """The posts that a notice tells of, as long as they have not gone out."""
    kind, subject = _about(notice)
    kinds = NEWS_OF_MEETING if kind is PostKind.REMINDER else {kind}
    posts = [post for one in sorted(kinds) for post in work.posts.of(one, subject)]
    return [post for post in posts if post.is_given_up(now=now) and given_up_at(post) == notice.revision]


def given_up_at(post: Post) -> int:
    """What the posts that were given up together have in common."""
    return int(post.useless_at.timestamp())


def can_go_again(post: Post, *, now: datetime) -> bool:
    """Whether it makes sense to send it again by hand."""
    return _about(post)[0] in SOMEBODYS_WORDS or now < post.useless_at


def send_undelivered_again(work: Work, actor: PersonId, notice_id: PostId, *, now: datetime) -> int:
    """Sends once more what the notice tells of; returns to how many, 0 when that was done already."""
    notice = work.posts.get(notice_id)
    circle = circle_of(work, notice)
    if circle is not None:
        circle = work.circles.lock(circle.id)
    if actor == author_of(work, notice):
        may(work, actor, Action.KEEP_OWN, circle, now=now)
    elif circle is not None:
        may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    else:
        may(work, actor, Action.RUN_TEAM, work.teams.get(team_of(work, notice)), now=now)
    lost = [post for post in lost_of(work, notice, now=now) if can_go_again(post, now=now)]
    send_anew(work, lost, now=now)
    return len(lost)


def send_anew(work: Work, posts: Sequence[Post], *, now: datetime) -> None:
    """Has posts that have come to an end go out after all: what was of no use by itself any more is for a week."""
    for post in posts:
        work.posts.change(
            post.id,
            state=PostState.PLANNED,
            reason=None,
            attempts=0,
            due_at=now,
            useless_at=post.useless_at if now < post.useless_at else now + MESSAGE_FOR,
            again=post.again or post.state is PostState.UNKNOWN,
        )


def _about(post: Post) -> tuple[PostKind, str]:
    if post.kind is PostKind.UNDELIVERED:
        return parse_undelivered_subject(post.subject)
    return post.kind, post.subject
