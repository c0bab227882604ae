"""Messages as Slack shows them: blocks, with a text for notifications. Nothing that people wrote formats, mentions or pings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.slack.blocks import (
    CHARTS,
    IN_ACTIONS,
    MESSAGE_BLOCKS,
    MESSAGE_TEXT,
    Json,
    button,
    is_short,
    paragraph,
    pieces_of,
    shortened,
    texts_of,
    weight,
    words,
)
from adapters.slack.parts import DO, HERE, OPEN, OPENS_FORM, Look, as_typed, is_pressed, part_blocks, plainly
from bot.chat.outgoing import (
    Button,
    DeepLink,
    Facts,
    Link,
    Message,
    Pin,
    Style,
    Text,
)

NOTIFICATION = 900
"""Characters of the text that a notification shows a part of."""


ABOVE = frozenset({"table", "data_visualization"})
"""Blocks that may have a heading above them."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message of Slack's."""

    text: str
    blocks: tuple[Json, ...]


ANYWHERE = Look()
"""For readers whose clocks we do not know."""


def render(message: Message, look: Look = ANYWHERE) -> list[Rendered]:
    """The message as one or more of Slack's; buttons are on the last."""
    return render_together([message], look)


def render_together(messages: Sequence[Message], look: Look) -> list[Rendered]:
    """Several messages in as few of Slack's as can hold them."""
    blocks = [block for one in messages for block in (*_body(one, look), *_actions(one, look))]
    first, *more = _packed(blocks)
    return [
        Rendered(notification(messages[0]), tuple(first)),
        *(Rendered(_gist(one), tuple(one)) for one in more),
    ]


def render_one(message: Message, look: Look = ANYWHERE) -> Rendered:
    """The message as one of Slack's, shortened where it is too long: for what is edited in place."""
    body, actions = _body(message, look), _actions(message, look)[:MESSAGE_BLOCKS]
    cut = paragraph([words("…")])
    shown = list(body)
    while shown and len(_packed([*shown, *([cut] if len(shown) < len(body) else []), *actions])) > 1:
        shown.pop()
    if len(shown) < len(body):
        shown.append(cut)
    return Rendered(notification(message), (*shown, *actions))


def blocks_in_view(message: Message, look: Look = ANYWHERE) -> list[Json]:
    """The message as blocks of a view, where Slack takes neither tables nor charts."""
    return [*_body(message, replace(look, native=False)), *_actions(message, look)]


def words_in_view(message: Message, look: Look = ANYWHERE) -> list[Json]:
    """As `blocks_in_view`, in the plainest blocks that there are."""
    text = [plainly(part) for part in message.parts]
    said: list[Json] = [
        {"type": "section", "text": {"type": "plain_text", "text": piece, "emoji": False}}
        for one in text
        for piece in pieces_of(one)
        if piece.strip()
    ]
    return [*said, *_actions(message, look)]


def notification(message: Message) -> str:
    """What a notification shows, in plain words with everything escaped."""
    return _escaped(" · ".join(filter(None, map(plainly, message.parts))))


def _gist(blocks: Sequence[Json]) -> str:
    """What a notification shows of a message that goes on with another."""
    return _escaped(" ".join(texts_of(block) for block in blocks if block["type"] != "actions"))


def _escaped(text: str) -> str:
    shown = shortened(text, NOTIFICATION)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def map_link(pin: Pin) -> str:
    """Where the point is to be seen."""
    at = f"{pin.latitude:.5f}/{pin.longitude:.5f}"
    return f"https://www.openstreetmap.org/?mlat={pin.latitude:.5f}&mlon={pin.longitude:.5f}#map=17/{at}"


def _body(message: Message, look: Look) -> list[Json]:
    found = [block for part in message.parts for block in part_blocks(part, look)]
    for attachment in message.attachments:
        if isinstance(attachment, Pin):
            name = shortened(attachment.title, 100)
            found.append(
                paragraph([words("📍 "), {"type": "link", "url": map_link(attachment), "text": name}])
            )
    return found


def _actions(message: Message, look: Look) -> list[Json]:
    rows = [*message.buttons]
    opening = [button(text, f"{OPEN}.{n}", link.code) for n, (text, link) in enumerate(_leading(message))]
    made = [
        [_button(one, f"{DO}.{row}.{n}{HERE if look.here else ''}") for n, one in enumerate(buttons)]
        for row, buttons in enumerate(rows)
    ]
    if opening:
        made.append(opening)
    if len(made) > MESSAGE_BLOCKS // 2:
        flat = [one for row in made for one in row]
        made = [flat[i : i + IN_ACTIONS] for i in range(0, len(flat), IN_ACTIONS)]
    return [
        {"type": "actions", "elements": row[i : i + IN_ACTIONS]}
        for row in made
        for i in range(0, len(row), IN_ACTIONS)
    ]


def _button(one: Button, action_id: str) -> Json:
    style = None if one.style is Style.NORMAL else str(one.style)
    # A press has to be told apart before the database is asked: a loading view is opened at once.
    form = OPENS_FORM if one.opens_form else ""
    return button(as_typed(one.label), f"{action_id}{form}", one.action, style=style, confirm=one.confirm)


def _leading(message: Message) -> Iterator[tuple[str, DeepLink]]:
    """Links back into the bot that are for the reader: buttons on Slack."""
    for part in message.parts:
        lines = (
            [part.spans]
            if isinstance(part, Text)
            else [s for _, s in part.rows]
            if isinstance(part, Facts)
            else []
        )
        for span in (span for spans in lines for span in spans):
            if isinstance(span, Link) and isinstance(span.to, DeepLink) and is_pressed(span.to):
                yield span.text, span.to


def _packed(blocks: Sequence[Json]) -> list[list[Json]]:
    """The blocks in messages that Slack takes."""
    messages: list[list[Json]] = [[]]
    size, kinds = 0, Counter[str]()
    for block in blocks:
        kind, length = str(block["type"]), weight(block)
        if messages[-1] and (
            len(messages[-1]) >= MESSAGE_BLOCKS
            or size + length > MESSAGE_TEXT
            or (kind == "table" and kinds[kind])
            or (kind == "data_visualization" and kinds[kind] >= CHARTS)
        ):
            # A heading goes with what it stands above.
            above = len(messages[-1]) > 1 and kind in ABOVE and is_short(messages[-1][-1])
            messages.append([messages[-1].pop()] if above else [])
            size, kinds = sum(map(weight, messages[-1])), Counter[str]()
        messages[-1].append(block)
        size += length
        kinds[kind] += 1
    return messages
