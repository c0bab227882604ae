"""How it ends: the last meeting, goals, and what becomes of it all in numbers."""

from adapters.demo.story.changes import tells_who_came
from adapters.demo.story.people import People


async def the_last_meeting(people: People) -> None:
    """Everybody says yes in plain words, and comes."""
    await people.until(11, 15, 18, 20)
    for learner in (people.ben, people.dana, people.eve):
        await learner.says("yes")
    await people.until(11, 17, 20)
    await tells_who_came(people.ada, "Ben, Dana, Eve")
    for learner, stars in ((people.ben, "5"), (people.dana, "4"), (people.eve, "5")):
        await learner.presses(stars)


async def looking_back(people: People) -> None:
    """Ben's goal, the wrap-up, and the last digest."""
    await people.until(11, 18, 12)
    await people.ben.presses("Reached")
    await people.until(11, 23, 12)
