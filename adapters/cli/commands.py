"""`circlebot`: the commands, put together."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli import (
    backup,
    bring_in,
    chat,
    check,
    copy,
    demo,
    export,
    migrate,
    organizer_link,
    restore,
    run,
    slack_manifest,
    stats,
    teams,
)
from adapters.cli.settings import CONFIG

app = typer.Typer(
    help="Coordinates learning circles through chat.",
    add_completion=False,
    no_args_is_help=True,
    # Its tracebacks show the values of variables, and with them what people wrote.
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(run.serve)
app.command("demo")(demo.demo)
app.command("chat")(chat.chat)
app.command("organizer-link")(organizer_link.organizer_link)
app.command("teams")(teams.teams)
app.add_typer(bring_in.app, name="import")
app.command("export")(export.export)
app.command("stats")(stats.stats)
app.command("backup")(backup.backup)
app.command("restore")(restore.restore)
app.command("copy")(copy.copy)
app.command("hold-due")(restore.hold_due)
app.command("migrate")(migrate.migrate)
app.command("check")(check.check)
app.command("slack-manifest")(slack_manifest.slack_manifest)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"circlebot {version('circlebot')}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(envvar=CONFIG, metavar="FILE", help="The settings, instead of circlebot.toml."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Say which one this is.")
    ] = False,
) -> None:
    """Coordinates learning circles through chat."""
    context.obj = config
