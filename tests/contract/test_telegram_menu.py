"""Menus and descriptions: by scope, language and person, and set only where they differ (SPEC 1.5, 5)."""

import json

from tests.telegram_server import Refuse
from tests.telegram_world import TelegramWorld
from tests.telegram_world.players import Player

PRIVATE = json.dumps({"type": "all_private_chats"})
GROUPS = json.dumps({"type": "all_group_chats"})


def listed(world: TelegramWorld, scope: str) -> set[str]:
    return {command["command"] for command in world.server.world.settings.get(("commands", scope, ""), [])}


async def test_menus_are_set_by_scope_and_only_where_they_differ():
    async with TelegramWorld() as world:
        assert {"browse", "mine", "rsvp", "settings"} <= listed(world, PRIVATE)
        assert "manage" not in listed(world, PRIVATE)
        assert "mine" not in listed(world, GROUPS)
        assert {"help", "browse", "here"} <= listed(world, GROUPS)
        assert "learning circle" in world.server.world.settings["description", ""]
        await world.adapter.stop()
        made = len(world.server.calls)
        await world.adapter.start()
        again = [call.method for call in world.server.calls[made:] if call.method.startswith("set")]
        assert again == []


async def test_who_runs_something_sees_more():
    async with TelegramWorld() as world:
        omar, ben = (Player(world, world.server.person(name)) for name in ("Omar", "Ben"))
        await ben.says("/start")
        await omar.opens(f"{world.link}{await world.organizer_code()}")
        await omar.fills({"team": "City Library", "zone": "Europe/Berlin"})
        assert {"browse", "new", "manage", "team"} <= listed(world, own(omar))
        assert listed(world, own(ben)) == set()
        made = len(world.server.made("setMyCommands"))
        await omar.says("/help")
        assert len(world.server.made("setMyCommands")) == made


async def test_a_menu_that_cannot_be_set_keeps_nobody_from_being_served():
    async with TelegramWorld() as world:
        await world.adapter.stop()
        world.server.fail(Refuse.internal(), "getMyCommands")
        await world.adapter.start()
        ben = world.server.person("Ben")
        ben.writes("/help")
        await world.settled()
        assert "/browse" in ben.screen


def own(player: Player) -> str:
    return json.dumps({"chat_id": player.person.id, "type": "chat"})
