"""Codes and links, founding a team, inviting, and the digest."""

from bot.app.digests import see_digest
from bot.app.invitations import accept_invitation, invite_to_team, look_up
from bot.app.needs import take_on
from bot.app.people import call_me
from bot.app.teams import found_team, see_team, send_digest_to, team_at, teams_of
from bot.chat.buttons import DigestHere, InviteToTeam, Manage, NewCircle, SeeDigest, SeeTeam, TakeOn, encode
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.handlers.places import uninvited
from bot.chat.handlers.which_team import for_team
from bot.chat.incoming import Values
from bot.chat.outgoing import Button, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.typed import read_week
from bot.chat.views import teams as views
from bot.chat.views.digests import digest
from bot.domain.ids import InvitationId, TeamId
from bot.domain.invitations import Purpose
from bot.domain.teams import Role, Team
from bot.domain.text import NAME
from bot.domain.weeks import week_at

PAUSING = frozenset({"off", "on", "pause", "paused", "stop", "resume"})
"""What somebody types after `/digest` who wants it to come no more, or again."""


def use_code(turn: Turn, code: str) -> Reply:
    """Accepts an invitation; the operator's link opens the form that founds a team."""
    invitation = look_up(turn.work, turn.actor, code, now=turn.now)
    say = turn.say
    if invitation.purpose is Purpose.FOUND_TEAM:
        if turn.work.invitations.accepted(invitation.id, turn.actor):
            return Reply(messages=[Message((Text(say("accepted-before")),))])
        return open_form(turn, TeamPaper.key, {"invitation": invitation.id})
    done = accept_invitation(turn.work, turn.actor, code, now=turn.now)
    if not done.is_new:
        return Reply(messages=[Message((Text(say("accepted-before")),))])
    if done.circle is not None:
        manage = Button(say.line("button-manage"), encode(Manage(done.circle.id)))
        welcome = Text(say("accepted-circle", circle=done.circle.name))
        return Reply(messages=[Message((welcome,), ((manage,),))])
    new = Button(say.line("menu-new"), encode(NewCircle(done.team.id)), opens_form=True)
    welcome = Text(say("accepted", role=done.role, team=done.team.name))
    return Reply(messages=[Message((welcome,), ((new,),))], home_dirty=True)


def team(turn: Turn) -> Reply:
    """The team one organizes; with several, it is asked which."""
    return for_team(turn, lambda team: _overview(turn, team.id), lambda team: SeeTeam(team.id))


def team_one(turn: Turn, press: SeeTeam) -> Reply:
    """That team."""
    return _overview(turn, press.team)


def invite(turn: Turn, press: InviteToTeam) -> Reply:
    """A link for one person to join the team in that role."""
    code = invite_to_team(turn.work, turn.actor, press.team, press.role, now=turn.now)
    name = turn.work.teams.get(press.team).name
    text = turn.say(f"invitation-{press.role}", team=name, link=views.invitation_link(code))
    return Reply(messages=[Message((Text(text),))])


def show_digest(turn: Turn, rest: str) -> Reply:
    """`/digest` shows the present week, `/digest last` or `/digest 2026-W42` another one.

    `/digest here`, in a group, has it come here from now on; `/digest off` leads to where it is paused.
    """
    if rest.strip().casefold() in PAUSING:
        return for_team(turn, lambda one: _pausing(turn, one), lambda one: SeeTeam(one.id))
    teams = teams_of(turn.work, turn.actor, role=Role.ORGANIZER, now=turn.now)
    here = rest.strip().casefold() == "here"
    if here and turn.is_private:
        return Reply(messages=[Message((Text(turn.say("only-in-group")),))])
    match teams:
        case []:
            return Reply(messages=[Message((Text(turn.say("team-none")),))])
        case [only]:
            return digest_here(turn, DigestHere(only.id)) if here else _digest(turn, only, rest)
        case several:
            at = None if here else team_at(turn.work, turn.sender.account, turn.spot.key)
            if at is not None and at in several:
                return _digest(turn, at, rest)
            return Reply(messages=[views.which(turn.reader, several, None if here else _monday(turn, rest))])


def digest_now(turn: Turn, press: SeeDigest) -> Reply:
    """The present week of a team."""
    return _digest(turn, turn.work.teams.get(press.team), press.monday or "")


def take_it(turn: Turn, press: TakeOn) -> Reply:
    """The organizer is on it; the digest says so from now on."""
    week = read_week(press.monday, today=week_at(turn.now, "UTC"))
    take_on(turn.work, turn.actor, press.team, week, press.circle, press.need, now=turn.now)
    seen = see_digest(turn.work, turn.actor, press.team, week=week, now=turn.now)
    face = digest(turn.reader, seen, public=not turn.is_private)
    return Reply(toast=turn.say.line("taken-on"), edit=face)


def digest_here(turn: Turn, press: DigestHere) -> Reply:
    """The team's digest comes to this group from now on."""
    if turn.is_private:
        return Reply(messages=[Message((Text(turn.say("only-in-group")),))])
    if turn.spot.invite:
        return uninvited(turn)
    send_digest_to(
        turn.work, turn.actor, press.team, turn.place, title=turn.spot.title or turn.spot.key, now=turn.now
    )
    team = see_team(turn.work, turn.actor, press.team, now=turn.now).team
    return Reply(messages=[views.digest_here(turn.reader, team)])


class TeamPaper:
    """What founding a team takes."""

    key = "team"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The team's name and zone, and the organizer's name if that was never asked."""
        say = turn.say
        own = Field("name", FieldKind.LINE, say.line("team-your-name"), initial=turn.person.name, max=NAME)
        return (
            *((own,) if turn.person.named_at is None else ()),
            Field("team", FieldKind.LINE, say.line("team-name"), hint=say.line("team-name-hint"), max=NAME),
            Field(
                "zone",
                FieldKind.ZONE,
                say.line("team-zone"),
                initial=turn.person.zone,
                hint=say.line("team-zone-hint"),
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Founds the team."""
        if "name" in values:
            call_me(turn.work, turn.actor, str(values["name"]), now=turn.now)
        team = found_team(
            turn.work,
            turn.actor,
            InvitationId(about["invitation"]),
            name=str(values["team"]),
            zone=str(values["zone"]),
            language=turn.say.language,
            now=turn.now,
        )
        return Reply(messages=[views.made(turn.reader, team)], home_dirty=True)


def _monday(turn: Turn, rest: str) -> str:
    """The Monday of the week that was named, or nothing."""
    return read_week(rest, today=week_at(turn.now, "UTC")).monday.isoformat() if rest.strip() else ""


def _digest(turn: Turn, team: Team, rest: str) -> Reply:
    week = read_week(rest, today=week_at(turn.now, team.zone)) if rest.strip() else None
    seen = see_digest(turn.work, turn.actor, team.id, week=week, now=turn.now)
    return Reply(messages=[digest(turn.reader, seen, public=not turn.is_private)])


def _pausing(turn: Turn, team: Team) -> Reply:
    return Reply(messages=[views.pausing(turn.reader, team)])


def _overview(turn: Turn, team_id: TeamId) -> Reply:
    return Reply(
        messages=[views.overview(turn.reader, see_team(turn.work, turn.actor, team_id, now=turn.now))]
    )


SUBJECT = Subject(
    verbs={"team": lambda turn, _: team(turn), "digest": show_digest},
    presses={
        SeeTeam: team_one,
        InviteToTeam: invite,
        DigestHere: digest_here,
        SeeDigest: digest_now,
        TakeOn: take_it,
    },
    papers=(TeamPaper(),),
    among_others=frozenset({DigestHere, SeeDigest, TakeOn}),
    leads_to="team",
)
