"""Names and messages are literal, whatever is in them, and long lists stay short."""

from adapters.demo.actor import Actor
from adapters.demo.rooms import Room
from adapters.demo.stage import Stage
from bot.app.people import arrive
from bot.app.ports import Work
from bot.app.signups import sign_up
from bot.chat.outgoing import Facts, Link, Message, People, Plain, Span, Strong, Table, Text, When
from bot.domain.people import AccountKey, Platform
from bot.domain.signups import Answers
from bot.domain.text import NAME
from tests.scenario.cast import FAULT, REMINDER, START, circle_of, join, publish

HOSTILE = (
    "<b>Bob</b>",
    "*Bob*",
    "**Bob**",
    "_Bob_ ~x~ `y`",
    "Bob & Co",
    "@channel",
    "<!channel>",
    "<@U123|bob>",
    "[Bob](https://evil.example)",
    "{ $name }",
    "{name}",
    "%s {0}",
    "\u202eboB",
    "שלום",
    "👩‍👩‍👧 🇩🇪",
    "Bob\u2069\u2069",
    "-- DROP TABLE people; '\"",
    "B" * NAME,
)


async def test_hostile_names_stay_as_they_are(stage: Stage, ada: Actor, omar: Actor) -> None:
    """SPEC 4.27: names neither format nor ping nor break, wherever they are shown."""
    await publish(ada, title="Logic", capacity="", first_on="13 Oct")
    people = [stage.person(f"Person {number}") for number in range(len(HOSTILE))]
    for person, name in zip(people, HOSTILE, strict=True):
        await join(person, ada, "Logic", name=name, goal=name)
        assert person.sees("You’re in: Logic"), name
        await person.says(f"/rsvp no {name}")
        await person.says("/start")
        assert _bare(person.screen).startswith(f"👋 Hello {_bare(name)}!"), name
    await stage.advance_to(REMINDER)
    await ada.says("/circle manage")
    await ada.presses("Logic")
    shown = _bare(ada.screen)
    for name in HOSTILE:
        assert f"{_bare(name)} (“{_bare(name)}”)" in shown, name
    await omar.says("/circle digest next")
    assert omar.sees("Logic")
    for room in (ada.room, omar.room, *(person.room for person in people)):
        _ensure_literal(room)


async def test_hostile_circles_stay_as_they_are(stage: Stage, omar: Actor, ada: Actor, dana: Actor) -> None:
    """SPEC 4.27: so do the names of circles and places."""
    for hour, title in enumerate(HOSTILE):
        await publish(ada, title=title, place=title, first_on="12 Oct", at=f"{hour}:00", count="1")
        await dana.opens(next(link for _, link in ada.room.shown[-1].links()))
        assert _bare(title) in _bare(dana.screen)
        await dana.presses("Sign up")
        await dana.fills({"consent": "yes"})
        assert f"You’re in: {_bare(title)}" in _bare(dana.screen)
    await stage.advance_to(REMINDER)
    await dana.says("/mine")
    await dana.says("/browse")
    await dana.says("/rsvp yes")
    await ada.says("/circle manage")
    await omar.says("/circle digest next")
    for room in (dana.room, ada.room, omar.room):
        _ensure_literal(room)


async def test_what_a_facilitator_writes_is_literal(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.27: a reminder's own words are words, except for what stands between braces on the list."""
    words = "**Hi** {name} <!channel> & <b>bring</b> [this](https://evil.example) *now*"
    await ada.says("/circle reminder")
    await ada.presses("Words of all reminders")
    await ada.fills({"words": words})
    await stage.advance_to(REMINDER)
    assert ben.sees(words.replace("{name}", "Ben"))
    _ensure_literal(ben.room)


async def test_a_name_is_never_a_placeholder(stage: Stage, ada: Actor, dana: Actor) -> None:
    """SPEC 4.27: what a person is called is not filled in once more."""
    await ada.says("/circle reminder")
    await ada.presses("Words of all reminders")
    await ada.fills({"words": "Dear {name}, come to {circle}"})
    await join(dana, ada, name="{place}")
    await stage.advance_to(REMINDER)
    assert dana.sees("Dear {place}, come to Public Speaking")


async def test_marks_of_direction_do_not_reach_what_comes_after(ada: Actor, dana: Actor) -> None:
    """SPEC 4.27: a right-to-left override in a name ends with the name."""
    await join(dana, ada, name="\u202eevil\u2067")
    await ada.says("/circle manage")
    for shown in ada.room.shown[-1:]:
        assert shown.message is not None
        for text in _texts(shown.message):
            opened = sum(text.count(mark) for mark in "\u202a\u202b\u202d\u202e")
            isolated = sum(text.count(mark) for mark in "\u2066\u2067\u2068")
            assert text.count("\u202c") >= opened
            assert text.count("\u2069") >= isolated


async def test_two_hundred_names_on_a_card(stage: Stage, omar: Actor, ada: Actor, dana: Actor) -> None:
    """SPEC 4.28: 200 names still give a working card, and the rest is a count."""
    await publish(ada, title="Logic", capacity="", first_on="14 Oct")
    circle = await circle_of(stage, ada, "Logic")

    def sign_all_up(work: Work) -> None:
        for number in range(199):
            key = AccountKey(Platform.TELEGRAM, "demo", f"number-{number}")
            person = arrive(work, key, name=f"Person number {number:03}", language="en", zone=None, now=START)
            sign_up(work, person.id, circle.id, Answers(goal="Think"), consent=True, now=START)

    await stage.store.run(sign_all_up)
    await join(dana, ada, "Logic", goal="Think")
    assert dana.sees("You’re in: Logic")
    assert dana.sees("+187")
    await ada.says("/circle manage")
    await ada.presses("Logic")
    assert ada.sees("Answers: 0 of 200")
    assert ada.sees("+ 170 more")
    assert len(ada.screen) < 4000
    await omar.says("/circle digest next")
    assert omar.sees("Logic")


def _bare(text: str) -> str:
    """Without marks of direction, which the catalog adds and closes."""
    marks = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
    return text.translate(marks).strip()


def _ensure_literal(room: Room) -> None:
    """Nothing broke, no link leads where a name wanted it to, and no part of a name is set strongly by itself."""
    for shown in room.shown:
        assert FAULT not in shown.text
        for span in _spans(shown.message) if shown.message else ():
            if isinstance(span, Link):
                assert "evil" not in str(span.to), span
            if isinstance(span, Strong):
                assert span.text.strip() not in {"Bob", "Hi", "bring"}, span


def _spans(message: Message) -> list[Span]:
    spans: list[Span] = []
    for part in message.parts:
        match part:
            case Text(found):
                spans += found
            case Facts(rows):
                spans += [span for _, found in rows for span in found]
            case _:
                pass
    return spans


def _texts(message: Message) -> list[str]:
    texts: list[str] = []
    for span in _spans(message):
        match span:
            case Plain(text) | Strong(text) | Link(text=text) | When(text=text):
                texts.append(text)
    for part in message.parts:
        match part:
            case People(names=names):
                texts += names
            case Table(rows=rows):
                texts += [cell for row in rows for cell in row]
            case _:
                pass
    return texts
