"""Forms that are being filled in: what is in an open view is kept as its draft (SPEC 6)."""

from adapters.slack.blocks import Json
from adapters.slack.inbound import read
from adapters.slack.line import Bot
from adapters.slack.people import SlackPeople
from adapters.slack.scene import Scene
from bot.chat.desk import Desk


class HalfFilled:
    """Keeps what each view holds now.

    Slack tells of every letter, each time with all that the view holds. So what comes while something is being kept counts as
    one, and nothing is kept whole before it is taken: the next letter tells it again.
    """

    def __init__(self, desk: Desk, people: SlackPeople, bot: Bot) -> None:
        self._desk = desk
        self._people = people
        self._bot = bot
        self._newest: dict[str, tuple[Scene, Json]] = {}
        self._busy: set[str] = set()

    async def keep(self, scene: Scene, body: Json) -> None:
        """Returns when that is kept, or somebody else keeps it."""
        view = str(body["view"]["id"])
        self._newest[view] = (scene, body)
        if view in self._busy:
            return
        self._busy.add(view)
        try:
            while (newest := self._newest.pop(view, None)) is not None:
                await self._keep(*newest)
        finally:
            self._busy.discard(view)

    async def _keep(self, scene: Scene, body: Json) -> None:
        user = await self._people.user(scene.user, name=scene.name)
        changed = read("action", body, scene, user, workspace=self._bot.workspace, bot=self._bot.user)
        if changed is not None and not user.is_guest:
            # There is nothing to show, also where the form was sent meanwhile.
            await self._desk.take(changed)
