"""A circle of six weeks, replayed: people act, the clock moves, and everything shown comes from the desk or the tick."""

from collections.abc import Callable

from adapters.demo.rooms import Entry
from adapters.demo.stage import Stage
from adapters.demo.story import beginning, changes, ending, first_weeks, group
from adapters.demo.story.people import PANES, START, ZONE, People

__all__ = ["BEGINNING", "PANES", "ZONE", "play"]

CHAPTERS = (
    beginning.a_team_is_founded,
    beginning.a_circle_is_made,
    beginning.learners_sign_up,
    group.a_group_is_linked,
    first_weeks.the_first_meeting,
    first_weeks.a_recap_in_two_wordings,
    first_weeks.a_seat_is_freed,
    first_weeks.words_go_back_and_forth,
    group.the_group_answers,
    changes.the_clocks_change,
    changes.a_meeting_moves,
    changes.a_meeting_is_cancelled,
    ending.the_last_meeting,
    ending.looking_back,
)
"""All of it, in order."""

BEGINNING = (
    beginning.a_team_is_founded,
    beginning.a_circle_is_made,
    beginning.two_sign_up,
    group.a_group_is_linked,
)
"""As much of it as makes a circle with people in it, one seat free and nothing sent yet."""


async def play(told: Callable[[Entry], None] | None = None) -> Stage:
    """Plays it from the operator's link to the wrap-up; returns the stage, closed, with all that happened."""
    async with Stage(start=START, told=told) as stage:
        people = People(stage)
        for chapter in CHAPTERS:
            await chapter(people)
    return stage
