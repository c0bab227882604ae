"""What a post is about: its circle, its team, its zone."""

from bot.app.covers import see_cover
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.ids import CircleId, CoverId, MeetingId, MessageId, PostId, RelayId, SignupId, TeamId
from bot.domain.mishaps import parse_undelivered_subject
from bot.domain.posts import Post, PostKind, parse_loss_subject, parse_place_subject


def circle_of(work: Work, post: Post) -> Circle | None:
    """The circle that a post is about, if it is about one."""
    return circle_about(work, post.kind, post.subject)


def team_of(work: Work, post: Post) -> TeamId:
    """The team that a post belongs to."""
    circle = circle_of(work, post)
    if circle is not None:
        return circle.team_id
    match post.kind:
        case PostKind.UNSURE:
            return team_of(work, work.posts.get(PostId(post.subject)))
        case PostKind.UNDELIVERED:
            _, subject = parse_undelivered_subject(post.subject)
            return TeamId(subject.partition(":")[0])
        case _:
            return TeamId(post.subject.partition(":")[0])


def zone_of(work: Work, post: Post) -> str:
    """The zone in which the post's matter takes place."""
    circle = circle_of(work, post)
    return circle.zone if circle else work.teams.get(team_of(work, post)).zone


def circle_about(work: Work, kind: PostKind, subject: str) -> Circle | None:
    """The circle that posts and plans of that kind about that subject are about, if they are about one."""
    match kind:
        case PostKind.DIGEST:
            return None
        case PostKind.SEAT | PostKind.OFFER | PostKind.REMOVED | PostKind.PROMOTED:
            return work.circles.get(work.signups.get(SignupId(subject)).circle_id)
        case PostKind.WRAP_UP | PostKind.GOAL_CHECK | PostKind.DELETED:
            return work.circles.get(CircleId(subject))
        case PostKind.MESSAGE:
            return work.circles.get(work.messages.get(MessageId(subject)).circle_id)
        case PostKind.RELAY:
            return work.circles.get(work.relays.get(RelayId(subject)).circle_id)
        case PostKind.COVER | PostKind.COVER_OPEN | PostKind.COVER_TAKEN:
            return see_cover(work, CoverId(subject)).circle
        case PostKind.UNREACHABLE | PostKind.STEPPED_BACK:
            of, _ = parse_loss_subject(subject)
            return work.circles.find(CircleId(of))
        case PostKind.UNSURE:
            return circle_of(work, work.posts.get(PostId(subject)))
        case PostKind.UNDELIVERED:
            return circle_about(work, *parse_undelivered_subject(subject))
        case PostKind.PLACE_LOST | PostKind.ALERT:
            return None
        case PostKind.LINK_LOST:
            return work.circles.get(CircleId(parse_place_subject(subject)[0]))
        case _:
            return work.circles.get(work.meetings.get(MeetingId(subject)).circle_id)
