"""Which handler answers what comes in."""

from datetime import timedelta

from bot.app.reach import mark_unreachable
from bot.chat.buttons import Press, RunVerb, decode
from bot.chat.commands import BY_VERB, Where
from bot.chat.form_flow import change_form, show_form_again, submit_form
from bot.chat.forms import FieldKind
from bot.chat.handlers import (
    afterwards,
    browsing,
    calendar,
    changing,
    check_ins,
    circles,
    cities,
    courses,
    covers,
    forgetting,
    forms,
    handover,
    home,
    lateness,
    learners,
    linking,
    meeting_details,
    meeting_words,
    meetings,
    members,
    menu,
    messages,
    mutes,
    mydata,
    new_circle,
    organizing,
    pages,
    places,
    recaps,
    relays,
    reports,
    rsvps,
    seats,
    settings,
    signups,
    team_settings,
    teams,
    timeline,
    zones,
)
from bot.chat.incoming import (
    Change,
    Changed,
    Command,
    Incoming,
    Located,
    Opened,
    Pressed,
    Reach,
    Resumed,
    Said,
    Screen,
    Submitted,
)
from bot.chat.links import read_answer_code
from bot.chat.outgoing import Reply
from bot.chat.plain_words import says_stop
from bot.chat.subject import OnPress, OnVerb
from bot.chat.turn import Turn
from bot.domain.cities import Point, point_text
from bot.domain.drafts import Draft
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId

FORM_LISTENS_FOR = timedelta(hours=24)
"""How long an open form takes plain words for its answers; its buttons work for as long as it is open."""

SUBJECTS = (
    menu.SUBJECT,
    browsing.SUBJECT,
    circles.SUBJECT,
    cities.SUBJECT,
    new_circle.SUBJECT,
    signups.SUBJECT,
    seats.SUBJECT,
    learners.SUBJECT,
    rsvps.SUBJECT,
    meetings.SUBJECT,
    meeting_words.SUBJECT,
    meeting_details.SUBJECT,
    changing.SUBJECT,
    zones.SUBJECT,
    calendar.SUBJECT,
    pages.SUBJECT,
    lateness.SUBJECT,
    timeline.SUBJECT,
    messages.SUBJECT,
    relays.SUBJECT,
    mutes.SUBJECT,
    settings.SUBJECT,
    mydata.SUBJECT,
    linking.SUBJECT,
    forgetting.SUBJECT,
    afterwards.SUBJECT,
    recaps.SUBJECT,
    check_ins.SUBJECT,
    covers.SUBJECT,
    places.SUBJECT,
    handover.SUBJECT,
    teams.SUBJECT,
    organizing.SUBJECT,
    members.SUBJECT,
    courses.SUBJECT,
    team_settings.SUBJECT,
    reports.SUBJECT,
    forms.SUBJECT,
)

PAPERS = {paper.key: paper for subject in SUBJECTS for paper in subject.papers}

VERBS: dict[str, OnVerb] = {
    "start": lambda turn, rest: open_link(turn, rest.strip()),
    **{verb: on for subject in SUBJECTS for verb, on in subject.verbs.items()},
}

PRESSES: dict[type[Press], OnPress] = {
    RunVerb: lambda turn, press: run_verb(turn, press.verb, ""),
    **{kind: on for subject in SUBJECTS for kind, on in subject.presses.items()},
}


LEADS_TO: dict[type[Press], str] = {
    kind: subject.leads_to for subject in SUBJECTS for kind in subject.presses.keys() - subject.among_others
}
"""Buttons that are not answered among others, each with the command that leads to the same in private."""


def answer(turn: Turn, incoming: Incoming) -> Reply:
    """The reply to what came in. Raises the rule that it would break."""
    match incoming:
        case Command(verb=verb, reply_to=str(reply_to)) if verb.casefold() == "why" and turn.is_private:
            return timeline.why(turn, reply_to)
        case Command(verb=verb, rest=rest):
            return run_verb(turn, verb.casefold(), rest)
        case Pressed(button=button):
            return run_press(turn, decode(button))
        case Said():
            return _said(turn, incoming)
        case Submitted(draft=draft, values=values):
            return submit_form(turn, draft, values)
        case Changed(draft=draft, changed=changed, values=values):
            return change_form(turn, draft, changed, values)
        case Opened(screen=Screen.LINK, code=code):
            return open_link(turn, code)
        case Resumed():
            return _resume(turn)
        case Opened():
            return home.home(turn)
        case Reach(change=Change.LOST):
            mark_unreachable(turn.work, turn.sender.account, now=turn.now)
            return Reply()
        case Reach(change=Change.RENAMED):
            return settings.follow(turn, incoming)
        case Reach():
            # Arriving at the desk has made the account reachable again.
            return Reply()
        case Located():
            return _located(turn, incoming)
        case _:
            return menu.not_understood(turn)


def run_press(turn: Turn, press: Press) -> Reply:
    """What a button does; one for private conversations only leads there from elsewhere."""
    if not turn.is_private and (verb := LEADS_TO.get(type(press))) is not None:
        return menu.only_in_private(turn, verb)
    return PRESSES[type(press)](turn, press)


def run_verb(turn: Turn, verb: str, rest: str) -> Reply:
    """What a command does; one for private conversations only leads there from elsewhere."""
    declared = BY_VERB.get(verb)
    if declared is None:
        return menu.unknown_verb(turn, verb)
    if declared.where is Where.PRIVATE and not turn.is_private:
        return menu.only_in_private(turn, verb)
    return VERBS[verb](turn, rest)


def open_link(turn: Turn, code: str) -> Reply:
    """What a deep link leads to; nothing is the welcome.

    `i-` is an invitation, `c-` a circle, `a-` a sign-up with an answer, `k-` a check-in, `s-` a seat, `d-` a week's digest,
    `v-` a command. A code without its prefix is taken for an invitation, since that is what people copy by hand.
    """
    kind, _, rest = code.partition("-")
    match kind:
        case "" if not code:
            return menu.welcome(turn)
        case "c" if rest:
            return menu.open_circle(turn, CircleId(rest))
        case "a" if (press := read_answer_code(rest)) is not None:
            return signups.begin(turn, press)
        case "d" if rest:
            return run_verb(turn, "digest", rest)
        case "v" if rest in BY_VERB and rest != "start":
            return run_verb(turn, rest, "")
        case "k" if rest:
            return check_ins.arrive(turn, rest)
        case "s" if rest:
            return seats.arrive(turn, rest)
        case "i" if rest:
            return teams.use_code(turn, rest)
        case _:
            return teams.use_code(turn, code)


def _resume(turn: Turn) -> Reply:
    """The question that words would be taken to answer, if there is one; a form that makes no sense any more is gone."""
    draft = _listening(turn)
    if draft is None:
        return Reply()
    try:
        return show_form_again(turn, draft)
    except BrokenRule:
        turn.work.drafts.remove(draft.id)
        return Reply()


def _listening(turn: Turn) -> Draft | None:
    """The open form that takes plain words for its answers."""
    draft = turn.work.drafts.open_at(turn.actor, turn.spot_key)
    if draft is None or not turn.spot.asks or turn.now - draft.changed_at >= FORM_LISTENS_FOR:
        return None
    return draft


def _located(turn: Turn, located: Located) -> Reply:
    """A shared location answers the question for one that is being asked; else it is where to look for circles."""
    draft = _listening(turn)
    if draft is not None and forms.asks_for(turn, draft, FieldKind.POINT):
        return forms.answer_in_words(turn, draft, point_text(Point(located.latitude, located.longitude)))
    return browsing.by_location(turn, located)


def _said(turn: Turn, said: Said) -> Reply:
    """Free text: an open form first, then stop words, then a whole-message answer, then words to pass on (SPEC 4.12)."""
    draft = _listening(turn)
    if draft is not None:
        if draft.form == relays.AnswerPaper.key:
            # Whoever pressed Reply goes on talking: the next words are the answer, and nothing more is asked.
            return submit_form(turn, draft.id, {"words": said.text})
        return forms.answer_in_words(turn, draft, said.text)
    if not turn.is_private:
        return rsvps.among_others(turn, said.text, said.reply_to)
    if says_stop(said.text, turn.say):
        return mutes.offer(turn)
    return relays.in_words(turn, said)
