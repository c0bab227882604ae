"""The hub by role: on Slack the app's home and bare `/circle` (SPEC 6)."""

from bot.app.circles import circles_run_by
from bot.app.overview import see_dashboard
from bot.app.rsvps import open_prompts
from bot.app.teams import see_team, teams_of
from bot.chat.handlers.menu import welcome
from bot.chat.outgoing import Reply
from bot.chat.turn import Turn
from bot.chat.views import home as views
from bot.domain.circles import Stage
from bot.domain.teams import Role

MOST = 5
"""Meetings, circles and teams of each kind that are shown; the menu leads to the others."""


def home(turn: Turn) -> Reply:
    """The menu, one's next meetings, the circles one runs, and the teams one looks after."""
    work, actor, now, reader = turn.work, turn.actor, turn.now, turn.reader
    circles = [one for one in circles_run_by(work, actor, now=now) if one.stage is not Stage.DELETED]
    seen = [see_dashboard(work, actor, one.id, now=now) for one in circles]
    running = [one for one in seen if one.next_meeting is not None or one.circle.stage is Stage.DRAFT]
    teams = teams_of(work, actor, role=Role.ORGANIZER, now=now)
    return Reply(
        messages=[
            *welcome(turn).messages,
            *views.own(reader, open_prompts(work, actor, now=now)[:MOST]),
            *views.run(reader, running[:MOST]),
            *views.teams(reader, [see_team(work, actor, team.id, now=now) for team in teams[:MOST]]),
        ]
    )
