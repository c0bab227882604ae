"""Beginning, help, names, and what nobody understood."""

from datetime import datetime

from bot.app.circles import circles_run_by, see_card
from bot.app.overview import my_circles
from bot.app.people import call_me
from bot.app.ports import Work
from bot.app.teams import teams_of
from bot.chat.buttons import RunVerb, WasInvited, encode
from bot.chat.commands import BY_VERB, COMMANDS, Audience, Declared, Where, closest
from bot.chat.outgoing import Button, DeepLink, Facts, Message, Reply, Text, Typed
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.circles import card
from bot.domain.ids import CircleId, PersonId
from bot.domain.teams import Role

MENU = ("browse", "mine", "manage", "new", "circles", "week", "team", "digest", "help")
"""Verbs that the menu has buttons for, in their order."""


def audiences(turn: Turn) -> frozenset[Audience]:
    """What this person is, as far as the menu goes."""
    return audiences_of(turn.work, turn.actor, now=turn.now)


def audiences_of(work: Work, person: PersonId, *, now: datetime) -> frozenset[Audience]:
    """What the person is, as far as menus go."""
    found = {Audience.EVERYONE}
    if my_circles(work, person, now=now):
        found.add(Audience.LEARNERS)
    if teams_of(work, person, now=now) or circles_run_by(work, person, now=now):
        found.add(Audience.FACILITATORS)
    if found - {Audience.EVERYONE}:
        found.add(Audience.MEMBERS)
    if teams_of(work, person, role=Role.ORGANIZER, now=now):
        found.add(Audience.ORGANIZERS)
    return frozenset(found)


def available(turn: Turn) -> list[Declared]:
    """The commands that make sense for this person, here (SPEC 1.5)."""
    own = audiences(turn)
    return [
        command
        for command in COMMANDS
        if command.listed and command.audience in own and (turn.is_private or command.where is Where.ANYWHERE)
    ]


def welcome(turn: Turn) -> Reply:
    """What one gets who begins without a code."""
    say = turn.say
    if audiences(turn) - {Audience.EVERYONE}:
        return Reply(messages=[_menu(turn, Text(say("welcome-back", name=turn.person.name)))])
    invited = Button(say.line("menu-invited"), encode(WasInvited()))
    message = _menu(turn, Text(say("welcome-stranger", name=turn.person.name)))
    return Reply(messages=[Message(message.parts, (*message.buttons, (invited,)))])


def show_help(turn: Turn) -> Reply:
    """The commands, each with what it does."""
    say = turn.say
    rows = tuple(
        (Typed(" ".join(filter(None, (f"/{c.verb}", c.usage)))), say(f"help-{c.verb}"))
        for c in available(turn)
    )
    return Reply(messages=[Message((Text(say("menu-heading")), Facts(rows)))])


def open_circle(turn: Turn, circle: CircleId) -> Reply:
    """A circle that a link leads to."""
    return Reply(messages=[card(turn.reader, see_card(turn.work, turn.actor, circle, now=turn.now))])


def was_invited(turn: Turn) -> Reply:
    """How to use an invitation."""
    return Reply(messages=[Message((Text(turn.say("invited-how")),))])


def take_name(turn: Turn, given: str) -> Reply:
    """What the person wants to be called."""
    if not given.strip():
        return Reply(messages=[Message((Text(turn.say("name-how")),))])
    name = call_me(turn.work, turn.actor, given, now=turn.now)
    return Reply(messages=[Message((Text(turn.say("name-now", name=name)),))])


def not_understood(turn: Turn) -> Reply:
    """Words that mean nothing here: the menu in private, silence among others."""
    if not turn.is_private:
        return Reply()
    return Reply(messages=[_menu(turn, Text(turn.say("not-understood")))])


def unknown_verb(turn: Turn, verb: str) -> Reply:
    """A command that is none, with the closest that is."""
    say, near = turn.say, closest(verb)
    if near is None:
        return Reply(messages=[Message((Text(say("unknown-verb", verb=verb[:40])),))])
    buttons = ((Button(Typed(f"/{near}"), encode(RunVerb(near)), opens_form=BY_VERB[near].opens_form),),)
    return Reply(messages=[Message((Text(say("did-you-mean", verb=verb[:40], closest=near)),), buttons)])


def only_in_private(turn: Turn, verb: str) -> Reply:
    """A command for a private conversation, typed among others: a link that leads there (SPEC 1.5)."""
    link = DeepLink(f"v-{verb}")
    text = turn.say("only-private-link", link=link)
    return Reply(messages=[Message((Text(text),))], leads_to=link)


def lead_into_private(turn: Turn, text: Text, link: DeepLink) -> Reply:
    """What was asked for among others, with a link that goes on with it in private."""
    told = Message((text, Text(turn.say("continue-in-private", link=link))))
    return Reply(messages=[told], leads_to=link)


def _menu(turn: Turn, heading: Text) -> Message:
    say = turn.say
    verbs = {command.verb for command in available(turn)}
    buttons = [
        Button(say.line(f"menu-{verb}"), encode(RunVerb(verb)), opens_form=BY_VERB[verb].opens_form)
        for verb in MENU
        if verb in verbs
    ]
    rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    parts = (heading, Text(say("menu-heading")))
    return Message(parts, rows)


SUBJECT = Subject(
    verbs={
        "help": lambda turn, _: show_help(turn),
        "name": take_name,
    },
    presses={WasInvited: lambda turn, _: was_invited(turn)},
)
