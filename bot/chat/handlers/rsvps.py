"""Answers to "do you come?": buttons, `/rsvp`, plain words."""

from bot.app.ports import Work
from bot.app.rsvps import MeetingHasMoved, Prompt, open_prompts, record_rsvp, see_prompt
from bot.chat.buttons import GiveRsvp, SignUp, encode
from bot.chat.handlers import lateness
from bot.chat.outgoing import Button, Message, Reply, Style, Text
from bot.chat.plain_words import is_all_late, read_answer
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.rsvps import prompt, taken, toast
from bot.domain.errors import NotFound
from bot.domain.ids import MeetingId
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from bot.domain.signups import NotSignedUp

ASKING = frozenset({PostKind.REMINDER, PostKind.MOVED})
"""Posts that ask whether one comes."""


def press_answer(turn: Turn, press: GiveRsvp) -> Reply:
    """A button, however old: the answer, or what became of the meeting (SPEC 4.10)."""
    work, actor = turn.work, turn.actor
    try:
        recorded = record_rsvp(
            work, actor, press.meeting, press.answer, revision=press.revision, now=turn.now
        )
    except MeetingHasMoved:
        asked = see_prompt(work, actor, press.meeting, now=turn.now)
        face = prompt(turn.reader, asked)
        return Reply(messages=[Message((Text(turn.say("rsvp-moved")), *face.parts), face.buttons)])
    except NotSignedUp:
        return _sign_up_first(turn, press)
    word = toast(turn.reader, recorded)
    if not recorded.changed:
        return Reply(toast=word)
    asked = see_prompt(work, actor, press.meeting, now=turn.now)
    return Reply(toast=word, edit=taken(turn.reader, recorded, asked), home_dirty=True)


def command(turn: Turn, rest: str) -> Reply:
    """`/rsvp`, `/rsvp yes`, `/rsvp no sick`, `/rsvp late`."""
    word, _, reason = rest.strip().partition(" ")
    if not word:
        return _ask(turn, None)
    if is_all_late(word, turn.say):
        return lateness.command(turn, reason)
    answer = read_answer(word, turn.say)
    if answer is None:
        return Reply(messages=[Message((Text(turn.say("rsvp-how")),))])
    prompts = open_prompts(turn.work, turn.actor, now=turn.now)
    return _answer_one(turn, prompts, answer, reason or None)


def in_words(turn: Turn, answer: Answer, reply_to: str | None) -> Reply:
    """A whole message that is an answer: for the meeting it replies to, else the only one ahead, else asked (SPEC 4.12)."""
    asked = _asked_about(turn.work, reply_to)
    if asked is not None:
        return _record(turn, see_prompt(turn.work, turn.actor, asked, now=turn.now), answer, None)
    prompts = open_prompts(turn.work, turn.actor, now=turn.now)
    return _answer_one(turn, prompts, answer, None)


def _answer_one(turn: Turn, prompts: list[Prompt], answer: Answer, reason: str | None) -> Reply:
    match prompts:
        case []:
            return Reply(messages=[Message((Text(turn.say("rsvp-none")),))])
        case [only]:
            return _record(turn, only, answer, reason)
        case _:
            return _ask(turn, answer)


def _record(turn: Turn, asked: Prompt, answer: Answer, reason: str | None) -> Reply:
    recorded = record_rsvp(turn.work, turn.actor, asked.meeting.id, answer, reason=reason, now=turn.now)
    return Reply(messages=[taken(turn.reader, recorded, asked)], home_dirty=recorded.changed)


def _ask(turn: Turn, answer: Answer | None) -> Reply:
    """Each meeting one could mean: with buttons for all answers, or just for the one that was given."""
    prompts = open_prompts(turn.work, turn.actor, now=turn.now)
    if not prompts:
        return Reply(messages=[Message((Text(turn.say("rsvp-none")),))])
    if answer is None:
        return Reply(messages=[prompt(turn.reader, one) for one in prompts])
    buttons = tuple(
        (
            Button(
                f"{one.circle.name} · {turn.say.day(one.meeting.on)}",
                encode(GiveRsvp(one.meeting.id, answer, one.meeting.revision)),
            ),
        )
        for one in prompts
    )
    return Reply(messages=[Message((Text(turn.say("rsvp-which")),), buttons)])


def _asked_about(work: Work, reply_to: str | None) -> MeetingId | None:
    post = work.posts.by_reference(reply_to) if reply_to else None
    return MeetingId(post.subject) if post is not None and post.kind in ASKING else None


def _sign_up_first(turn: Turn, press: GiveRsvp) -> Reply:
    """Someone who is not in the circle: sign-up, and the answer is kept (SPEC 4.10)."""
    circle = turn.work.circles.get(turn.work.meetings.get(press.meeting).circle_id)
    if circle.published_at is None:
        raise NotFound
    button = Button(
        turn.say.line("button-sign-up"),
        encode(SignUp(circle.id, press.meeting, press.answer)),
        style=Style.PRIMARY,
        opens_form=True,
    )
    text = Text(turn.say("rsvp-sign-up-first", circle=circle.name))
    return Reply(messages=[Message((text,), ((button,),))])


SUBJECT = Subject(verbs={"rsvp": command}, presses={GiveRsvp: press_answer})
