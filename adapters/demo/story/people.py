"""Who is in the story, and where and when it plays."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from adapters.demo.rooms import SLACK, TELEGRAM, Room
from adapters.demo.stage import Stage

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)

LEARNERS = "Learners, as on Telegram"
FACILITATOR = "Facilitator, as on Slack"
ORGANIZERS = "Organizer and #organizers, as on Slack"
PANES = (LEARNERS, FACILITATOR, ORGANIZERS)


class People:
    """Omar organizes, Ada facilitates and is on both surfaces, Ben, Cleo and Dana have seats, Eve waits for one."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.omar = stage.person("Omar", surface=SLACK, pane=ORGANIZERS)
        self.organizers: Room = stage.group("#organizers", surface=SLACK, pane=ORGANIZERS)
        self.ada = stage.person("Ada", surface=SLACK, pane=FACILITATOR)
        self.ada_there = stage.person("Ada L.", surface=TELEGRAM, pane=LEARNERS)
        self.club: Room = stage.group("Speakers’ club", surface=TELEGRAM, pane=LEARNERS)
        self.ben, self.cleo, self.dana, self.eve = (
            stage.person(name, surface=TELEGRAM, pane=LEARNERS) for name in ("Ben", "Cleo", "Dana", "Eve")
        )

    async def until(self, month: int, day: int, hour: int, minute: int = 0) -> None:
        """Time passes until then on Berlin's clock, in 2026."""
        await self.stage.advance_to(datetime(2026, month, day, hour, minute, tzinfo=ZONE))
