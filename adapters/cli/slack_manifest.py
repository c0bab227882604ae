"""`circlebot slack-manifest`."""

import json
from typing import Annotated

import typer

from adapters.cli.options import settings_of
from adapters.cli.running import refuse
from adapters.cli.settings import SettingsProblem
from adapters.slack.manifest import manifest
from bot.chat.catalog import Catalog

Http = Annotated[
    bool, typer.Option("--http", help="For Slack to bring everything to web.public_url, without Socket Mode.")
]


def slack_manifest(context: typer.Context, http: Http = False) -> None:
    """Print the App Manifest that the Slack app needs."""
    try:
        address = settings_of(context).web.public_url if http else ""
    except SettingsProblem as problem:
        refuse(problem)
    if http and not address:
        refuse(
            SettingsProblem(
                "web.public_url is empty, expected how Slack reaches us, such as https://circles.example.org"
            )
        )
    typer.echo(
        json.dumps(manifest(Catalog.load().speaker("en"), address=address), indent=2, ensure_ascii=False)
    )
