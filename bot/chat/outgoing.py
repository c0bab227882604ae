"""What goes out: messages of parts and buttons, and replies. Platforms render them; texts are final, markup is gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.chat.forms import Form
from bot.domain.times import Moment


@dataclass(frozen=True, slots=True)
class Plain:
    """Literal text, whatever it contains."""

    text: str


class Typed(str):
    """A command as the core writes it, such as `/mine`, which a platform may have typed its own way. No name is one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Strong:
    """Literal text, set strongly."""

    text: str


@dataclass(frozen=True, slots=True)
class DeepLink:
    """A link back into the bot that carries a code; each platform knows its own form of it."""

    code: str


@dataclass(frozen=True, slots=True)
class Link:
    """Literal text that leads to a web address or back into the bot."""

    text: str
    to: str | DeepLink


@dataclass(frozen=True, slots=True)
class When:
    """A moment. `text` shows it on the circle's clock with the zone in words, for where viewer-local time is unknown."""

    moment: Moment
    text: str


Span = Plain | Strong | Link | When
Spans = tuple[Span, ...]


def stacked(lines: Iterable[Spans]) -> Spans:
    """The lines one below the other."""
    return tuple(span for i, line in enumerate(lines) for span in (*((Plain("\n"),) if i else ()), *line))


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; line breaks in it are kept."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they stand for, one a line."""

    rows: tuple[tuple[str, Spans], ...]

    @staticmethod
    def before(label: str) -> str:
        """The label as it stands before its value: with a colon, unless it is a question."""
        return f"{label} " if label.endswith("?") else f"{label}: "


@dataclass(frozen=True, slots=True)
class People:
    """Names under a heading; `total` may exceed the names given, the rest is a count."""

    heading: str
    names: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers by label, in order; `alt` says in words what the chart shows."""

    title: str
    series: tuple[tuple[str, float], ...]
    alt: str


Part = Text | Facts | People | Table | Chart


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, with words for those who do not see it."""

    content: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float
    title: str


Attachment = File | Photo | Pin


class Style(StrEnum):
    """How a button looks."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A label with an encoded action of at most 64 bytes; `confirm` is asked first; `opens_form` warns that a form follows."""

    label: str
    action: str
    style: Style = Style.NORMAL
    confirm: str | None = None
    opens_form: bool = False


@dataclass(frozen=True, slots=True)
class CardKey:
    """What a message that is edited later shows: a kind and a subject."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message. With `card` it replaces the message that shows the same; `silent` makes no sound.

    `instead_of` names a card of old in the same place that need not stand out there any more, such as one that was pinned.
    """

    parts: tuple[Part, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    card: CardKey | None = None
    silent: bool = False
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to what came in.

    `toast` is a word in passing; `form` opens or updates a form; `edit` is the new face of the message whose button was
    pressed; `messages` are new ones, here; `home_dirty` says that the sender's hub shows something old now. `leads_to` is the
    link in the messages, which need not be shown where whoever pressed can be taken there at once.
    """

    toast: str | None = None
    form: Form | None = None
    edit: Message | None = None
    messages: Sequence[Message] = ()
    home_dirty: bool = False
    leads_to: DeepLink | None = None
