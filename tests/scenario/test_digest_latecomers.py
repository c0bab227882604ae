"""Whom the digest counts for a meeting that has been (SPEC 3.8)."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import join, october


async def test_who_joined_after_a_meeting_was_not_silent_about_it(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    """SPEC 3.8: last week's answers are of those who could answer; who comes in later counts for what is ahead."""
    await ben.says("yes")
    await stage.advance_to(october(14))
    dana = stage.person("Dana")
    await join(dana, ada)
    await stage.advance_to(october(19))
    await omar.says("/circle digest")
    last_week = omar.screen[omar.screen.rindex("Last week") :]
    assert "✅ 1 🤔 0 ❌ 0 · 0 silent" in last_week
