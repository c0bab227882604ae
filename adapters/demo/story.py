"""A circle of six weeks, replayed: people act, the clock moves, and everything shown comes from the desk or the tick."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK, TELEGRAM, Entry, Room
from adapters.demo.stage import Stage

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)

LEARNERS = "Learners, as on Telegram"
FACILITATOR = "Facilitator, as on Slack"
ORGANIZERS = "Organizer and #organizers, as on Slack"
PANES = (LEARNERS, FACILITATOR, ORGANIZERS)


async def play(told: Callable[[Entry], None] | None = None) -> Stage:
    """Plays it from the operator's link to the wrap-up; returns the stage, closed, with all that happened."""
    async with Stage(start=START, told=told) as stage:
        await _Story(stage).play()
    return stage


class _Story:
    """Omar organizes, Ada facilitates, Ben, Cleo and Dana have seats, Eve waits for one."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.omar = stage.person("Omar", surface=SLACK, pane=ORGANIZERS)
        self.organizers: Room = stage.group("#organizers", surface=SLACK, pane=ORGANIZERS)
        self.ada = stage.person("Ada", surface=SLACK, pane=FACILITATOR)
        self.ben, self.cleo, self.dana, self.eve = (
            stage.person(name, surface=TELEGRAM, pane=LEARNERS) for name in ("Ben", "Cleo", "Dana", "Eve")
        )

    async def play(self) -> None:
        """All of it, in order."""
        await self.a_team_is_founded()
        await self.a_circle_is_made()
        await self.learners_sign_up()
        await self.the_first_meeting()
        await self.a_seat_is_freed()
        await self.the_clocks_change()
        await self.a_meeting_moves()
        await self.the_last_weeks()

    async def a_team_is_founded(self) -> None:
        """The operator's link makes Omar an organizer."""
        await self.omar.opens(await self.stage.organizer_link())
        await self.omar.fills({"team": "City Library", "zone": "Europe/Berlin"})
        await self.omar.presses("Invite a facilitator")
        await self.omar.says("/circle digest here", at=self.organizers)

    async def a_circle_is_made(self) -> None:
        """Ada makes a circle of six Tuesdays and opens it."""
        await self.stage.advance(minutes=20)
        await self.ada.opens(self.omar.link("Facilitate"))
        await self.ada.says("/circle new")
        await self.ada.fills(
            {
                "title": "Public Speaking",
                "course_link": "https://example.org/public-speaking",
                "first_on": "13 Oct 2026",
                "at": "18:00",
                "count": "6",
                "place": "City Library, room 2",
                "capacity": "3",
            }
        )
        await self.ada.presses("Publish")

    async def learners_sign_up(self) -> None:
        """Three take the seats, the fourth waits in line."""
        goals = ((self.ben, "Speak without shaking"), (self.cleo, "Give a toast"), (self.dana, ""))
        for learner, goal in goals:
            await self.stage.advance(minutes=40)
            await learner.says("/browse")
            await learner.presses("Public Speaking")
            await self._signs_up(learner, goal)
        await self.stage.advance(minutes=40)
        await self.eve.opens(self.ada.link("Public Speaking"))
        await self._signs_up(self.eve, "")

    async def the_first_meeting(self) -> None:
        """A button, a button, plain words; then the meeting, and how it was."""
        await self._until(2026, 10, 11, 18, 5)
        await self.ben.presses("Yes")
        await self.cleo.presses("No")
        await self.stage.advance(hours=1)
        await self.dana.says("yes, I'll be there")
        await self._until(2026, 10, 12, 10, 30)
        await self.ada.says("/circle manage")
        await self._until(2026, 10, 13, 20, 0)
        await self.ada.presses("Pretty well")
        await self.ben.presses("5")

    async def a_seat_is_freed(self) -> None:
        """Cleo leaves, Eve gets the seat, and the second reminder is the first for her."""
        await self._until(2026, 10, 14, 9, 30)
        await self.cleo.says("/leave")
        await self.cleo.presses("Leave")
        await self._until(2026, 10, 18, 18, 10)
        await self.ben.presses("Yes")
        await self.dana.says("can't make it")
        await self._until(2026, 10, 19, 18, 30)
        await self.eve.says("count me in")

    async def the_clocks_change(self) -> None:
        """In the night to 25 October; the third reminder and meeting stay at 18:00. Nobody said how the second was."""
        await self._until(2026, 10, 25, 18, 5)
        await self.eve.presses("Maybe")
        await self.dana.presses("Yes")
        await self.ben.presses("Yes")
        await self._until(2026, 10, 26, 10, 20)
        await self.omar.presses("I’ll take it", at=self.organizers)
        await self._until(2026, 10, 27, 20, 0)
        await self.ada.presses("Okay")

    async def a_meeting_moves(self) -> None:
        """The fourth, after its reminder: who was asked is told and asked again."""
        await self._until(2026, 11, 1, 19, 0)
        await self.ada.says("/circle meeting 4")
        await self.ada.presses("Move it")
        await self.ada.fills({"on": "Thu 5 Nov"})
        # Until then she could have taken it back.
        await self.stage.advance(minutes=3)
        for learner in (self.ben, self.dana, self.eve):
            await learner.presses("Yes")
        await self._until(2026, 11, 5, 20, 0)
        await self.ada.presses("Great")

    async def the_last_weeks(self) -> None:
        """The fifth and the sixth meeting, goals, and the wrap-up."""
        for day in (8, 15):
            await self._until(2026, 11, day, 18, 20)
            for learner in (self.ben, self.dana, self.eve):
                await learner.says("yes")
            await self._until(2026, 11, day + 2, 20, 0)
            await self.ada.presses("Great")
        await self._until(2026, 11, 18, 12, 0)
        await self.ben.presses("Reached")
        await self._until(2026, 11, 23, 12, 0)

    async def _signs_up(self, learner: Actor, goal: str) -> None:
        await learner.presses("Sign up")
        await learner.fills({"consent": "Yes, write to me"} | ({"goal": goal} if goal else {}))

    async def _until(self, year: int, month: int, day: int, hour: int, minute: int) -> None:
        await self.stage.advance_to(datetime(year, month, day, hour, minute, tzinfo=ZONE))
