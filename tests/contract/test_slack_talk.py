"""What people do on Slack, through the real Bolt, in Socket Mode and over HTTP (SPEC 6)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.slack_stage import MODES, SlackStage, copy_of, slack_stage


@pytest.fixture(params=MODES)
async def stage(
    request: pytest.FixtureRequest, tmp_path: Path, _sqlite_template: Path
) -> AsyncIterator[SlackStage]:
    async with slack_stage(copy_of(_sqlite_template, tmp_path), request.param) as stage:
        yield stage


async def test_a_team_is_founded(stage: SlackStage) -> None:
    omar = stage.slack.person("Omar")
    await omar.types(f"/circle start {await stage.organizer_code()}")
    await stage.slack.until(lambda: omar.modal)
    ack = await omar.submits({"team": "City Library"})
    assert ack.seconds < 3
    await omar.until_sees("City Library")
    assert omar.modal is None
    assert stage.slack.refusals == []
