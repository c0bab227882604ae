"""Signing up, one's own circles, leaving."""

from dataclasses import replace

from bot.app.overview import my_circles
from bot.app.people import call_me
from bot.app.rsvps import record_rsvp
from bot.app.signups import ensure_can_sign_up, leave_circle, sign_up
from bot.chat.buttons import Leave, SignUp
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.handlers.menu import lead_into_private
from bot.chat.incoming import Values
from bot.chat.links import answer_link
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views.signups import leave_which, mine, welcome
from bot.chat.views.told_apart import told_apart
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers, Standing
from bot.domain.text import LINE, NAME


def begin(turn: Turn, press: SignUp) -> Reply:
    """Opens the form, if the person could sign up now."""
    ensure_can_sign_up(turn.work, turn.actor, press.circle, now=turn.now)
    if not turn.is_private:
        name = turn.work.circles.get(press.circle).name
        text = Text(turn.say("card-name", circle=name))
        return lead_into_private(turn, text, answer_link(press))
    about = {"circle": press.circle}
    if press.meeting and press.answer:
        about |= {"meeting": press.meeting, "answer": press.answer, "revision": str(press.revision or 0)}
    return open_form(turn, SignupPaper.key, about)


def show_mine(turn: Turn) -> Reply:
    """The circles one is in."""
    return Reply(messages=mine(turn.reader, my_circles(turn.work, turn.actor, now=turn.now)))


def ask_which_to_leave(turn: Turn) -> Reply:
    """A button for each circle one can leave."""
    own = my_circles(turn.work, turn.actor, now=turn.now)
    circles = told_apart(turn.reader, turn.work, [one.circle for one in own])
    found = [replace(one, circle=circle) for one, circle in zip(own, circles, strict=True)]
    return Reply(messages=[leave_which(turn.reader, found)])


def leave(turn: Turn, press: Leave) -> Reply:
    """Leaves one circle."""
    circle = leave_circle(turn.work, turn.actor, press.circle, now=turn.now)
    text = Text(turn.say("left", circle=circle.name))
    return Reply(edit=Message((text,)), home_dirty=True)


class SignupPaper:
    """What a learner tells when signing up."""

    key = "signup"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The questions; what to be called only when that was never asked (SPEC 1.5)."""
        say = turn.say
        circle = turn.work.circles.get(CircleId(about["circle"]))
        before = turn.work.signups.of(circle.id, turn.actor)
        name = Field("name", FieldKind.LINE, say.line("signup-name"), initial=turn.person.name, max=NAME)
        yes = Option("yes", say.line("signup-consent-yes"))
        no = Option("no", say.line("signup-consent-no"))
        return (
            *((name,) if turn.person.named_at is None else ()),
            Field(
                "goal",
                FieldKind.LINE,
                say.line("signup-goal"),
                required=False,
                initial=before.goal if before else None,
                max=LINE,
            ),
            Field(
                "offer",
                FieldKind.LINE,
                say.line("signup-offer"),
                required=False,
                initial=before.offer if before else None,
                max=LINE,
            ),
            Field(
                "consent",
                FieldKind.CHOICE,
                say.line("signup-consent"),
                hint=say.line("signup-consent-hint"),
                options=(yes, no),
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Signs up, and gives the answer that came before signing up."""
        work, actor, now = turn.work, turn.actor, turn.now
        if "name" in values:
            call_me(work, actor, str(values["name"]), now=now)
        answers = Answers(goal=str(values.get("goal", "")), offer=str(values.get("offer", "")))
        consent = values.get("consent") == "yes"
        done = sign_up(work, actor, CircleId(about["circle"]), answers, consent=consent, now=now)
        messages = [welcome(turn.reader, done)]
        if "meeting" in about and done.signup.standing is Standing.SEATED:
            messages.append(_kept_answer(turn, about))
        return Reply(messages=messages, home_dirty=True)


def _kept_answer(turn: Turn, about: About) -> Message:
    answer = Answer(about["answer"])
    try:
        meeting, revision = MeetingId(about["meeting"]), int(about["revision"])
        record_rsvp(turn.work, turn.actor, meeting, answer, revision=revision, now=turn.now)
    except BrokenRule as broken:
        return Message((Text(turn.say(broken.key, **turn.values_of(broken))),))
    return Message((Text(turn.say("rsvp-taken", answer=answer)),))


SUBJECT = Subject(
    verbs={
        "mine": lambda turn, _: show_mine(turn),
        "leave": lambda turn, _: ask_which_to_leave(turn),
    },
    presses={SignUp: begin, Leave: leave},
    papers=(SignupPaper(),),
    among_others=frozenset({SignUp}),
    leads_to="mine",
)
