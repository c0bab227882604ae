"""What organizers look at: the week, and circles by how they do."""

from bot.app.health import see_circles
from bot.app.weeks import see_week
from bot.chat.buttons import SeeCircles, SeeWeek
from bot.chat.handlers.which_team import for_team
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.typed import read_week
from bot.chat.views.health import circles
from bot.chat.views.weeks import week
from bot.domain.teams import Team
from bot.domain.weeks import week_at


def show_week(turn: Turn, rest: str) -> Reply:
    """`/week` shows the present week, `/week last`, `/week next` or `/week 2026-W42` another one."""
    monday = read_week(rest, today=week_at(turn.now, "UTC")).monday.isoformat() if rest.strip() else None

    def show(team: Team) -> Reply:
        wanted = read_week(rest, today=week_at(turn.now, team.zone)) if rest.strip() else None
        seen = see_week(turn.work, turn.actor, team.id, week=wanted, now=turn.now)
        return Reply(messages=[week(turn.reader, seen)])

    return for_team(turn, show, lambda team: SeeWeek(team.id, monday))


def week_one(turn: Turn, press: SeeWeek) -> Reply:
    """That week, in place of the one before."""
    zone = turn.work.teams.get(press.team).zone
    wanted = read_week(press.monday, today=week_at(turn.now, zone)) if press.monday else None
    seen = see_week(turn.work, turn.actor, press.team, week=wanted, offset=press.offset, now=turn.now)
    return Reply(edit=week(turn.reader, seen))


def show_circles(turn: Turn) -> Reply:
    """The circles of the team, those in need first."""

    def show(team: Team) -> Reply:
        return Reply(
            messages=[circles(turn.reader, see_circles(turn.work, turn.actor, team.id, now=turn.now))]
        )

    return for_team(turn, show, lambda team: SeeCircles(team.id))


def circles_page(turn: Turn, press: SeeCircles) -> Reply:
    """Another page, in place of the one before."""
    seen = see_circles(turn.work, turn.actor, press.team, offset=press.offset, now=turn.now)
    return Reply(edit=circles(turn.reader, seen))


SUBJECT = Subject(
    verbs={"week": show_week, "circles": lambda turn, _: show_circles(turn)},
    presses={SeeWeek: week_one, SeeCircles: circles_page},
    among_others=frozenset({SeeWeek}),
    leads_to="circles",
)
