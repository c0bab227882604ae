"""Why somebody got something, or did not: answered from the ledger (SPEC 3.1)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.app.post_subjects import circle_of, team_of
from bot.domain.circles import Circle
from bot.domain.errors import BrokenRule, NotFound
from bot.domain.ids import MeetingId, PersonId, PostId
from bot.domain.meetings import Meeting
from bot.domain.posts import Post, PostKind, PostState, Reason
from bot.domain.signups import Standing
from bot.domain.teams import Team
from bot.domain.timing import Timing

LATEST = 8
"""How many of one's own messages are looked back on."""

FOR_ALL_LEARNERS = frozenset({PostKind.REMINDER, PostKind.TODAY})
"""What each learner waits for, so that one wonders where it is."""


class TooLateToSend(BrokenRule):
    """It would be of no use any more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A post with what it is about; for a delivery to others `name` is the recipient's."""

    post: Post
    circle: Circle | None
    team: Team
    meeting: Meeting | None
    name: str | None = None


def why_me(work: Work, actor: PersonId, *, now: datetime) -> list[Entry]:
    """The latest messages to the actor, sent or not, the latest first; before them what waits."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    entries: list[Entry] = []
    for post in [*work.posts.waiting_for(actor), *work.posts.of_person(actor, limit=LATEST)]:
        try:
            entries.append(_entry(work, post))
        except NotFound:
            continue
    entries += _skipped_by_hand(work, actor, now=now)
    latest = sorted(entries, key=lambda one: one.post.sent_at or one.post.due_at, reverse=True)
    return latest[:LATEST]


def _skipped_by_hand(work: Work, learner: PersonId, *, now: datetime) -> list[Entry]:
    """What would have come to the learner by now, had nobody who runs the circle decided otherwise; no post is of that."""
    entries: list[Entry] = []
    for signup in work.signups.of_person(learner):
        if signup.standing is not Standing.SEATED:
            continue
        meetings = [meeting.id for meeting in work.meetings.of_circle(signup.circle_id)]
        for plan in work.plans.about(meetings):
            due = signup.signed_up_at <= plan.due_at <= now
            if due and plan.reason is Reason.SKIPPED_BY_HAND and plan.kind in FOR_ALL_LEARNERS:
                key, timing = (plan.kind, plan.subject, plan.revision), Timing(plan.due_at, plan.useless_at)
                post = new_post(key, timing, person=learner)
                entries.append(_entry(work, replace(post, state=PostState.SKIPPED, reason=plan.reason)))
    return entries


def why_this(work: Work, actor: PersonId, reference: str, *, now: datetime) -> Entry | None:
    """The message of that reference, if it was sent to the actor by itself."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    post = work.posts.by_reference(reference)
    return _entry(work, post) if post is not None and post.person_id == actor else None


def deliveries(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> list[Entry]:
    """What became of the meeting's reminder, for each recipient by name."""
    circle = work.circles.get(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    return entries_of(work, PostKind.REMINDER, meeting_id)


def entries_of(work: Work, kind: PostKind, subject: str) -> list[Entry]:
    """All posts of that kind about that subject, with the names of those they are for."""
    posts = work.posts.of(kind, subject)
    names = work.people.names({post.person_id for post in posts if post.person_id})

    def name_of(post: Post) -> str | None:
        return (
            work.places.get(post.place_id).title
            if post.place_id
            else names.get(post.person_id or PersonId(""))
        )

    return [_entry(work, post, name_of(post)) for post in posts]


def send_unsure_again(work: Work, actor: PersonId, post_id: PostId, *, now: datetime) -> bool:
    """Sends a post once more of which nobody knows whether it arrived; False when that was done already."""
    post = work.posts.get(post_id)
    circle = circle_of(work, post)
    if circle is not None:
        may(work, actor, Action.RUN_CIRCLE, work.circles.lock(circle.id), now=now)
    else:
        may(work, actor, Action.RUN_TEAM, work.teams.lock(team_of(work, post)), now=now)
    if now >= post.useless_at:
        raise TooLateToSend
    return work.posts.send_again(post_id, now=now, by_hand=True)


def _entry(work: Work, post: Post, name: str | None = None) -> Entry:
    meeting = work.meetings.find(MeetingId(post.subject))
    return Entry(post, circle_of(work, post), work.teams.get(team_of(work, post)), meeting, name)
