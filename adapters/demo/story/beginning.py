"""How it begins: a team, a circle, and people who sign up for it."""

from adapters.demo.actor import Actor
from adapters.demo.story.people import People


async def a_team_is_founded(people: People) -> None:
    """The operator's link makes Omar an organizer."""
    omar = people.omar
    await omar.opens(await people.stage.organizer_link())
    await omar.fills({"team": "City Library", "zone": "Europe/Berlin"})
    await omar.presses("Invite a facilitator")
    await omar.says("/circle digest here", at=people.organizers)


async def a_circle_is_made(people: People) -> None:
    """Ada makes a circle of six Tuesdays and opens it."""
    ada = people.ada
    await people.stage.advance(minutes=20)
    await ada.opens(people.omar.link("Facilitate"))
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


async def two_sign_up(people: People) -> None:
    """Ben and Cleo find the circle and take a seat each."""
    await _finds_the_circle(people, people.ben, "Speak without shaking")
    await _finds_the_circle(people, people.cleo, "Give a toast")


async def learners_sign_up(people: People) -> None:
    """Three take the seats, the fourth waits in line."""
    await two_sign_up(people)
    await _finds_the_circle(people, people.dana, "")
    await people.stage.advance(minutes=40)
    await people.eve.opens(people.ada.link("Public Speaking"))
    await _signs_up(people.eve, "")


async def _finds_the_circle(people: People, learner: Actor, goal: str) -> None:
    await people.stage.advance(minutes=40)
    await learner.says("/browse")
    await learner.presses("Public Speaking")
    await _signs_up(learner, goal)


async def _signs_up(learner: Actor, goal: str) -> None:
    await learner.presses("Sign up")
    await learner.fills({"consent": "Yes, write to me"} | ({"goal": goal} if goal else {}))
