"""Pausing a team's digest (SPEC 2, `digest`)."""

import pytest

from adapters.demo.actor import Actor


@pytest.mark.parametrize("word", ["off", "pause", "Stop", "on"])
async def test_the_command_leads_to_where_the_digest_is_paused(omar: Actor, ada: Actor, word: str) -> None:
    """SPEC 2, digest: pause; those who organize get the button, which opens the settings."""
    await omar.says(f"/circle digest {word}")
    assert omar.sees("Whether the digest of City Library comes, and when, is in the team’s settings.")
    await omar.presses("Settings")
    await omar.fills({"digest": "Not for now"})
    assert omar.sees("Digest: paused")
    await ada.says(f"/circle digest {word}")
    assert not ada.sees("Whether the digest")
