"""Fields of a form as Slack's inputs, and what those hold."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from adapters.slack.blocks import IN_CHECKBOXES, IN_RADIOS, OPTION, OPTIONS, Json, plain
from adapters.slack.signs import with_signs
from bot.chat.forms import Field, FieldKind, Option
from bot.domain.text import LINE, TEXT

LONGEST_INPUT = 3000
FACE = "~"
"""Stands between a field's key and the number of its face. A new face is how Slack is made to show another value."""

TYPED_INTO = frozenset({"plain_text_input", "number_input"})

WHICH = f"{FACE}which"
"""Stands after the key in the face of a choice between what the words in the field may mean."""

Held = str | tuple[str, ...]

_PICKED_ONE = frozenset({FieldKind.CHOICE, FieldKind.PERSON, FieldKind.PLACE})
_ISO_DATE, _ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def key_of(block_id: str) -> str:
    """The key of the field that is shown there."""
    return block_id.partition(FACE)[0]


def is_choice_of_meaning(block_id: str) -> bool:
    """Whether it is a choice between what the words of the field may mean."""
    return f"{WHICH}{FACE}" in block_id


def means_several(field: Field) -> bool:
    """Whether what was typed may mean any of its options."""
    return field.kind is FieldKind.CITY and bool(field.options)


def faces_of(before: Mapping[str, Mapping[str, Json]]) -> dict[str, tuple[str, Held]]:
    """The face of each field that is shown, and what it holds, given the values of the view's state."""
    return {
        block_id: (block_id, value_of(held))
        for block_id, fields in before.items()
        for held in fields.values()
    }


def value_of(held: Json) -> Held:
    """What an input holds."""
    match held.get("type"):
        case "datepicker":
            return held.get("selected_date") or ""
        case "timepicker":
            return held.get("selected_time") or ""
        case "static_select" | "radio_buttons":
            option = held.get("selected_option")
            return _bare(option) if option else ""
        case "multi_static_select" | "checkboxes":
            return tuple(_bare(option) for option in held.get("selected_options") or ())
        case _:
            return with_signs(held.get("value") or "")


def _bare(option: Json) -> str:
    return str(option["value"]).removeprefix("=")


def inputs(field: Field, revision: int, faces: Mapping[str, tuple[str, Held]]) -> Iterator[Json]:
    """The field as input blocks; one that shows what is in `faces` keeps that face."""
    portions = _portions(field)
    for number, options in enumerate(portions):
        face = f"{field.key}{FACE}{number}" if number else field.key
        holds = _initial(field, options)
        standing = next(
            (id for id, value in faces.values() if _same_field(id, face) and value == holds), None
        )
        block: Json = {
            "type": "input",
            "block_id": standing or f"{face}{FACE}{FACE}{revision}",
            "label": plain(field.label if not number else f"{field.label} ({number + 1})", 2000),
            "element": _element(field, options, holds),
            "optional": not field.required or field.kind.takes_several,
            # What is filled in is told at once, as Slack does not tell it when the view is closed.
            "dispatch_action": True,
        }
        if block["element"]["type"] in TYPED_INTO and not field.steers:
            # Else it is told when Enter is pressed, as the view changes by it.
            block["element"]["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
        if field.hint and number == len(portions) - 1:
            block["hint"] = plain(field.hint, 2000)
        yield block
    if means_several(field):
        yield _which(field, revision)


def _which(field: Field, revision: int) -> Json:
    """A choice between what the words in the field may mean."""
    kind = "radio_buttons" if len(field.options) <= IN_RADIOS else "static_select"
    return {
        "type": "input",
        "block_id": f"{field.key}{WHICH}{FACE}{FACE}{revision}",
        "label": plain(field.error or field.label, 2000),
        "element": {"type": kind, "action_id": field.key, "options": _options(field.options)},
        "optional": True,
        "dispatch_action": True,
    }


def _same_field(block_id: str, face: str) -> bool:
    return block_id.partition(FACE * 2)[0] == face


def _portions(field: Field) -> list[tuple[Option, ...]]:
    """The options of one field of a view: a field of ours that takes several may need more than one."""
    if not field.kind.takes_several:
        return [field.options]
    return [field.options[i : i + OPTIONS] for i in range(0, len(field.options), OPTIONS)]


def _initial(field: Field, options: Sequence[Option]) -> Held:
    """What the field holds from the start, as `values_of` would tell it."""
    given = field.initial
    if field.kind.takes_several:
        held = (given,) if isinstance(given, str) else given or ()
        return tuple(option.value for option in options if option.value in held)
    text = given if isinstance(given, str) else ", ".join(given or ())
    match field.kind:
        case FieldKind.DATE:
            return text if _is_date(text) else ""
        case FieldKind.TIME:
            return text if _ISO_TIME.fullmatch(text) else ""
        case _ if field.kind in _PICKED_ONE and options:
            return text if text in {option.value for option in options} else ""
        case FieldKind.NUMBER:
            return text if text.isascii() and text.isdigit() else ""
        case _:
            return text


def _element(field: Field, options: Sequence[Option], holds: Held) -> Json:
    named = {"action_id": field.key}
    if isinstance(holds, tuple):
        made = _options(options)
        picked = [made[i] for i, option in enumerate(options) if option.value in holds]
        kind = "checkboxes" if len(options) <= IN_CHECKBOXES else "multi_static_select"
        return {"type": kind, **named, "options": made, **({"initial_options": picked} if picked else {})}
    match field.kind:
        case FieldKind.DATE:
            return {"type": "datepicker", **named, **_if(initial_date=holds)}
        case FieldKind.TIME:
            return {"type": "timepicker", **named, **_if(initial_time=holds)}
        case FieldKind.NUMBER:
            return {
                "type": "number_input",
                "is_decimal_allowed": False,
                **named,
                **_if(initial_value=holds, min_value=_number(field.min), max_value=_number(field.max)),
            }
        case _ if field.kind in _PICKED_ONE and options:
            return {"type": "static_select", **named, **_offered(options), **_picked(options, holds)}
        case _:
            several = field.kind is FieldKind.TEXT
            most = min(field.max or (TEXT if several else LINE), LONGEST_INPUT)
            return {
                "type": "plain_text_input",
                **named,
                "multiline": several,
                "max_length": most,
                **_if(initial_value=holds[:most]),
            }


def _if(**given: str | None) -> Json:
    return {name: value for name, value in given.items() if value}


def _number(given: int | None) -> str | None:
    return None if given is None else str(given)


def _options(options: Iterable[Option]) -> list[Json]:
    return [
        # Slack takes no empty value.
        {"text": plain(option.label, OPTION), "value": f"={option.value}"}
        for option in options
    ]


def _offered(options: Sequence[Option]) -> Json:
    """The options; more than a hundred in groups, through which Slack lets one search by typing."""
    made = _options(options)
    if len(made) <= OPTIONS:
        return {"options": made}
    groups = [made[i : i + OPTIONS] for i in range(0, len(made), OPTIONS)]
    return {
        "option_groups": [
            {
                "label": plain(f"{group[0]['text']['text']} – {group[-1]['text']['text']}", OPTION),
                "options": group,
            }
            for group in groups[:OPTIONS]
        ]
    }


def _picked(options: Sequence[Option], holds: str) -> Json:
    picked = [option for option in options if option.value == holds]
    return {"initial_option": _options(picked)[0]} if picked else {}


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(_ISO_DATE.fullmatch(text))
