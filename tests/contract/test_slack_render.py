"""Messages as Slack's blocks: Slack takes all of them, and nothing in them formats, mentions or pings."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.parts import Look
from adapters.slack.render import blocks_in_view, notification, render, render_one
from bot.chat.markup import sentinel, spans_of
from bot.chat.outgoing import (
    Button,
    Chart,
    DeepLink,
    Facts,
    Link,
    Message,
    People,
    Pin,
    Plain,
    Strong,
    Style,
    Table,
    Text,
    Typed,
    When,
)
from bot.domain.times import Moment
from tests.slack_server.blocks import HOME, check_blocks
from tests.slack_server.reading import pings, words_of

HOSTILE = "<!channel> <@U123> *x* _y_ `z` ~s~ <http://a|b> & &amp; :smile: @here \u202e"
SIX = Moment(datetime(2026, 10, 13, 16, 0, tzinfo=UTC), "Europe/Berlin")
SHOWN = When(SIX, "Tue 13 Oct, 18:00 (Berlin time)")


def shown(message: Message) -> str:
    """All that Slack would show, once Slack has taken it."""
    lines = []
    for one in render(message):
        check_blocks(list(one.blocks), "message")
        assert pings({"ts": "1", "text": one.text, "blocks": list(one.blocks)}) == []
        lines.append(words_of({"blocks": list(one.blocks)}))
    one = render_one(message)
    check_blocks(list(one.blocks), "message")
    check_blocks(blocks_in_view(message)[:100], HOME)
    return "\n".join(lines)


def every_kind(text: str) -> Message:
    return Message(
        (
            Text((Plain(text), Strong(text), Link(text, "https://example.org/"), Link(text, text), SHOWN)),
            Text((Link(text, DeepLink("i-abc")), Link(text, DeepLink("v-mine")))),
            Facts(((text, (Plain(text),)), (text, (SHOWN,)))),
            People(text, (text, text), 3),
            Table((text, text), ((text, text), ("", ""))),
            Chart(text, ((text, 3.0), ("W2", 0.0)), text),
        ),
        ((Button(text, "x", Style.PRIMARY, confirm=text), Button(text, "y", Style.DANGER)),),
        attachments=(Pin(52.5, 13.4, text),),
    )


def test_what_people_write_is_literal_everywhere() -> None:
    """4.27: neither formats, nor mentions, nor pings, in any part, button or confirmation."""
    told = shown(every_kind(HOSTILE))
    assert told.count("<!channel> <@U123> *x* _y_ `z`") >= 8
    assert "&lt;!channel&gt; &lt;@U123&gt;" in notification(every_kind(HOSTILE))


@given(st.text(min_size=0, max_size=400))
def test_slack_takes_whatever_people_write(text: str) -> None:
    """4.27: also where it is empty, or only of spaces."""
    shown(every_kind(text))


@pytest.mark.parametrize("length", [2_999, 3_000, 3_001, 30_000])
def test_long_words_are_split_and_none_is_lost(length: int) -> None:
    """4.28: over paragraphs and messages; the buttons come last."""
    text = ("All of it. " * length)[:length].rstrip()
    message = Message((Text((Plain(text),)),), ((Button("Go on", "x"),),))
    told = shown(message)
    assert told.replace("\n", "").replace(" ", "").count("Allofit.") == text.replace(" ", "").count(
        "Allofit."
    )
    assert render(message)[-1].blocks[-1]["type"] == "actions"
    assert all(block["type"] != "actions" for one in render(message)[:-1] for block in one.blocks)


def test_two_hundred_names_still_give_a_card() -> None:
    """4.28: the rest is a count."""
    names = tuple(f"Learner {n}" for n in range(200))
    told = shown(Message((People("Coming", names, 200),)))
    assert "Learner 29" in told
    assert "Learner 30" not in told
    assert "+ 170" in told


def test_long_tables_come_in_portions_with_their_heads() -> None:
    rows = tuple((f"Name {n}", str(n)) for n in range(150))
    message = Message((Table(("Who", "How often"), rows),))
    told = shown(message)
    assert told.count("Who | How often") == 2
    assert all(f"Name {n} |" in told for n in range(150))


def test_what_slack_has_no_room_for_is_words() -> None:
    """A chart of 30 weeks, a table of 30 columns, and both in a view."""
    weeks = tuple((f"Week {n}", float(n)) for n in range(30))
    told = shown(Message((Chart("Attendance", weeks, "more each week"), Table(("a",) * 30, (("b",) * 30,)))))
    assert "Week 29" in told
    view = blocks_in_view(Message((Chart("Attendance", weeks[:5], "more"), Table(("a",), (("b",),)))))
    assert {block["type"] for block in view} == {"rich_text"}


def test_a_moment_names_the_circles_zone_and_shows_the_readers_clock() -> None:
    """4.24: viewer-local beside the circle's clock, unless the one reader's clock shows the same."""
    message = Message((Text((Plain("We meet "), SHOWN)),))
    kinds = [one["type"] for one in render(message)[0].blocks[0]["elements"][0]["elements"]]
    assert kinds == ["text", "text", "text", "date"]
    date = render(message)[0].blocks[0]["elements"][0]["elements"][-1]
    assert date["timestamp"] == int(SIX.at.timestamp())
    same = render(message, Look(zone="Europe/Paris"))[0].blocks[0]["elements"][0]["elements"]
    assert [one["type"] for one in same] == ["text", "text"]
    other = render(message, Look(zone="Asia/Tokyo"))[0].blocks[0]["elements"][0]["elements"]
    assert other[-1]["type"] == "date"


def test_links_into_the_bot_can_be_typed_or_pressed() -> None:
    """What is made to be handed on is typed; what is for the reader is a button; a circle's link is both."""
    spans = [Link(code, DeepLink(code)) for code in ("i-invite", "v-mine", "c-circle")]
    message = Message(tuple(Text((span,)) for span in spans))
    told = shown(message)
    assert "/circle start i-invite" in told
    assert "/circle start c-circle" in told
    assert "/circle start v-mine" not in told
    actions = render(message)[0].blocks[-1]
    assert [one["value"] for one in actions["elements"]] == ["v-mine", "c-circle"]


def test_sixty_rows_of_buttons_fit() -> None:
    rows = tuple((Button(f"Option {n}", f"o{n}"),) for n in range(60))
    told = shown(Message((Text((Plain("Which?"),)),), rows))
    assert "[Option 59]" in told


def test_what_people_wrote_is_no_command() -> None:
    """4.27: somebody who is called `/mine` is."""
    name = Message(
        (Text((Strong("/mine"),)), Facts((("/leave", (Plain("/mine"),)),))), ((Button("/browse", "x"),),)
    )
    assert "/circle" not in shown(name) + notification(name)
    typed = Message((Text((Strong(Typed("/mine")),)), Facts(((Typed("/leave"), ()),))))
    for words in (shown(typed), notification(typed)):
        assert "/circle mine" in words
        assert "/circle leave" in words


def test_only_a_sentence_has_commands() -> None:
    """4.27: a name that it sets strongly is none, whatever it looks like."""
    spans = spans_of(f"**{sentinel(0)}** types **/{sentinel(1)}** or **/mine**.", ["/mine", "leave"], {})
    assert shown(Message((Text(spans),))) == "/mine types /circle leave or /circle mine."


def test_a_moment_is_told_on_two_clocks_at_most() -> None:
    """4.24: where the words tell it on the reader's clock already, Slack's own does not tell it again."""
    own = When(Moment(SIX.at, "America/New_York"), "Tue 13 Oct, 12:00 (New York time)")
    line = (SHOWN, Plain(" · "), own, Plain(" for you"))
    for message in (Message((Text(line),)), Message((Facts((("When", line),)),))):
        for look in (Look(), Look("America/New_York"), Look("Asia/Tokyo")):
            assert "🕒" not in words_of({"blocks": list(render(message, look)[0].blocks)})


def test_a_link_by_itself_is_its_button() -> None:
    """Two lines that say the same would be one too many."""
    link = Link("Details in private", DeepLink("v-digest"))
    assert shown(Message((Text((Plain("Hello."),)), Text((link,))))) == "Hello.\n[Details in private]"
    assert shown(Message((Text((link,)),))) == "[Details in private]"
    assert "Press Details in private." in shown(Message((Text((Plain("Press "), link, Plain("."))),)))


def test_a_heading_stays_with_its_table() -> None:
    """4.28: Slack takes one table a message, and a heading would be left behind."""
    table = Table(("Circle", "Came"), (("Public Speaking <b>", "6"),))
    first, second = render(
        Message(
            (
                Text((Strong("The week"),)),
                Text((Plain("This week"),)),
                table,
                Text((Plain("Last week"),)),
                table,
            )
        )
    )
    assert words_of({"blocks": list(first.blocks)}).startswith("The week\nThis week\n")
    assert "Last week" not in words_of({"blocks": list(first.blocks)})
    assert words_of({"blocks": list(second.blocks)}).startswith("Last week\nCircle | Came")
    assert second.text == "Last week Circle Came Public Speaking &lt;b&gt; 6"


def test_help_names_commands_as_they_are_typed() -> None:
    """2: also the one whose code is typed on another account."""
    typed = Message((Facts(((Typed("/link [CODE]"), ()),)), Text((Strong(Typed("/link ABCD-EFGH")),))))
    assert shown(typed).startswith("/circle link [CODE]: \n/link ABCD-EFGH")
