"""How the page begins: a circle with people in it, who sits before which pane, and what is worth trying."""

from adapters.demo.page.board import Board
from adapters.demo.page.scene import Hint, Pane, Scene
from adapters.demo.rooms import SLACK, TELEGRAM
from adapters.demo.stage import Stage
from adapters.demo.story import BEGINNING
from adapters.demo.story.people import START, ZONE, People
from bot.chat.catalog import Say


async def open_scene(say: Say) -> Scene:
    """Opens a stage and plays the beginning of the story on it."""
    board = Board()
    stage = Stage(start=START, told=board.add, grids=True)
    await stage.__aenter__()
    try:
        people = People(stage)
        await _play_the_beginning(people)
    except BaseException:
        await stage.__aexit__(None, None, None)
        raise
    return Scene(stage, board, _panes(people), _hints(people), ZONE, say)


async def _play_the_beginning(people: People) -> None:
    for chapter in BEGINNING:
        await chapter(people)


def _panes(people: People) -> list[Pane]:
    learners = Pane(
        "learners",
        "Learners",
        TELEGRAM,
        [people.ben, people.cleo, people.dana, people.eve, people.ada_there],
        [people.club],
        open=True,
    )
    facilitator = Pane("facilitator", "Facilitator", SLACK, [people.ada], open=True)
    organizers = Pane("organizers", "Organizers", SLACK, [people.omar], [people.organizers])
    return [learners, facilitator, organizers]


def _hints(people: People) -> list[Hint]:
    return [
        Hint(
            "Take the last seat",
            "Dana has never met the bot. Send /browse, pick the circle, sign up. Eve is after the same seat.",
            "learners",
            people.dana,
            typed="/browse",
        ),
        Hint(
            "Let time pass",
            "Press Next post a few times: Ada sees the reminder before it goes, then Ben is asked whether he comes.",
            "learners",
            people.ben,
        ),
        Hint(
            "Answer in plain words",
            "Once Cleo has been asked, a button will do, or just “can’t make it”. The card in the group follows.",
            "learners",
            people.cleo,
            typed="can’t make it, sorry",
        ),
        Hint(
            "Look after the circle",
            "Ada sees who comes, who is silent, and what will be sent to whom.",
            "facilitator",
            people.ada,
            typed="/circle manage",
        ),
        Hint(
            "Move a meeting",
            "Whoever had answered hears of it and is asked again. For two minutes Ada can undo it.",
            "facilitator",
            people.ada,
            typed="/circle meeting 2",
        ),
        Hint(
            "Read Monday’s digest",
            "Press +1 week: the organizers’ channel is told what needs a hand. Omar takes it.",
            "organizers",
            people.omar,
            people.organizers,
        ),
    ]
