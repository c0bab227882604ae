"""Answers to "do you come?": buttons, `/rsvp`, plain words."""

from bot.app.cards import draw_anew, meeting_shown
from bot.app.overview import my_circles
from bot.app.rsvps import Prompt, open_prompts, prompt_of, prompts_at, record_rsvp, see_prompt
from bot.chat.buttons import GiveRsvp, SignUp, encode
from bot.chat.handlers import lateness
from bot.chat.handlers.menu import lead_into_private
from bot.chat.links import answer_link
from bot.chat.outgoing import Button, Message, Reply, Style, Text, stacked
from bot.chat.plain_words import is_all_late, read_answer
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.rsvps import prompt, taken, taken_here, toast
from bot.domain.errors import NotFound
from bot.domain.ids import MeetingId
from bot.domain.meetings import MeetingHasMoved, MeetingHasStarted
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from bot.domain.signups import NotSignedUp
from bot.domain.telling import ASKING as ASKED_BY
from bot.domain.telling import is_for_present_time

ASKING = frozenset({*ASKED_BY, PostKind.NUDGE, PostKind.TODAY})
"""Posts that ask whether one comes."""


def press_answer(turn: Turn, press: GiveRsvp) -> Reply:
    """A button, however old: the answer, or what became of the meeting (SPEC 4.10)."""
    work, actor = turn.work, turn.actor
    try:
        recorded = record_rsvp(
            work, actor, press.meeting, press.answer, revision=press.revision, now=turn.now
        )
    except MeetingHasMoved as moved:
        if not turn.is_private:
            return Reply(toast=turn.say.line(moved.key, **turn.values_of(moved)))
        return _ask_again(turn, press.meeting)
    except NotSignedUp:
        return _sign_up_first(turn, press)
    except MeetingHasStarted as late:
        if turn.is_private:
            raise
        # With the buttons gone nobody else presses in vain.
        draw_anew(work, press.meeting, now=turn.now)
        return Reply(toast=turn.say.line(late.key, **turn.values_of(late)))
    word = toast(turn.reader, recorded)
    if not recorded.changed or not turn.is_private:
        # Among others the card stays everybody's.
        return Reply(toast=word, home_dirty=recorded.changed)
    asked = prompt_of(work, actor, recorded, now=turn.now)
    return Reply(toast=word, edit=taken(turn.reader, recorded, asked), home_dirty=True)


def _ask_again(turn: Turn, meeting: MeetingId) -> Reply:
    """The meeting's new time, with buttons (SPEC 4.10)."""
    face = prompt(turn.reader, see_prompt(turn.work, turn.actor, meeting, now=turn.now))
    return Reply(messages=[Message((Text(turn.say("rsvp-moved")), *face.parts), face.buttons)])


def command(turn: Turn, rest: str) -> Reply:
    """`/rsvp`, `/rsvp yes`, `/rsvp 3 maybe`, `/rsvp no sick`, `/rsvp late`."""
    word, _, reason = rest.strip().partition(" ")
    number = int(word) if reason and word.isascii() and word.isdigit() else None
    if number is not None:
        word, _, reason = reason.strip().partition(" ")
    if not word:
        return _ask(turn)
    if number is None and is_all_late(word, turn.say):
        return lateness.command(turn, reason)
    answer = read_answer(word, turn.say)
    if answer is None:
        return Reply(messages=[Message((Text(turn.say("rsvp-how")),))])
    prompts = open_prompts(turn.work, turn.actor, number=number, now=turn.now)
    if number is not None and not prompts:
        return Reply(messages=[Message((Text(turn.say("rsvp-no-such-number", number=number)),))])
    return _answer_one(turn, prompts, answer, reason or None)


def in_words(turn: Turn, answer: Answer, reply_to: str | None) -> Reply:
    """A whole message that is an answer: for the meeting it replies to, else the only one ahead, else asked (SPEC 4.12)."""
    post = turn.work.posts.by_reference(reply_to) if reply_to else None
    if post is not None and post.kind in ASKING:
        asked = see_prompt(turn.work, turn.actor, MeetingId(post.subject), now=turn.now)
        if not is_for_present_time(post, asked.meeting):
            return _ask_again(turn, asked.meeting.id)
        return _record(turn, asked, answer, None)
    prompts = open_prompts(turn.work, turn.actor, now=turn.now)
    return _answer_one(turn, prompts, answer, None)


def among_others(turn: Turn, text: str, reply_to: str | None) -> Reply:
    """A whole message that is an answer, in a linked place: for the card it replies to, else for the circle linked there.

    Nothing is said to words that are none, or that answer somebody else (SPEC 4.12).
    """
    answer = read_answer(text, turn.say)
    if answer is None:
        return Reply()
    if reply_to is not None:
        meeting = meeting_shown(turn.work, turn.place, reply_to)
        return _answer_here(turn, meeting, answer) if meeting is not None else Reply()
    prompts = prompts_at(turn.work, turn.actor, turn.place, now=turn.now)
    match prompts:
        case []:
            return Reply()
        case [only]:
            return _answer_here(turn, only.meeting.id, answer)
        case several:
            return Reply(messages=[_which(turn, several, answer)])


def _answer_here(turn: Turn, meeting: MeetingId, answer: Answer) -> Reply:
    try:
        recorded = record_rsvp(turn.work, turn.actor, meeting, answer, now=turn.now)
    except NotSignedUp:
        revision = turn.work.meetings.get(meeting).revision
        return _sign_up_first(turn, GiveRsvp(meeting, answer, revision))
    text = taken_here(turn.reader, recorded, turn.person.name)
    return Reply(messages=[Message((text,))], home_dirty=recorded.changed)


def _answer_one(turn: Turn, prompts: list[Prompt], answer: Answer, reason: str | None) -> Reply:
    match prompts:
        case []:
            return _nothing_to_answer(turn)
        case [only]:
            return _record(turn, only, answer, reason)
        case several:
            return Reply(messages=[_which(turn, several, answer)])


def _nothing_to_answer(turn: Turn) -> Reply:
    """Whoever waits hears where in line they are, or that a seat is held for them; else there is no meeting ahead."""
    ahead = [
        mine for mine in my_circles(turn.work, turn.actor, now=turn.now) if mine.next_meeting is not None
    ]
    waiting = [turn.say("error-seat-is-held", circle=mine.circle.name) for mine in ahead if mine.offer]
    waiting += [
        turn.say("rsvp-in-line", position=mine.position, circle=mine.circle.name)
        for mine in ahead
        if mine.position is not None
    ]
    return Reply(messages=[Message((Text(stacked(waiting or [turn.say("rsvp-none")])),))])


def _record(turn: Turn, asked: Prompt, answer: Answer, reason: str | None) -> Reply:
    recorded = record_rsvp(turn.work, turn.actor, asked.meeting.id, answer, reason=reason, now=turn.now)
    return Reply(messages=[taken(turn.reader, recorded, asked)], home_dirty=recorded.changed)


def _ask(turn: Turn) -> Reply:
    """Each meeting one could mean, with buttons for all answers."""
    prompts = open_prompts(turn.work, turn.actor, now=turn.now)
    if not prompts:
        return _nothing_to_answer(turn)
    return Reply(messages=[prompt(turn.reader, one) for one in prompts])


def _which(turn: Turn, prompts: list[Prompt], answer: Answer) -> Message:
    buttons = tuple(
        (
            Button(
                f"{one.circle.name} · {turn.say.day(one.meeting.on)}",
                encode(GiveRsvp(one.meeting.id, answer, one.meeting.revision)),
            ),
        )
        for one in prompts
    )
    return Message((Text(turn.say("rsvp-which")),), buttons)


def _sign_up_first(turn: Turn, press: GiveRsvp) -> Reply:
    """Someone who is not in the circle: sign-up, and the answer is kept (SPEC 4.10)."""
    circle = turn.work.circles.get(turn.work.meetings.get(press.meeting).circle_id)
    if circle.published_at is None:
        raise NotFound
    text = Text(turn.say("rsvp-sign-up-first", circle=circle.name))
    wish = SignUp(circle.id, press.meeting, press.answer, press.revision)
    if not turn.is_private:
        return lead_into_private(turn, text, answer_link(wish))
    button = Button(turn.say.line("button-sign-up"), encode(wish), style=Style.PRIMARY, opens_form=True)
    return Reply(messages=[Message((text,), ((button,),))])


SUBJECT = Subject(
    verbs={"rsvp": command},
    presses={GiveRsvp: press_answer},
    among_others=frozenset({GiveRsvp}),
    leads_to="rsvp",
)
