"""What a post is about: its circle, its team, its zone."""

from bot.app.covers import see_cover
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.ids import CircleId, CoverId, MeetingId, MessageId, PostId, RelayId, SignupId, TeamId
from bot.domain.posts import Post, PostKind, parse_loss_subject


def circle_of(work: Work, post: Post) -> Circle | None:
    """The circle that a post is about, if it is about one."""
    match post.kind:
        case PostKind.DIGEST:
            return None
        case PostKind.SEAT | PostKind.OFFER | PostKind.REMOVED | PostKind.PROMOTED:
            return work.circles.get(work.signups.get(SignupId(post.subject)).circle_id)
        case PostKind.WRAP_UP | PostKind.GOAL_CHECK | PostKind.DELETED:
            return work.circles.get(CircleId(post.subject))
        case PostKind.MESSAGE:
            return work.circles.get(work.messages.get(MessageId(post.subject)).circle_id)
        case PostKind.RELAY:
            return work.circles.get(work.relays.get(RelayId(post.subject)).circle_id)
        case PostKind.COVER | PostKind.COVER_OPEN | PostKind.COVER_TAKEN:
            return see_cover(work, CoverId(post.subject)).circle
        case PostKind.UNREACHABLE:
            of, _ = parse_loss_subject(post.subject)
            return work.circles.find(CircleId(of))
        case PostKind.UNSURE:
            return circle_of(work, work.posts.get(PostId(post.subject)))
        case PostKind.PLACE_LOST:
            return None
        case _:
            return work.circles.get(work.meetings.get(MeetingId(post.subject)).circle_id)


def team_of(work: Work, post: Post) -> TeamId:
    """The team that a post belongs to."""
    circle = circle_of(work, post)
    if circle is not None:
        return circle.team_id
    match post.kind:
        case PostKind.UNSURE:
            return team_of(work, work.posts.get(PostId(post.subject)))
        case _:
            return TeamId(post.subject.partition(":")[0])


def zone_of(work: Work, post: Post) -> str:
    """The zone in which the post's matter takes place."""
    circle = circle_of(work, post)
    return circle.zone if circle else work.teams.get(team_of(work, post)).zone
