"""Talking back: words of a learner to the circle's facilitators, and what they answer (SPEC 4.30)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.plans import LIVE, new_post
from bot.app.ports import Work
from bot.app.post_subjects import circle_of
from bot.app.rsvps import HasLeft
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.errors import NotFound
from bot.domain.ids import CircleId, PersonId, RelayId, new_id
from bot.domain.meetings import Meeting
from bot.domain.posts import Post, PostKind
from bot.domain.relays import LONGEST_RELAY, RELAY_FOR, RecipientHasLeft, Relay, RelayKind
from bot.domain.signups import HERE, NotSignedUp
from bot.domain.text import several_lines
from bot.domain.timing import Timing


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What was passed on, in which circle, and the names of those who get it."""

    relay: Relay
    circle: Circle
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenRelay:
    """A relay as those it is for see it.

    `name` is whose words they are, `answered` what it answers if it does, `answers` what was answered to it, and by whom.
    """

    relay: Relay
    circle: Circle
    meeting: Meeting | None
    name: str
    answered: Relay | None
    answers: tuple[tuple[str, Relay], ...]


def circles_to_talk_to(work: Work, actor: PersonId, *, now: datetime) -> list[Circle]:
    """The circles whose facilitators the actor can reach: those they are in, or wait for."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    circles = [work.circles.get(signup.circle_id) for signup in work.signups.of_person(actor)]
    return [circle for circle in circles if circle.stage in LIVE]


def replied_to(work: Work, actor: PersonId, reference: str, *, now: datetime) -> tuple[Post, Circle] | None:
    """What the message of that reference was, if it was sent to the actor by itself and is about a circle."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    post = work.posts.by_reference(reference)
    if post is None or post.person_id != actor:
        return None
    try:
        circle = circle_of(work, post)
    except NotFound:
        return None
    return (post, circle) if circle is not None else None


def pass_on(work: Work, actor: PersonId, circle_id: CircleId, words: str, *, now: datetime) -> PassedOn:
    """Passes the actor's words on to those who facilitate the circle.

    Raises HasLeft when the actor is not in the circle any more, NotSignedUp, CircleIsDeleted, ValueIsMissing, ValueIsTooLong.
    """
    circle = work.circles.get(circle_id)
    may(work, actor, Action.KEEP_OWN, circle, now=now)
    ensure_belongs(work, actor, circle)
    return hand_over(work, circle, _relay(actor, circle, words, now=now), now=now)


def answer_relay(work: Work, actor: PersonId, relay_id: RelayId, words: str, *, now: datetime) -> PassedOn:
    """Answers a relay: those who run the circle to the learner whose words it has, a learner to those who facilitate.

    Raises NotAllowed for anybody else, RecipientHasLeft when the learner is not in the circle any more, and as pass_on does.
    """
    relay = work.relays.get(relay_id)
    if relay.to_person == actor:
        circle = work.circles.get(relay.circle_id)
        may(work, actor, Action.KEEP_OWN, circle, now=now)
        ensure_belongs(work, actor, circle)
        answer = _relay(actor, circle, words, answers=relay, now=now)
        return hand_over(work, circle, answer, now=now)
    seen = see_relay(work, actor, relay_id, now=now)
    may(work, actor, Action.RUN_CIRCLE, seen.circle, now=now)
    # Who runs the circle and answers what another of them answered adds to it: it goes to the same learner.
    learner = relay.to_person or relay.from_person
    signup = work.signups.of(seen.circle.id, learner)
    if signup is None or signup.standing not in HERE:
        raise RecipientHasLeft(name=work.people.names([learner])[learner], circle=seen.circle.name)
    answer = _relay(actor, seen.circle, words, to=learner, answers=relay, now=now)
    return hand_over(work, seen.circle, answer, now=now)


def see_relay(work: Work, actor: PersonId, relay_id: RelayId, *, now: datetime) -> SeenRelay:
    """A relay, for those it is for. Raises NotAllowed for everybody else, NotFound once the circle is deleted."""
    relay = work.relays.get(relay_id)
    circle = work.circles.get(relay.circle_id)
    may(work, actor, Action.KEEP_OWN if relay.to_person == actor else Action.SEE_CIRCLE, circle, now=now)
    if circle.stage is Stage.DELETED:
        raise NotFound
    return relay_as_seen(work, relay)


def relay_as_seen(work: Work, relay: Relay) -> SeenRelay:
    """A relay with what belongs to it."""
    answers = work.relays.answers_to(relay.id)
    names = work.people.names({relay.from_person, *(answer.from_person for answer in answers)})
    return SeenRelay(
        relay=relay,
        circle=work.circles.get(relay.circle_id),
        meeting=work.meetings.get(relay.meeting_id) if relay.meeting_id else None,
        name=names[relay.from_person],
        answered=work.relays.get(relay.answers) if relay.answers else None,
        answers=tuple((names[answer.from_person], answer) for answer in answers),
    )


def hand_over(work: Work, circle: Circle, relay: Relay, *, now: datetime) -> PassedOn:
    """Puts a relay on its way to those it is for; one that says who runs late is there already."""
    if relay.kind is RelayKind.WORDS:
        work.relays.add(relay)
    people = [relay.to_person] if relay.to_person else work.circles.facilitators(circle.id)
    timing = Timing(now, now + RELAY_FOR)
    posts = [new_post((PostKind.RELAY, relay.id, 0), timing, person=person) for person in people]
    work.posts.put(posts)
    names = work.people.names(people)
    return PassedOn(relay, circle, tuple(names[person] for person in people))


def ensure_belongs(work: Work, person: PersonId, circle: Circle) -> None:
    """Raises the reason why the person cannot talk to those who facilitate the circle, if there is one."""
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    signup = work.signups.of(circle.id, person)
    if signup is None:
        raise NotSignedUp(circle=circle.name)
    if signup.standing not in HERE:
        raise HasLeft(circle=circle.name)


def _relay(
    person: PersonId,
    circle: Circle,
    words: str,
    *,
    to: PersonId | None = None,
    answers: Relay | None = None,
    now: datetime,
) -> Relay:
    return Relay(
        id=RelayId(new_id()),
        circle_id=circle.id,
        from_person=person,
        to_person=to,
        kind=RelayKind.WORDS,
        meeting_id=None,
        text=several_lines(words, field="words", limit=LONGEST_RELAY),
        answers=answers.id if answers else None,
        said_at=now,
    )
