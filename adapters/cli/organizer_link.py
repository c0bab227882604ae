"""`circlebot organizer-link`: how the first organizer comes in, and how a team without organizers is rescued (SPEC 1.4)."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.named import team_named
from adapters.cli.options import Database, config_of, database_of, settings_of
from adapters.cli.running import opened, run
from adapters.cli.settings import TelegramSettings
from adapters.clock import SystemClock
from adapters.platform import PlatformProblem
from adapters.slack.parts import address_of as slack_address
from adapters.telegram.checking import address_of
from adapters.terminal.render import clean
from bot.app.invitations import invite_as_operator
from bot.app.ports import Work
from bot.chat.outgoing import DeepLink
from bot.domain.invitations import VALID_FOR
from bot.domain.teams import Team


def organizer_link(
    context: typer.Context,
    team: Annotated[
        str | None, typer.Option(metavar="TEAM", help="An existing team, by id or name; else a new one.")
    ] = None,
    db: Database = None,
) -> None:
    """Print a code that makes one person an organizer.

    Of a new team, or of an existing one.
    """
    run(_organizer_link(context, team, db))


async def _organizer_link(context: typer.Context, named: str | None, database: str | None) -> None:
    now = SystemClock().now()

    def invite(work: Work) -> tuple[Team | None, str]:
        team = None if named is None else team_named(work.teams.all(), named)
        return team, invite_as_operator(work, team.id if team else None, now=now)

    settings = settings_of(context)
    async with opened(database_of(database, settings)) as store:
        team, code = await store.run(invite)
    does = (
        f"makes them an organizer of {clean(team.name)}" if team else "lets them found a team and organize it"
    )
    typer.echo(f"/start i-{code}")
    if settings.telegram.token:
        typer.echo(await _on_telegram(settings.telegram, DeepLink(f"i-{code}")))
    if settings.slack.bot_token:
        typer.echo(f"On Slack: {slack_address(DeepLink(f'i-{code}'))}")
    typer.echo()
    typer.echo(f"Send this line to one person. Typed to the bot in private, it {does}.")
    typer.echo(f"It works once, until {now + VALID_FOR:%Y-%m-%d %H:%M} UTC.")
    typer.echo(_how_to_try(config_of(context), database))


async def _on_telegram(telegram: TelegramSettings, link: DeepLink) -> str:
    """The same as a link; the code has been made, so trouble on the way there is only said."""
    try:
        return f"On Telegram: {await address_of(link, telegram.token, telegram.base_url)}"
    except PlatformProblem as problem:
        return f"On Telegram there is no link to open: {clean(str(problem))}"


def _how_to_try(config: Path | None, database: str | None) -> str:
    """The command that talks to the same database. A URL is not repeated: it may hold a password."""
    words = ["circlebot", *(["--config", str(config)] if config else []), "chat"]
    if database and "://" in database:
        return f"To try it here, with the same --db: {shlex.join(words)} --db … --as NAME"
    words += ["--db", database] if database else []
    return f"To try it here: {shlex.join(words)} --as NAME"
