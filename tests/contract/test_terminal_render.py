"""What a terminal shows: values literally, and nothing that steers it."""

import io
import re

import pytest
from rich.console import Console

from adapters.terminal.render import FOLD, clean, form_pieces, pieces, plain, renderables
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.chat.outgoing import (
    Button,
    Chart,
    DeepLink,
    Facts,
    File,
    Link,
    Message,
    People,
    Photo,
    Pin,
    Plain,
    Strong,
    Style,
    Table,
    Text,
    When,
)
from bot.domain.ids import DraftId
from bot.domain.times import Moment

HOSTILE = [
    "\x1b[2J\x1b[1;1Hgone",
    "\x1b]0;title\x07bell",
    "\x9b31mred",
    "back\b\b\b\bspace",
    "over\rwritten",
    "[bold]not[/bold] [link=https://evil.example]x[/link]",
    ":warning: *x* <b> & @channel <!channel>",
    "del\x7fete\x00nul",
    "lone \ud800 surrogate",
]
STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def everywhere(value: str) -> Message:
    """A message that holds the value wherever one can stand."""
    return Message(
        parts=(
            Text((Plain(value), Strong(value), Link(value, value), Link(value, DeepLink(value)))),
            Facts(((value, (Plain(value),)),)),
            People(value, (value, value), 2),
            Table((value, "n"), ((value, "1"),)),
            Chart(value, ((value, 2.0),), value),
        ),
        buttons=((Button(value, "x", confirm=value),),),
        attachments=(File(value, value, b""), Photo(b"", value), Pin(1, 2, value)),
    )


def coloured(message: Message, keys=None) -> str:
    console = Console(file=io.StringIO(), width=200, force_terminal=True, color_system=None)
    for renderable in renderables(pieces(message, keys)):
        console.print(renderable)
    return console.file.getvalue()  # pyright: ignore[reportAttributeAccessIssue] - it is the StringIO from above


@pytest.mark.parametrize("value", HOSTILE)
def test_no_value_steers_the_terminal(value):
    assert not STEERING.search(plain(pieces(everywhere(value), [["a"]])))
    assert not STEERING.search(coloured(everywhere(value), [["a"]]).replace("\n", ""))
    form = Form(
        value, value, DraftId("d"), 0, (Field("k", FieldKind.LINE, value, initial=value, error=value),), value
    )
    assert not STEERING.search(plain(form_pieces(form)))


@pytest.mark.parametrize("value", [value for value in HOSTILE if not STEERING.search(value)])
def test_markup_in_a_value_is_literal(value):
    assert plain(pieces(everywhere(value))).count(value) >= 10
    assert value in coloured(everywhere(value))


def test_direction_isolates_are_kept_and_lines_of_a_paragraph_too():
    assert clean("\u2068שלום\u2069") == "\u2068שלום\u2069"
    assert plain(pieces(Message((Text((Plain("one\r\n"), Strong("two"))),)))) == "one\ntwo"
    assert plain(pieces(Message((Facts((("a\nb", (Plain("c"),)),)),)))) == "a b: c"


def test_links_and_moments():
    text = Text(
        (
            Link("the course", "https://example.org/c"),
            Plain(" "),
            Link("https://example.org", "https://example.org"),
            Plain(" "),
            Link("Join", DeepLink("c-1")),
            Plain(" "),
            When(Moment.__new__(Moment), "Tue 13 Oct, 18:00 (Berlin time)"),
        )
    )
    assert plain(pieces(Message((text,)))) == (
        "the course (https://example.org/c) https://example.org Join (/start c-1) Tue 13 Oct, 18:00 (Berlin time)"
    )


@pytest.mark.parametrize(
    ("given", "total", "shown", "more"),
    [
        (0, 0, 0, 0),
        (1, 1, 1, 0),
        (FOLD, FOLD, FOLD, 0),
        (FOLD + 1, FOLD + 1, FOLD + 1, 0),
        (200, 200, FOLD, 170),
        (5, 9, 5, 4),
    ],
)
def test_many_names_fold(given, total, shown, more):
    names = tuple(f"P{number}" for number in range(given))
    line = plain(pieces(Message((People("Coming", names, total),))))
    assert line.startswith("Coming: ")
    assert len(re.findall(r"P\d+", line)) == shown
    assert (f"+ {more} more" in line) == bool(more)
    assert "\n" not in line


def test_a_table_is_aligned_by_what_the_eye_sees():
    table = Table(("Name", "n"), (("日本", "1"), ("Ada", "22")))
    assert plain(pieces(Message((table,)))).splitlines() == ["Name  n", "日本  1", "Ada   22"]
    assert "日本" in coloured(Message((table,)))
    assert plain(pieces(Message((Table((), ()),)))) == ""


def test_a_table_too_wide_for_its_place_is_a_line_for_each_row():
    rows = (("Intro to Python", "2 of 6", ""), ("日本", "8 of 8, and two in line", "✅"))
    found = pieces(Message((Table(("Circle", "Seats", ""), rows),)))

    def shown(width: int) -> list[str]:
        output = io.StringIO()
        console = Console(file=output, width=width, force_terminal=True, color_system=None)
        for renderable in renderables(found):
            console.print(renderable)
        return output.getvalue().splitlines()

    assert shown(40) == ["Intro to Python · 2 of 6", "日本 · 8 of 8, and two in line · ✅"]
    assert shown(60)[0].split() == ["Circle", "Seats"]


def test_a_chart_has_bars_numbers_and_words():
    chart = Chart("Who came", (("W1", 4), ("W2", 2), ("W10", 0), ("W11", -1)), "Between 0 and 4 came.")
    title, first, second, third, fourth = plain(pieces(Message((chart,)))).splitlines()
    assert title == "Who came"
    assert first.count("█") == 2 * second.count("█") > 0
    assert first.endswith(" 4")
    assert (third.count("█"), fourth.count("█")) == (0, 0)
    assert "a" in plain(pieces(Message((Chart("a", (), "b"),))))


def test_buttons_have_letters_only_where_they_can_be_typed():
    message = Message(
        (), ((Button("Yes", "1", Style.PRIMARY), Button("No", "2")), (Button("Off", "3", Style.DANGER),))
    )
    assert plain(pieces(message, [["a", "b"], ["c"]])) == "[a] Yes  [b] No\n[c] Off"
    assert plain(pieces(message)) == "[Yes]  [No]\n[Off]"


def test_attachments_are_a_line_each():
    message = Message(
        (),
        attachments=(
            File("x.ics", "text/calendar", b"1" * 1500),
            Photo(b"1", "A chart"),
            Pin(52.5, 13.4, "Hall"),
        ),
    )
    assert plain(pieces(message)).splitlines() == [
        "📎 x.ics (text/calendar, 1.5 kB)",
        "🖼 A chart",
        "📍 Hall (52.50000, 13.40000)",
    ]


def test_a_form_shows_what_it_holds_and_what_is_wrong():
    options = (Option("y", "Yes"), Option("n", "No"))
    form = Form(
        "f",
        "Sign up",
        DraftId("d"),
        1,
        (
            Field("name", FieldKind.LINE, "Name", hint="As others call you", error="Needed"),
            Field("days", FieldKind.CHOICES, "Days", required=False, initial=("y", "n"), options=options),
        ),
        "Send",
    )
    assert plain(form_pieces(form)).splitlines() == [
        "Sign up",
        "• Name",
        "  As others call you",
        "  ⚠️ Needed",
        "• Days (optional) Yes, No",
        "[Send]",
    ]
