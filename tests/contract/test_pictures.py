"""Charts as pictures, by a real child process and the real library (SPEC 3.8)."""

import struct
import zlib

import pytest

from adapters.pictures.draw import GROUND, picture_of
from adapters.pictures.painter import Painter
from bot.chat.outgoing import Button, Chart, File, Message, Photo, Plain, Text

CHART = Chart(
    "Who came, by week", (("Mon 5 Oct", 5.0), ("Mon 12 Oct", 0.0), ("Mon 19 Oct", 7.0)), "5, 0 and 7 came."
)
TEXT = Text((Plain("Logic is over."),))
MESSAGE = Message((TEXT, CHART), ((Button("More", "x"),),), (File("a.csv", "text/csv", b"a"),))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def first_pixel(png: bytes) -> str:
    """The colour at the top left. The first line of a PNG has no line before it, so each filter leaves its first pixel."""
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return "#" + zlib.decompress(data)[1:4].hex()


async def test_a_chart_becomes_a_photo_and_its_words_stay():
    painter = Painter()
    words = painter.in_words(MESSAGE)
    assert words.parts == (TEXT, Text((Plain("5, 0 and 7 came."),)))
    assert (words.buttons, words.attachments) == (MESSAGE.buttons, MESSAGE.attachments)
    photo = await painter.drawn(CHART)
    assert isinstance(photo, Photo)
    assert photo.alt == "5, 0 and 7 came."
    width, height = size(photo.content)
    assert 400 < width <= 1600
    assert 400 < height <= 900
    # Its own light ground: it can be read where the surroundings are dark.
    assert first_pixel(photo.content) == GROUND


def test_without_the_extra_a_chart_stays_text():
    """Issue: text bars without the extra."""
    painter = Painter(can_draw=False)
    assert not painter.can_draw
    assert painter.in_words(MESSAGE) is MESSAGE


async def test_a_picture_that_takes_too_long_is_given_up(caplog):
    assert await Painter(patience=0.0).drawn(CHART) is None
    assert "took longer" in caplog.text


def test_a_message_without_a_chart_costs_nothing():
    message = Message((TEXT,))
    assert Painter().in_words(message) is message


@pytest.mark.parametrize(
    "label",
    ["$x^{$", "\\frac{", "<b>&", "שלום", "a" * 300, "", "%s", "{0}"],
)  # fmt: skip
def test_whatever_a_label_says_is_drawn(label, recwarn):
    """SPEC 4.27"""
    assert size(picture_of(label, [(label, 1.0), ("b", 2.0)]))
    assert [str(one.message) for one in recwarn if "Glyph" not in str(one.message)] == []


@pytest.mark.parametrize("series", [[("one", 0.0)], [(str(n), float(n)) for n in range(52)], [("a", 1e6)]])
def test_few_and_many_weeks(series):
    assert size(picture_of("Attendance", series))[0] <= 1600
