"""Whose clock is known on Slack, and since when (SPEC 6)."""

from tests.contract.test_slack_talk import founder
from tests.slack_server.reading import words_of
from tests.slack_world.players import SlackPlayer
from tests.slack_world.world import SlackWorld, slack_world


async def told(world: SlackWorld, who: SlackPlayer, zone: str) -> str:
    """Their settings, once Slack has told of a change to them."""
    who.person.user.zone = zone
    await world.slack.event({"type": "user_change", "user": who.person.user.to_json("T0001")})
    await who.says("/circle settings")
    return words_of(who.person.messages()[-1])


async def test_a_zone_that_was_not_known_is_learned() -> None:
    """6: Slack may tell it later only; a zone that is known stays what its owner says it is."""
    async with slack_world() as world:
        world.slack.person("Omar", zone="")
        omar = await founder(world)
        assert "not known" in await told(world, omar, "")
        assert "Asia/Tokyo" in await told(world, omar, "Asia/Tokyo")
        assert "Asia/Tokyo" in await told(world, omar, "Europe/Paris")
