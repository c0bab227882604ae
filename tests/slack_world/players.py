"""People who play a story written for the demo, each in front of Slack: what they do goes through the network and back."""

import re
from collections.abc import Mapping

from bot.chat.typed import read_date
from bot.domain.errors import BrokenRule
from tests.slack_server.blocks import Json
from tests.slack_server.people import SlackPerson
from tests.slack_server.reading import buttons_of, labelled, words_of
from tests.slack_server.state import Channel
from tests.slack_world.world import SlackWorld

TYPED = re.compile(r"/circle start ([\w-]+)")


class SlackPlayer:
    """As an actor of the demo: says, presses, opens and fills in."""

    def __init__(self, world: SlackWorld, person: SlackPerson) -> None:
        self.person = person
        self._world = world

    @property
    def screen(self) -> str:
        """All that they can read in private."""
        return self.person.screen()

    def link(self, label: str = "") -> str:
        """The code of the newest link whose words contain that."""
        for message in reversed(self.person.messages()):
            for line in words_of(message).splitlines():
                found = TYPED.search(line)
                if found and label in line:
                    return found[1]
        raise LookupError(f"no link says {label!r}; there is:\n{self.person.screen()}")

    async def says(self, text: str, *, at: Channel | None = None) -> None:
        await self.person.types(text, at)
        await self._world.settled()

    async def opens(self, link: str) -> None:
        await self.says(f"/circle start {link.rpartition('start=')[2]}")

    async def presses(self, label: str, *, at: Channel | None = None) -> None:
        modal = self.person.modal
        if modal is not None and any(
            label.casefold() in button["text"]["text"].casefold() for button, _ in buttons_of(modal["blocks"])
        ):
            await self.person.presses_in_view(label)
        else:
            await self.person.presses(label, at)
        await self._world.settled()

    async def fills(self, values: Mapping[str, str]) -> None:
        """Fills in the open view and sends it; Slack shows what is wrong beside its field."""
        for name, value in values.items():
            view = self.person.modal
            if view is None:
                raise LookupError(f"{self.person.user.name} has no view open:\n{self.person.screen()}")
            await self.person.fills({name: self._value(view, name, value)})
            await self._world.settled()
        await self.person.submits()
        await self._world.settled()
        if (view := self.person.modal) is not None and view.get("errors"):
            raise LookupError(f"{self.person.errors}")

    def _value(self, view: Json, name: str, value: str) -> str | list[str]:
        kind = labelled(view, name)["element"]["type"]
        if kind in {"checkboxes", "multi_static_select"}:
            return value.split(", ")
        if kind != "datepicker":
            return value
        today = self._world.clock.now().date()
        try:
            return read_date(value, language="en", today=today, field=name).isoformat()
        except BrokenRule as broken:
            raise LookupError(f"{value!r} is no date") from broken
