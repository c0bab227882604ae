"""A group of the learners' own, linked with the circle: one card a meeting that is kept up to date."""

import re

from adapters.demo.story.people import People


async def a_group_is_linked(people: People) -> None:
    """Ada is in the group too, with her other account; she makes it hers first, since only who runs a circle links it."""
    ada, there = people.ada, people.ada_there
    await people.stage.advance(minutes=20)
    await ada.says("/circle link")
    code = re.search(r"/link ([A-Z0-9-]+)", ada.screen)
    if code is None:
        raise LookupError("Ada was given no code")
    await there.says(f"/link {code[1]}")
    await there.presses("Link, and write to Slack")
    await there.says("/here", at=people.club)


async def the_group_answers(people: People) -> None:
    """Dana finds a way after all and says so in the group; the card there follows her."""
    await people.stage.advance(minutes=30)
    await people.dana.says("I’m coming", at=people.club)
    await people.stage.advance(minutes=1)
