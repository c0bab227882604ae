"""A circle of six weeks, replayed: people act, the clock moves, and everything shown comes from the desk or the tick."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from adapters.demo.rooms import SLACK, TELEGRAM, Entry
from adapters.demo.stage import Stage

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)

LEARNERS = "Learners, as on Telegram"
FACILITATOR = "Facilitator, as on Slack"
ORGANIZERS = "Organizer and #organizers, as on Slack"
PANES = (LEARNERS, FACILITATOR, ORGANIZERS)


async def play(told: Callable[[Entry], None] | None = None) -> Stage:
    """Plays it from the operator's link to the last meeting; returns the stage, closed, with all that happened."""
    async with Stage(start=START, told=told) as stage:
        omar = stage.person("Omar", surface=SLACK, pane=ORGANIZERS)
        organizers = stage.group("#organizers", surface=SLACK, pane=ORGANIZERS)
        ada = stage.person("Ada", surface=SLACK, pane=FACILITATOR)
        ben, cleo, dana, eve = (
            stage.person(name, surface=TELEGRAM, pane=LEARNERS) for name in ("Ben", "Cleo", "Dana", "Eve")
        )

        await omar.opens(await stage.organizer_link())
        await omar.fills({"team": "City Library", "zone": "Europe/Berlin"})
        await omar.presses("Invite a facilitator")
        await omar.says("/circle digest here", at=organizers)

        await stage.advance(minutes=20)
        await ada.opens(omar.link("Facilitate"))
        await ada.says("/circle new")
        await ada.fills(
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
        await ada.presses("Publish")

        await stage.advance(hours=1)
        for learner, goal in ((ben, "Speak without shaking"), (cleo, "Give a toast"), (dana, "")):
            await learner.says("/browse")
            await learner.presses("Public Speaking")
            await learner.presses("Sign up")
            await learner.fills({"goal": goal, "consent": "yes"} if goal else {"consent": "yes"})
            await stage.advance(minutes=40)
        await eve.opens(ada.link("Public Speaking"))
        await eve.presses("Sign up")
        await eve.fills({"consent": "yes"})

        await stage.advance_to(datetime(2026, 10, 11, 18, 5, tzinfo=ZONE))
        await ben.presses("Yes")
        await cleo.presses("No")
        await stage.advance(hours=1)
        await dana.says("yes, I'll be there")
        await stage.advance_to(datetime(2026, 10, 12, 10, 30, tzinfo=ZONE))
        await ada.says("/circle manage")

        await stage.advance_to(datetime(2026, 10, 14, 9, 0, tzinfo=ZONE))
        await cleo.says("/leave")
        await cleo.presses("Leave")
        await stage.advance(minutes=1)

        await stage.advance_to(datetime(2026, 10, 18, 18, 10, tzinfo=ZONE))
        await ben.presses("Yes")
        await dana.says("can't make it")
        await stage.advance_to(datetime(2026, 10, 19, 10, 0, tzinfo=ZONE))

        await stage.advance_to(datetime(2026, 10, 25, 18, 5, tzinfo=ZONE))
        await eve.presses("Maybe")
    return stage
