"""Which handler answers what comes in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.app.reach import mark_unreachable
from bot.chat import buttons as b
from bot.chat.commands import BY_VERB, Where
from bot.chat.form_flow import Forms
from bot.chat.handlers import (
    afterwards,
    circles,
    forms,
    meetings,
    menu,
    new_circle,
    rsvps,
    signups,
    teams,
    timeline,
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
    Said,
    Screen,
    Submitted,
)
from bot.chat.outgoing import Reply
from bot.chat.plain_words import read_answer
from bot.chat.turn import Turn
from bot.domain.ids import CircleId

FORM_LISTENS_FOR = timedelta(hours=24)
"""How long an open form takes plain words for its answers; its buttons work for as long as it is open."""

PAPERS = Forms(
    {
        paper.key: paper
        for paper in (
            new_circle.NewCirclePaper(),
            signups.SignupPaper(),
            teams.TeamPaper(),
            meetings.MovePaper(),
            timeline.WordsPaper(),
            timeline.StandingWordsPaper(),
            timeline.LeadPaper(),
        )
    }
)

VERBS: dict[str, Callable[[Turn, str], Reply]] = {
    "start": lambda turn, rest: open_link(turn, rest.strip()),
    "help": lambda turn, _: menu.show_help(turn),
    "browse": lambda turn, _: circles.first_page(turn),
    "mine": lambda turn, _: signups.show_mine(turn),
    "rsvp": rsvps.command,
    "leave": lambda turn, _: signups.ask_which_to_leave(turn),
    "name": menu.take_name,
    "new": lambda turn, _: new_circle.new(PAPERS, turn),
    "manage": lambda turn, _: meetings.manage(turn),
    "meeting": meetings.meeting,
    "reminder": lambda turn, _: timeline.reminder(turn),
    "why": lambda turn, _: timeline.why(turn, None),
    "team": lambda turn, _: teams.team(turn),
    "digest": teams.show_digest,
}

PRESSES: dict[type[b.Press], Callable[[Turn, Any], Reply]] = {
    b.RunVerb: lambda turn, press: run_verb(turn, press.verb, ""),
    b.WasInvited: lambda turn, _: menu.was_invited(turn),
    b.Browse: circles.another_page,
    b.SeeCircle: circles.see,
    b.Publish: circles.publish,
    b.InviteCoFacilitator: circles.invite_co_facilitator,
    b.SignUp: lambda turn, press: signups.begin(PAPERS, turn, press),
    b.Leave: signups.leave,
    b.GiveRsvp: rsvps.press_answer,
    b.Manage: meetings.manage_one,
    b.SeeMeetings: meetings.see_all,
    b.SeeMeeting: meetings.see_one,
    b.MoveMeeting: lambda turn, press: meetings.begin_move(PAPERS, turn, press),
    b.CancelMeeting: meetings.cancel,
    b.NewCircle: lambda turn, press: new_circle.new_for(PAPERS, turn, press),
    b.SeeTeam: teams.team_one,
    b.InviteToTeam: teams.invite,
    b.RevokeInvitations: teams.revoke,
    b.DigestHere: teams.digest_here,
    b.SeeDigest: teams.digest_now,
    b.TakeOn: teams.take_it,
    b.SeeTimeline: timeline.see_all,
    b.SeePlan: timeline.see_one,
    b.PreviewPlan: timeline.show,
    b.LooksGood: timeline.looks_good,
    b.SendPlanNow: timeline.send,
    b.SkipPlan: timeline.leave_out,
    b.SeeDeliveries: timeline.see_deliveries,
    b.SendAgain: timeline.send_again,
    b.EditWords: lambda turn, press: timeline.begin_words(PAPERS, turn, press),
    b.EditStandingWords: lambda turn, press: timeline.begin_standing_words(PAPERS, turn, press),
    b.EditLead: lambda turn, press: timeline.begin_lead(PAPERS, turn, press),
    b.Rate: afterwards.rate_meeting,
    b.TellProgress: afterwards.take_progress,
    b.PickOption: lambda turn, press: forms.pick(PAPERS, turn, press),
    b.SkipField: lambda turn, press: forms.skip(PAPERS, turn, press),
    b.EmptyField: lambda turn, press: forms.empty(PAPERS, turn, press),
    b.BackToField: lambda turn, press: forms.back(PAPERS, turn, press),
    b.CancelForm: lambda turn, press: forms.cancel(PAPERS, turn, press),
    b.SendForm: lambda turn, press: forms.send(PAPERS, turn, press),
}


def answer(turn: Turn, incoming: Incoming) -> Reply:
    """The reply to what came in. Raises the rule that it would break."""
    match incoming:
        case Command(verb=verb, reply_to=str(reply_to)) if verb.casefold() == "why" and turn.is_private:
            return timeline.why(turn, reply_to)
        case Command(verb=verb, rest=rest):
            return run_verb(turn, verb.casefold(), rest)
        case Pressed(button=button):
            press = b.decode(button)
            return PRESSES[type(press)](turn, press)
        case Said():
            return _said(turn, incoming)
        case Submitted(draft=draft, values=values):
            return PAPERS.submit(turn, draft, values)
        case Changed(draft=draft, values=values):
            return PAPERS.change(turn, draft, values)
        case Opened(screen=Screen.LINK, code=code):
            return open_link(turn, code)
        case Opened():
            return menu.welcome(turn)
        case Reach(change=Change.LOST):
            mark_unreachable(turn.work, turn.sender.account, now=turn.now)
            return Reply()
        case Reach():
            # Arriving at the desk has made the account reachable again.
            return Reply()
        case Located() | _:
            return menu.not_understood(turn)


def run_verb(turn: Turn, verb: str, rest: str) -> Reply:
    """What a command does; one for private conversations only leads there from elsewhere."""
    declared = BY_VERB.get(verb)
    if declared is None:
        return menu.unknown_verb(turn, verb)
    if declared.where is Where.PRIVATE and not turn.is_private:
        return menu.only_in_private(turn, verb)
    return VERBS[verb](turn, rest)


def open_link(turn: Turn, code: str) -> Reply:
    """What a deep link leads to: `i-` an invitation, `c-` a circle, `v-` a command; nothing is the welcome.

    A code without its prefix is taken for an invitation, since that is what people copy by hand.
    """
    kind, _, rest = code.partition("-")
    match kind:
        case "":
            return menu.welcome(turn)
        case "c" if rest:
            return menu.open_circle(turn, CircleId(rest))
        case "v" if rest in BY_VERB and rest != "start":
            return run_verb(turn, rest, "")
        case "i" if rest:
            return teams.use_code(PAPERS, turn, rest)
        case _:
            return teams.use_code(PAPERS, turn, code)


def _said(turn: Turn, said: Said) -> Reply:
    """Free text: an open form first, then a whole-message answer (SPEC 4.12)."""
    draft = turn.work.drafts.open_at(turn.actor, turn.spot_key)
    if draft is not None and turn.spot.asks and turn.now - draft.changed_at < FORM_LISTENS_FOR:
        return forms.answer_in_words(PAPERS, turn, draft, said.text)
    given = read_answer(said.text, turn.say)
    if given is not None and turn.is_private:
        return rsvps.in_words(turn, given, said.reply_to)
    return menu.not_understood(turn)
