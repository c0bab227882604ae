"""Words that are passed on, and what those who said them read."""

from collections.abc import Sequence

from bot.app.lateness import Lateness
from bot.app.ports import Work
from bot.app.relays import PassedOn, SeenRelay, relay_as_seen
from bot.chat.buttons import AnswerRelay, PassOnKeptWords, RunLate, WriteKeptWords, encode
from bot.chat.outgoing import Button, Message, Part, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.names import few, literal
from bot.domain.circles import Circle
from bot.domain.ids import DraftId, RelayId
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.domain.quiet import quiet_ends
from bot.domain.relays import RelayKind
from bot.domain.text import shortened

EXCERPT = 200
"""Characters of the words that an answer is about."""


def relay_post(reader: Reader, work: Work, post: Post, person: Person) -> Message:
    """Somebody's words, with a button to answer them; in quiet hours without a sound."""
    seen = relay_as_seen(work, work.relays.get(RelayId(post.subject)))
    zone = person.zone or seen.circle.zone
    quiet = quiet_ends(reader.now, start=person.quiet_from, end=person.quiet_until, zone=zone)
    answer = Button(
        reader.say.line("button-reply"),
        encode(AnswerRelay(seen.relay.id)),
        style=Style.PRIMARY,
        opens_form=True,
    )
    return Message(_said(reader, seen), ((answer,),), silent=quiet is not None)


def passed_on(reader: Reader, done: PassedOn) -> Message:
    """To whom the words were passed on."""
    return Message((Text(reader.say("relay-passed-on", names=few(reader, done.names))),))


def for_which_circle(reader: Reader, circles: Sequence[Circle], kept: DraftId) -> Message:
    """Asks for whom the words are."""
    say = reader.say
    rows = tuple(
        (
            Button(
                say.line("relay-which-button", circle=circle.name), encode(PassOnKeptWords(kept, circle.id))
            ),
        )
        for circle in circles
    )
    return Message((Text(say("relay-which")),), rows)


def for_learners(reader: Reader, circles: Sequence[Circle], kept: DraftId) -> Message:
    """Asks somebody who runs circles whether the words are for the learners."""
    say = reader.say
    rows = tuple(
        (
            Button(
                say.line("relay-for-learners-button", circle=circle.name),
                encode(WriteKeptWords(kept, circle.id)),
                opens_form=True,
            ),
        )
        for circle in circles
    )
    return Message((Text(say("relay-for-learners")),), rows)


def late(reader: Reader, done: Lateness) -> Message:
    """A kind word for somebody who runs late."""
    if done.passed_on is None:
        return Message((Text(reader.say("late-told-already")),))
    return Message((Text(reader.say("late-told", names=few(reader, done.passed_on.names))),))


def late_for_which(reader: Reader, found: Sequence[tuple[Circle, Meeting]]) -> Message:
    """Asks for which of today's meetings."""
    say = reader.say
    if not found:
        return Message((Text(say("late-none")),))
    rows = tuple(
        (
            Button(
                f"{circle.name} · {say.time(meeting.starts.local.time())}",
                encode(RunLate(meeting.id)),
            ),
        )
        for circle, meeting in found
    )
    return Message((Text(say("late-which")),), rows)


def late_button(reader: Reader, meeting: Meeting) -> Button:
    """The button with which one says that one runs late."""
    return Button(reader.say.line("button-late"), encode(RunLate(meeting.id)))


def _said(reader: Reader, seen: SeenRelay) -> tuple[Part, ...]:
    say, relay = reader.say, seen.relay
    if relay.kind is RelayKind.LATE and seen.meeting is not None:
        when = reader.when(seen.meeting.starts)
        heading = say("late-relay", name=seen.name, circle=seen.circle.name, when=when)
    elif relay.to_person is not None:
        heading = say("relay-to-learner", name=seen.name, circle=seen.circle.name)
    else:
        heading = say("relay-to-facilitators", name=seen.name, circle=seen.circle.name)
    parts: list[Part] = [Text(heading)]
    if relay.text:
        parts.append(Text((literal(relay.text),)))
    # Who is answered is reminded of what they had said; others' words are none of their business.
    if seen.answered is not None and seen.answered.text and seen.answered.from_person == relay.to_person:
        parts.append(Text(say("relay-answered", text=shortened(seen.answered.text, EXCERPT))))
    return tuple(parts)
