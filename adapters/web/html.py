"""Neutral messages as HTML: every text literal, every address one of http or https."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template

from bot.chat.outgoing import Chart, Facts, Link, Part, People, Plain, Span, Spans, Strong, Table, Text, When


@dataclass(frozen=True, slots=True)
class Join:
    """A way into a circle: an address to open, or else a line to type."""

    label: str
    address: str

    @property
    def is_link(self) -> bool:
        """Whether it can be opened."""
        return is_web(self.address)


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `body` is HTML, all else is text; `code` is a PNG in base64."""

    language: str
    title: str
    body: str
    joins: tuple[Join, ...]
    scan: str
    code: str
    note: str


def page_of(page: Page) -> str:
    """The whole document."""
    template = Template(files("adapters.web").joinpath("page.html").read_text(encoding="utf-8"))
    joins = "".join(_join(join) for join in page.joins)
    code = (
        f"<figure><figcaption>{escape(page.scan)}</figcaption>"
        f'<img alt="QR" src="data:image/png;base64,{page.code}"></figure>'
        if page.code
        else ""
    )
    return template.substitute(
        language=escape(page.language),
        title=escape(page.title),
        body=page.body,
        joins=joins,
        code=code,
        note=f"<footer>{escape(page.note)}</footer>" if page.note else "",
    )


def is_web(address: str) -> bool:
    """Whether a browser opens it."""
    return address.startswith(("https://", "http://"))


def parts_of(parts: Iterable[Part]) -> str:
    """The parts, one after the other."""
    return "\n".join(_part(part) for part in parts)


def _join(join: Join) -> str:
    if join.is_link:
        return f'<p><a class="join" href="{escape(join.address)}">{escape(join.label)}</a></p>'
    return f"<p>{escape(join.label)} <code>{escape(join.address)}</code></p>"


def _part(part: Part) -> str:
    match part:
        case Text(spans):
            return f"<p>{_spans(spans)}</p>"
        case Facts(rows):
            facts = "".join(f"<dt>{escape(label)}</dt><dd>{_spans(spans)}</dd>" for label, spans in rows)
            return f"<dl>{facts}</dl>"
        case People(heading, names, total):
            more = f" +{total - len(names)}" if total > len(names) else ""
            return f"<p>{escape(heading)} {escape(', '.join(names))}{more}</p>"
        case Table(head, rows):
            top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
            body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
            return f"<table><tr>{top}</tr>{body}</table>"
        case Chart(_, _, alt):
            return f"<p>{escape(alt)}</p>"


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    match span:
        case Plain(text):
            return _lines(text)
        case Strong(text):
            return f"<strong>{_lines(text)}</strong>"
        case Link(text, str(address)) if is_web(address):
            return f'<a href="{escape(address)}" rel="nofollow noreferrer">{_lines(text)}</a>'
        case Link(text, _):
            return _lines(text)
        case When(moment, text):
            return f'<time datetime="{moment.at.isoformat()}">{_lines(text)}</time>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
