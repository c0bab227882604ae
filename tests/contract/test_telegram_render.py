"""Messages through the real library: literal, counted as Telegram counts, and cut as a person would (SPEC 4.27, 4.28)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat
from telegram import Message as Sent

from adapters.telegram.confirming import asking
from adapters.telegram.keyboard import keyboard_of
from adapters.telegram.limits import NoLimits
from adapters.telegram.render import LONGEST, Renderer
from adapters.telegram.rich import Rich, joined, marked, plain, shortened, split, units
from adapters.telegram.writer import Face, Writer
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
from bot.domain.times import Moment
from tests.contract.test_telegram_server import bot_at
from tests.telegram_server import TelegramServer

HOSTILE = (
    "<b>&amp;</b>", "*x* _y_ `z` [a](b)", "@channel @everyone <!channel>", "@@ada .@ada /@ada",
    "\u202egnp.exe", "👩‍👩‍👧‍👦🏽", "a\x00b\ud800c",
    "/stop #tag $USD", "שלום עולם", "x" * 5000, "Ada\n\n\nAda", "tg://user?id=1", "https://",
)  # fmt: skip
AT = Moment(datetime(2026, 10, 13, 16, 0, tzinfo=UTC), "Europe/Berlin")
RENDERER = Renderer("circle_test_bot")


def every_kind(words: str) -> Message:
    return Message(
        (
            Text(
                (Plain(words), Strong(words), Link(words, "https://example.org/a?b=c&d"), Link(words, words))
            ),
            Text((Link(words, DeepLink("c-abc")), When(AT, words))),
            Facts(((words, (Plain(words),)), ("When", (When(AT, "Tue 13 Oct, 18:00 in Berlin"),)))),
            People(words, (words,) * 3, 200),
            Table((words, "n"), ((words, "1"), ("a", "2"))),
            Chart(words, ((words, 3.0), ("b", 0.0)), words),
        ),
        ((Button(words, "x:1"), Button("No", "x:2", style=Style.DANGER, confirm=words)),),
    )


@pytest.mark.parametrize("words", HOSTILE)
async def test_whatever_somebody_typed_arrives_as_it_is(words: str):
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("hello")
        writer = Writer(bot, NoLimits())
        message = every_kind(words)
        pieces = RENDERER.pieces(message)
        for piece in pieces[:-1]:
            await writer.send(ben.id, Face(piece))
        await writer.send(ben.id, Face(pieces[-1], keyboard_of(message)))
        for attachment in (File(f"{words}.ics", "text/calendar", b"x"), Pin(52.5, 13.4, words)):
            await writer.attach(ben.id, attachment)
        await writer.attach(ben.id, Photo(b"\x89PNG\r\n\x1a\nx", words))
        assert [call.status for call in server.made("sendMessage")] == [200] * len(pieces)
        shown = "".join(sent.text for sent in ben.shown).replace("\u2060", "")
        assert words.replace("\x00", "").replace("\ud800", "").strip()[:900] in shown
        assert all(not sent.mentions for sent in ben.shown)


def test_what_a_button_asks_pings_nobody():
    """SPEC 4.27: the question stands in a message, where an @ that begins a name would."""
    card = Sent(1, AT.at, Chat(2, Chat.PRIVATE), text="Your circles")
    assert asking(card, "?x", "Leave @@ada?", no="No").text.text == "Your circles\n\n❓ Leave @@\u2060ada?"


async def test_moments_are_shown_on_the_circles_clock_and_know_the_readers():
    """SPEC 4.24."""
    async with TelegramServer() as server, bot_at(server) as bot:
        ben = server.person("Ben")
        ben.writes("hello")
        text = RENDERER.face(Message((Text((Plain("😀 On "), When(AT, "Tue 13 Oct, 18:00 in Berlin"))),)))
        await Writer(bot, NoLimits()).send(ben.id, Face(text))
        assert ben.last.text == "😀 On Tue 13 Oct, 18:00 in Berlin"
        assert ben.last.entities == [
            {"type": "date_time", "offset": 6, "length": 27, "unix_time": int(AT.at.timestamp())}
        ]


def test_a_question_stands_before_its_answer_without_a_colon():
    rows = (("At what time?", (Plain("18:00"),)), ("Goal", (Plain("Speak"),)))
    assert RENDERER.face(Message((Facts(rows),))).text == "At what time? 18:00\nGoal: Speak"


def test_links_lead_back_into_the_bot():
    face = RENDERER.face(Message((Text((Link("Logic", DeepLink("c-abc")),)),)))
    assert [mark.url for mark in face.marks] == ["https://t.me/circle_test_bot?start=c-abc"]


def test_many_names_fold():
    names = tuple(f"Name {number}" for number in range(30))
    text = RENDERER.face(Message((People("Coming", names, 200),))).text
    assert text.endswith("Name 29, +170")
    assert text.startswith("Coming: Name 0, Name 1")


def test_a_wide_table_has_a_line_for_each_row_and_a_narrow_one_columns():
    wide = RENDERER.face(Message((Table(("Circle", "Health"), (("A long name of a circle" * 2, "fine"),)),)))
    assert wide.text.splitlines()[1].startswith("• A long name")
    narrow = RENDERER.face(Message((Table(("Week", "n"), (("1", "12"), ("10", "3"))),)))
    assert narrow.text.splitlines() == ["Week  n", "1     12", "10    3"]
    assert [mark.kind for mark in narrow.marks] == ["pre"]


def test_a_long_text_is_cut_between_paragraphs():
    paragraphs = [f"{number} " + "word " * 300 for number in range(6)]
    pieces = split(plain("\n\n".join(paragraphs)), LONGEST)
    assert all(piece.text[0].isdigit() for piece in pieces)
    assert len(pieces) == 3


def test_what_is_one_character_to_the_eye_is_never_torn():
    family = "👩‍👩‍👧‍👦"
    for piece in split(plain(family * 400), 1000):
        assert not piece.text.startswith("\u200d")
        assert not piece.text.endswith("\u200d")


WORDS = st.text(st.sampled_from("ab .\n😀é\u200d🏽"), max_size=60)
RICHES = st.lists(
    st.one_of(WORDS.map(plain), WORDS.map(lambda text: marked(text, "bold"))), min_size=1, max_size=12
).map(joined)


@given(RICHES, st.integers(12, 80))
def test_no_word_and_no_mark_is_lost_by_cutting(rich: Rich, limit: int):
    pieces = split(rich, limit)
    assert all(piece.text and piece.units <= limit for piece in pieces)
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(rich.text.split())
    bold = "".join(rich.text[mark.start : mark.end] for mark in rich.marks)
    kept = "".join(piece.text[mark.start : mark.end] for piece in pieces for mark in piece.marks)
    assert "".join(kept.split()) == "".join(bold.split())


@given(RICHES, st.integers(12, 80))
def test_a_shortened_text_fits_and_says_so(rich: Rich, limit: int):
    short = shortened(rich, limit)
    assert units(short.text) <= limit
    assert short.text == rich.text.strip() or short.text.endswith("…")


@given(RICHES)
def test_marks_are_counted_as_telegram_counts(rich: Rich):
    raw = rich.text.encode("utf-16-le")
    for mark, entity in zip(rich.marks, rich.entities, strict=False):
        cut = raw[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
        assert cut == rich.text[mark.start : mark.end]
