"""Where a team's digest goes: to the place that was chosen, else to each organizer; once a week wherever that is (SPEC 3.8)."""

from datetime import datetime

from bot.app.audiences import organizers_of
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.domain.posts import Post, PostKind, PostState, Reason, parse_digest_subject
from bot.domain.teams import Team
from bot.domain.timing import Timing

GONE_OUT = frozenset({PostState.SENDING, PostState.SENT, PostState.UNKNOWN})
"""States of a digest that is, or may be, in its place: then it goes to no other by itself."""

NOT_GONE_OUT = frozenset({Reason.REPLACED, Reason.UNREACHABLE})
"""Why a digest was not sent where it may go after all: that was not the place then, or could not be written to."""


def is_where_it_belongs(team: Team, post: Post) -> bool:
    """Whether the digest goes where the post would take it, as things are now."""
    return post.place_id == team.digest_place_id


def send_where_it_belongs(work: Work, subject: str, timing: Timing, *, now: datetime) -> None:
    """Has the week's digest go to its place as that is now, or in private to each organizer; not if a place has it already."""
    team_id, _ = parse_digest_subject(subject)
    team = work.teams.lock(team_id)
    present = work.posts.of(PostKind.DIGEST, subject)
    if any(post.place_id is not None and post.state in GONE_OUT for post in present):
        return
    key = (PostKind.DIGEST, subject, 0)
    if team.digest_place_id is not None:
        wanted = [new_post(key, timing, place=team.digest_place_id)]
    else:
        wanted = [new_post(key, timing, person=person) for person in organizers_of(work, team_id)]
    work.posts.put(wanted)
    recipients = {(post.person_id, post.place_id) for post in wanted}
    for post in present:
        if (post.person_id, post.place_id) in recipients and post.reason in NOT_GONE_OUT:
            work.posts.change(post.id, state=PostState.PLANNED, reason=None, due_at=now)
