"""Messages and forms as the page is told them: nothing but text, which the page sets as text."""

from typing import Any

from adapters.slack.parts import as_typed
from adapters.web.html import is_web
from bot.chat.buttons import StartAnew, encode
from bot.chat.catalog import Say
from bot.chat.forms import Field, Form
from bot.chat.outgoing import (
    Button,
    Chart,
    DeepLink,
    Facts,
    Link,
    Message,
    Part,
    People,
    Plain,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    When,
)

Json = dict[str, Any]


def message_told(message: Message, *, prefixed: bool) -> Json:
    """The message without its attachments. `prefixed` says that commands are typed with `/circle` before them."""
    return {
        "parts": [_part(part, prefixed=prefixed) for part in message.parts],
        "buttons": [[_button(button, prefixed=prefixed) for button in row] for row in message.buttons],
        "silent": message.silent,
    }


def form_told(form: Form, say: Say) -> Json:
    """The form with what it holds and what is wrong with it; who has come back to it can begin anew."""
    return {
        "draft": form.draft,
        "revision": form.revision,
        "title": form.title,
        "submit": form.submit,
        "fields": [_field(field) for field in form.fields],
        "anew": {
            "words": say.line("form-left"),
            "label": say.line("form-anew"),
            "action": encode(StartAnew(form.draft)),
        }
        if form.begun
        else None,
    }


def _typed(text: str, *, prefixed: bool) -> str:
    return as_typed(text) if prefixed else text


def _part(part: Part, *, prefixed: bool) -> Json:
    match part:
        case Text(spans):
            return {"kind": "text", "spans": _spans(spans, prefixed=prefixed)}
        case Facts(rows):
            told = [
                [_typed(label, prefixed=prefixed), _spans(spans, prefixed=prefixed)] for label, spans in rows
            ]
            return {"kind": "facts", "rows": told}
        case People(heading, names, total):
            return {"kind": "people", "heading": heading, "names": names, "total": total}
        case Table(head, rows):
            return {"kind": "table", "head": head, "rows": rows}
        case Chart(title, series, alt):
            return {"kind": "chart", "title": title, "series": series, "alt": alt}


def _spans(spans: Spans, *, prefixed: bool) -> list[Json]:
    return [_span(span, prefixed=prefixed) for span in spans]


def _span(span: Span, *, prefixed: bool) -> Json:
    match span:
        case Plain(text):
            return {"text": text}
        case Strong(text):
            return {"text": _typed(text, prefixed=prefixed), "strong": True}
        case Link(text, DeepLink(code)):
            return {"text": text, "code": code}
        case Link(text, str(address)) if is_web(address):
            return {"text": text, "address": address}
        case Link(text, _):
            return {"text": text}
        case When(moment, text):
            return {"text": text, "at": moment.at.isoformat()}


def _button(button: Button, *, prefixed: bool) -> Json:
    return {
        "label": _typed(button.label, prefixed=prefixed),
        "action": button.action,
        "style": button.style,
        "confirm": button.confirm,
    }


def _field(field: Field) -> Json:
    return {
        "key": field.key,
        "kind": field.kind,
        "several": field.kind.takes_several,
        "label": field.label,
        "required": field.required,
        "holds": field.initial,
        "hint": field.hint,
        "example": field.example,
        "min": field.min,
        "max": field.max,
        "options": [{"value": option.value, "label": option.label} for option in field.options],
        "error": field.error,
        "steers": field.steers,
    }
