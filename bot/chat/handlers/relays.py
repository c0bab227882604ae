"""Talking back: free words that are passed on, and answers to them (SPEC 4.30)."""

from bot.app.circles import circles_run_by
from bot.app.messages import circles_to_write_in
from bot.app.plans import LIVE
from bot.app.relays import (
    answer_relay,
    circles_to_talk_to,
    ensure_belongs,
    pass_on,
    replied_to,
    see_relay,
)
from bot.app.rsvps import open_prompts
from bot.chat.buttons import AnswerRelay, PassOnKeptWords
from bot.chat.form_flow import open_draft, open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.handlers import afterwards, lateness, menu, rsvps
from bot.chat.incoming import Said, Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.plain_words import read_answer, read_opening_answer, says_late
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import relays as views
from bot.chat.views.told_apart import told_apart
from bot.domain.circles import Circle
from bot.domain.drafts import Draft
from bot.domain.errors import BrokenRule
from bot.domain.ids import DraftId, RelayId, new_id
from bot.domain.posts import Post, PostKind
from bot.domain.relays import LONGEST_RELAY
from bot.domain.rsvps import Answer
from bot.domain.text import shortened

KEPT = "kept-words"
"""What a draft is called that keeps words until it is clear for whom they are."""

EXCERPT = 200
"""Characters of the words that are answered, in a hint."""


def in_words(turn: Turn, said: Said) -> Reply:
    """Free words in private: an answer to somebody, an answer to a meeting, a rating, running late, or words to be passed on.

    Who belongs to no circle gets the menu; who only runs some is asked whether learners should read it (SPEC 4.12, 4.30).
    """
    about = replied_to(turn.work, turn.actor, said.reply_to, now=turn.now) if said.reply_to else None
    if about is not None and about[0].kind is PostKind.RELAY:
        return _answered(turn, RelayId(about[0].subject), said.text)
    if (rated := afterwards.in_words(turn, said.text, about[0] if about else None)) is not None:
        return rated
    given = read_answer(said.text, turn.say)
    if given is not None and not _is_message(about):
        return rsvps.in_words(turn, given, said.reply_to)
    answer = given or read_opening_answer(said.text, turn.say)
    # "No, I'd be late from work" comes from somebody who does not come.
    late = says_late(said.text, turn.say) and answer is not Answer.NO
    if late and (told := lateness.in_words(turn, said.text)) is not None:
        return told
    if answer is not None and open_prompts(turn.work, turn.actor, now=turn.now):
        return _answer_and_words(turn, answer, said, about)
    return _words(turn, said.text, about)


def pass_on_kept_words(turn: Turn, press: PassOnKeptWords) -> Reply:
    """The words that were kept go to the facilitators of that circle."""
    kept = open_draft(turn, press.draft)
    done = pass_on(turn.work, turn.actor, press.circle, str(kept.values["words"]), now=turn.now)
    turn.work.drafts.remove(kept.id)
    return Reply(edit=views.passed_on(turn.reader, done))


def begin_answer(turn: Turn, press: AnswerRelay) -> Reply:
    """Opens the form for an answer; where forms are asked, the next words are the answer."""
    seen = see_relay(turn.work, turn.actor, press.relay, now=turn.now)
    if seen.relay.to_person == turn.actor:
        ensure_belongs(turn.work, turn.actor, seen.circle)
    return open_form(turn, AnswerPaper.key, {"relay": press.relay})


class AnswerPaper:
    """An answer to words that were passed on."""

    key = "reply"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """One question, with what was said, and what others have answered."""
        say = turn.say
        seen = see_relay(turn.work, turn.actor, RelayId(about["relay"]), now=turn.now)
        hints = [say.line("reply-hint", text=shortened(seen.relay.text, EXCERPT))] if seen.relay.text else []
        # What facilitators answer to a learner, the others who facilitate may know.
        hints += [
            say.line("reply-hint-answered", name=name, text=shortened(answer.text, EXCERPT))
            for name, answer in seen.answers[-1:]
        ]
        label = say.line("reply-words", name=seen.name)
        hint = " ".join(hints) or None
        return (Field("words", FieldKind.TEXT, label, hint=hint, max=LONGEST_RELAY),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Passes it on."""
        return _answered(turn, RelayId(about["relay"]), str(values["words"]))


def _answered(turn: Turn, relay: RelayId, words: str) -> Reply:
    done = answer_relay(turn.work, turn.actor, relay, words, now=turn.now)
    return Reply(messages=[views.passed_on(turn.reader, done)])


def _is_message(about: tuple[Post, Circle] | None) -> bool:
    return about is not None and about[0].kind is PostKind.MESSAGE


def _answer_and_words(turn: Turn, answer: Answer, said: Said, about: tuple[Post, Circle] | None) -> Reply:
    """The answer is taken, and the whole text is passed on; it is also when the answer comes too late."""
    try:
        answered = rsvps.in_words(turn, answer, said.reply_to)
    except BrokenRule as broken:
        answered = Reply(messages=[Message((Text(turn.say(broken.key, **turn.values_of(broken))),))])
    words = _words(turn, said.text, about)
    return Reply(messages=[*answered.messages, *words.messages], home_dirty=answered.home_dirty)


def _words(turn: Turn, words: str, about: tuple[Post, Circle] | None) -> Reply:
    """Words to be passed on: to whom is clear from what they reply to, or because there is one circle; else it is asked."""
    circles = circles_to_talk_to(turn.work, turn.actor, now=turn.now)
    if about is not None:
        replied = about[1]
        if replied in circles_to_write_in(turn.work, turn.actor, now=turn.now):
            return _from_somebody_else(turn, words)
        # Said about a circle, they are for no other one.
        ensure_belongs(turn.work, turn.actor, replied)
        circles = [replied]
    match circles:
        case []:
            return _from_somebody_else(turn, words)
        case [only]:
            done = pass_on(turn.work, turn.actor, only.id, words, now=turn.now)
            return Reply(messages=[views.passed_on(turn.reader, done)])
        case several:
            return Reply(
                messages=[
                    views.for_which_circle(
                        turn.reader, told_apart(turn.reader, turn.work, several), _keep(turn, words)
                    )
                ]
            )


def _from_somebody_else(turn: Turn, words: str) -> Reply:
    runs = [c for c in circles_run_by(turn.work, turn.actor, now=turn.now) if c.stage in LIVE]
    if not runs:
        return menu.not_understood(turn)
    face: Message = views.for_learners(turn.reader, runs, _keep(turn, words))
    return Reply(messages=[face])


def _keep(turn: Turn, words: str) -> DraftId:
    """Keeps the words beside the conversation, so that no open form is thrown away and none takes further words."""
    draft = Draft(
        id=DraftId(new_id()),
        person_id=turn.actor,
        spot=f"{turn.spot_key}#{KEPT}",
        form=KEPT,
        about={},
        values={"words": words},
        asking=None,
        revision=0,
        made_at=turn.now,
        changed_at=turn.now,
    )
    turn.work.drafts.add(draft)
    return draft.id


SUBJECT = Subject(
    presses={PassOnKeptWords: pass_on_kept_words, AnswerRelay: begin_answer},
    papers=(AnswerPaper(),),
)
