"""Weeks that go otherwise than planned: the clocks change, a meeting moves, another is off."""

from adapters.demo.actor import Actor
from adapters.demo.story.people import People


async def the_clocks_change(people: People) -> None:
    """In the night to 25 October; the third reminder and meeting stay at 18:00. Nobody said how the second was."""
    ada, ben, dana, eve, omar = people.ada, people.ben, people.dana, people.eve, people.omar
    await people.until(10, 25, 18, 5)
    await eve.presses("Maybe")
    await dana.presses("Yes")
    await ben.presses("Yes")
    await people.until(10, 26, 10, 20)
    await omar.presses("I’ll take it", at=people.organizers)
    await people.stage.advance(hours=2)
    await ada.says("/circle feedback")
    await ada.fills({"rating": "Okay", "attended": "Eve"})
    await people.until(10, 27, 20)
    await tells_who_came(ada, "Ben, Dana, Eve")


async def a_meeting_moves(people: People) -> None:
    """The fourth, after its reminder: who was asked is told and asked again."""
    ada = people.ada
    await people.until(11, 1, 19)
    await ada.says("/circle meeting 4")
    await ada.presses("Move it")
    await ada.fills({"on": "Thu 5 Nov"})
    # Until then she could have taken it back.
    await people.stage.advance(minutes=3)
    for learner in (people.ben, people.dana, people.eve):
        await learner.presses("Yes")
    await people.until(11, 5, 20)
    await tells_who_came(ada, "Ben, Eve")


async def a_meeting_is_cancelled(people: People) -> None:
    """The fifth, after two have answered: everyone hears, and nobody is asked how it was."""
    await people.until(11, 8, 18, 20)
    await people.ben.presses("Yes")
    await people.eve.presses("Yes")
    await people.until(11, 9, 9)
    await people.ada.says("/circle meeting 5 cancel")
    await people.ada.presses("Cancel it")
    await people.until(11, 10, 20)


async def tells_who_came(facilitator: Actor, who: str) -> None:
    """Says how the meeting of just now was, and who came to it."""
    await facilitator.presses("Say more")
    await facilitator.fills({"rating": "Great", "attended": who})
