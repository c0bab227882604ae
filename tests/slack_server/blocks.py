"""What Slack takes as blocks and views, field by field: unknown fields, missing ones and what is too long are refused."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Check = Callable[[Any, str], None]

MESSAGE, MODAL, HOME = "message", "modal", "home"


class InvalidBlocks(Exception):
    """What is wrong, and where, as Slack's `response_metadata.messages` has it."""


def refuse(path: str, why: str) -> None:
    raise InvalidBlocks(f"[ERROR] {why} [json-pointer:{path}]")


@dataclass(frozen=True)
class Shape:
    """The fields of one kind of object; those in `needed` have to be there."""

    fields: Mapping[str, Check]
    needed: frozenset[str] = frozenset()

    def __call__(self, given: Any, path: str) -> None:
        if not isinstance(given, dict):
            refuse(path, "must be an object")
        for name in given:
            if name not in self.fields:
                refuse(f"{path}/{name}", "no more properties allowed: unknown field")
        for name in self.needed:
            if name not in given:
                refuse(path, f"missing required field: {name}")
        for name, value in given.items():
            self.fields[name](value, f"{path}/{name}")


def shape(needed: str = "", **fields: Check) -> Shape:
    return Shape(fields, frozenset(needed.split()))


def text(most: int, least: int = 1) -> Check:
    def check(given: Any, path: str) -> None:
        if not isinstance(given, str):
            refuse(path, "must be a string")
        if len(given) > most:
            refuse(path, f"must be less than {most + 1} characters")
        if len(given) < least:
            refuse(path, f"must be more than {least - 1} characters")

    return check


def fits(pattern: str, why: str) -> Check:
    def check(given: Any, path: str) -> None:
        if not isinstance(given, str) or not re.fullmatch(pattern, given):
            refuse(path, why)

    return check


def one_of(*values: str) -> Check:
    def check(given: Any, path: str) -> None:
        if given not in values:
            refuse(path, f"must be one of {', '.join(values)}")

    return check


def flag(given: Any, path: str) -> None:
    if not isinstance(given, bool):
        refuse(path, "must be a boolean")


def whole(given: Any, path: str) -> None:
    if not isinstance(given, int) or isinstance(given, bool):
        refuse(path, "must provide an integer")


def number(given: Any, path: str) -> None:
    if not isinstance(given, int | float) or isinstance(given, bool):
        refuse(path, "must provide a number")


def many(each: Check, most: int, least: int = 1) -> Check:
    def check(given: Any, path: str) -> None:
        if not isinstance(given, list):
            refuse(path, "must be an array")
        if not least <= len(given) <= most:
            refuse(path, f"must have from {least} to {most} items, has {len(given)}")
        for i, one in enumerate(given):
            each(one, f"{path}/{i}")

    return check


def by_type(kinds: Callable[[], Mapping[str, Shape]]) -> Check:
    def check(given: Any, path: str) -> None:
        kind = given.get("type") if isinstance(given, dict) else None
        if kind not in kinds():
            refuse(path, f"unsupported type: {kind}")
        kinds()[str(kind)](given, path)

    return check


def plain(most: int) -> Check:
    return shape("type text", type=one_of("plain_text"), text=text(most), emoji=flag)


def either(most: int) -> Check:
    def check(given: Any, path: str) -> None:
        if isinstance(given, dict) and given.get("type") == "mrkdwn":
            shape("type text", type=one_of("mrkdwn"), text=text(most), verbatim=flag)(given, path)
        else:
            plain(most)(given, path)

    return check


LOOKS = shape(
    bold=flag, italic=flag, strike=flag, code=flag, highlight=flag, client_highlight=flag, underline=flag
)
URL = fits(r"(https?|mailto|slack):[^\s]{1,2990}", "must be a valid URL")
TOKEN = (
    r"\{(date|date_num|date_slash|date_short|date_long|date_long_full|date_long_pretty|date_pretty"
    r"|date_short_pretty|day_divider_pretty|time|time_secs|ago)\}"
)


def date_format(given: Any, path: str) -> None:
    if not isinstance(given, str) or not re.search(TOKEN, given):
        refuse(path, "must hold a date token")
    if "{" in re.sub(TOKEN, "", given) or "}" in re.sub(TOKEN, "", given):
        refuse(path, "has an unknown date token")


RICH = {
    "text": shape("type text", type=text(20), text=text(12_000), style=LOOKS),
    "link": shape("type url", type=text(20), url=URL, text=text(3000), unsafe=flag, style=LOOKS),
    "emoji": shape("type name", type=text(20), name=text(100), unicode=text(100), style=LOOKS),
    "user": shape("type user_id", type=text(20), user_id=text(20), style=LOOKS),
    "channel": shape("type channel_id", type=text(20), channel_id=text(20), style=LOOKS),
    "usergroup": shape("type usergroup_id", type=text(20), usergroup_id=text(20), style=LOOKS),
    "broadcast": shape("type range", type=text(20), range=one_of("here", "channel", "everyone"), style=LOOKS),
    "color": shape("type value", type=text(20), value=text(20)),
    "date": shape(
        "type timestamp format", type=text(20), timestamp=whole, format=date_format, timezone=text(64), url=URL,
        fallback=text(300), style=LOOKS,
    ),
}  # fmt: skip
INLINE = many(by_type(lambda: RICH), 500, least=1)
SECTION_OF_TEXT = {"rich_text_section": shape("type elements", type=text(30), elements=INLINE)}
RICH_GROUPS = {
    **SECTION_OF_TEXT,
    "rich_text_list": shape(
        "type elements style", type=text(30), style=one_of("bullet", "ordered"), indent=whole, offset=whole, border=whole,
        elements=many(by_type(lambda: SECTION_OF_TEXT), 200),
    ),
    "rich_text_quote": shape("type elements", type=text(30), elements=INLINE, border=whole),
    "rich_text_preformatted": shape("type elements", type=text(30), elements=INLINE, border=whole, language=text(30)),
}  # fmt: skip

ID = text(255)
CONFIRM = shape(
    "title text confirm deny", title=plain(100), text=either(300), confirm=plain(30), deny=plain(30),
    style=one_of("primary", "danger"),
)  # fmt: skip
OPTION = shape("text value", text=plain(75), value=text(150), description=plain(75), url=URL)
OPTIONS = many(OPTION, 100)
GROUPS = many(shape("label options", label=plain(75), options=OPTIONS), 100)
_common: dict[str, Check] = {"type": text(30), "action_id": ID, "focus_on_load": flag, "confirm": CONFIRM}
_held: dict[str, Check] = {**_common, "placeholder": plain(150)}
DATE = fits(r"\d{4}-\d\d-\d\d", "must be YYYY-MM-DD")
TIME = fits(r"([01]\d|2[0-3]):[0-5]\d", "must be HH:mm")
DISPATCH = shape(
    "trigger_actions_on",
    trigger_actions_on=many(one_of("on_enter_pressed", "on_character_entered"), 2),
)

ELEMENTS: dict[str, Shape] = {
    "button": shape(
        "type text", type=text(30), action_id=ID, text=plain(75), value=text(2000), url=URL, confirm=CONFIRM,
        style=one_of("primary", "danger"), accessibility_label=text(75),
    ),
    "plain_text_input": shape(
        "type", **_held, initial_value=text(3000, 0), multiline=flag, min_length=whole, max_length=whole,
        dispatch_action_config=DISPATCH,
    ),
    "url_text_input": shape("type", **_held, initial_value=text(3000, 0), dispatch_action_config=DISPATCH),
    "email_text_input": shape("type", **_held, initial_value=text(3000, 0), dispatch_action_config=DISPATCH),
    "number_input": shape(
        "type is_decimal_allowed", **_held, is_decimal_allowed=flag, initial_value=fits(r"-?\d+(\.\d+)?", "no number"),
        min_value=fits(r"-?\d+(\.\d+)?", "no number"), max_value=fits(r"-?\d+(\.\d+)?", "no number"),
        dispatch_action_config=DISPATCH,
    ),
    "datepicker": shape("type", **_held, initial_date=DATE),
    "timepicker": shape("type", **_held, initial_time=TIME, timezone=text(64)),
    "datetimepicker": shape("type", **_common, initial_date_time=whole),
    "radio_buttons": shape("type options", **_common, options=many(OPTION, 10), initial_option=OPTION),
    "checkboxes": shape("type options", **_common, options=many(OPTION, 10), initial_options=many(OPTION, 10)),
    "static_select": shape("type", **_held, options=OPTIONS, option_groups=GROUPS, initial_option=OPTION),
    "multi_static_select": shape(
        "type", **_held, options=OPTIONS, option_groups=GROUPS, initial_options=OPTIONS, max_selected_items=whole
    ),
    "external_select": shape("type", **_held, min_query_length=whole, initial_option=OPTION),
    "multi_external_select": shape(
        "type", **_held, min_query_length=whole, initial_options=OPTIONS, max_selected_items=whole
    ),
    "users_select": shape("type", **_held, initial_user=text(20)),
    "multi_users_select": shape("type", **_held, initial_users=many(text(20), 100), max_selected_items=whole),
    "conversations_select": shape(
        "type", **_held, initial_conversation=text(20), default_to_current_conversation=flag,
        response_url_enabled=flag, filter=shape(include=many(text(20), 4), exclude_external_shared_channels=flag,
        exclude_bot_users=flag),
    ),
    "overflow": shape("type options", type=text(30), action_id=ID, options=many(OPTION, 5), confirm=CONFIRM),
}  # fmt: skip

IN_INPUT = {name: one for name, one in ELEMENTS.items() if name not in {"button", "overflow"}}
IN_ACTIONS = {name: one for name, one in ELEMENTS.items() if not name.endswith("_input")}
PICTURE = shape(
    "type alt_text", type=one_of("image"), image_url=URL, slack_file=shape(id=text(30), url=URL), alt_text=text(2000),
    title=plain(2000), block_id=ID,
)  # fmt: skip
CELLS = {
    "raw_text": shape("type text", type=text(30), text=text(3000)),
    "raw_number": shape("type value", type=text(30), value=number, text=text(100)),
    "rich_text": shape(
        "type elements", type=text(30), elements=many(by_type(lambda: RICH_GROUPS), 10), block_id=ID
    ),
}
SERIES = shape("name data", name=text(20), data=many(shape("label value", label=text(20), value=number), 20))
AXIS = shape("categories", categories=many(text(20), 20), x_label=text(50), y_label=text(50))
CHARTS = {
    **{
        kind: shape("type series axis_config", type=text(10), series=many(SERIES, 6), axis_config=AXIS)
        for kind in ("bar", "line", "area")
    },
    "pie": shape(
        "type segments", type=text(10), segments=many(shape("label value", label=text(20), value=number), 6)
    ),
}

BLOCKS: dict[str, Shape] = {
    "section": shape(
        "type", type=text(30), block_id=ID, text=either(3000), fields=many(either(2000), 10), expand=flag,
        accessory=by_type(lambda: {**ELEMENTS, "image": PICTURE}),
    ),
    "header": shape("type text", type=text(30), block_id=ID, text=plain(150)),
    "divider": shape("type", type=text(30), block_id=ID),
    "image": PICTURE,
    "context": shape(
        "type elements", type=text(30), block_id=ID,
        elements=many(by_type(lambda: {"plain_text": plain(3000), "mrkdwn": either(3000), "image": PICTURE}), 10),
    ),
    "actions": shape(
        "type elements", type=text(30), block_id=ID, elements=many(by_type(lambda: IN_ACTIONS), 25)
    ),
    "input": shape(
        "type label element", type=text(30), block_id=ID, label=plain(2000), hint=plain(2000), optional=flag,
        dispatch_action=flag, element=by_type(lambda: IN_INPUT),
    ),
    "rich_text": shape(
        "type elements", type=text(30), block_id=ID, elements=many(by_type(lambda: RICH_GROUPS), 200)
    ),
    "table": shape(
        "type rows", type=text(30), block_id=ID, rows=many(many(by_type(lambda: CELLS), 20), 100),
        column_settings=many(shape(align=one_of("left", "center", "right"), is_wrapped=flag), 20),
    ),
    "data_visualization": shape(
        "type title chart", type=text(30), block_id=ID, title=text(50), chart=by_type(lambda: CHARTS)
    ),
}  # fmt: skip
ONLY_IN_MESSAGES = {"table", "data_visualization"}
MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
MOST_TEXT = 13_200
"""Characters of all texts of a message's blocks together."""


def check_blocks(blocks: Any, surface: str, path: str = "/blocks") -> None:
    """Raises InvalidBlocks where Slack would refuse these blocks there."""
    many(by_type(lambda: BLOCKS), MOST_BLOCKS[surface], least=0)(blocks, path)
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(set(ids)) != len(ids):
        refuse(path, "block_id must be unique")
    for i, block in enumerate(blocks):
        _check_block(block, f"{path}/{i}")
        if block["type"] in ONLY_IN_MESSAGES and surface != MESSAGE:
            refuse(f"{path}/{i}", f"unsupported type in a view: {block['type']}")
    kinds = [block["type"] for block in blocks]
    if kinds.count("table") > 1:
        refuse(path, "only_one_table_allowed")
    if kinds.count("data_visualization") > 2:
        refuse(path, "a message takes two charts")
    if surface == MESSAGE and length(blocks) > MOST_TEXT:
        raise InvalidBlocks("msg_blocks_too_long")


def _check_block(block: Json, path: str) -> None:
    match block["type"]:
        case "section" if "text" not in block and "fields" not in block:
            refuse(path, "missing required field: text")
        case "image" if ("image_url" in block) == ("slack_file" in block):
            refuse(path, "one of image_url and slack_file")
        case "actions":
            ids = [one["action_id"] for one in block["elements"] if "action_id" in one]
            if len(set(ids)) != len(ids):
                refuse(path, "action_id must be unique within its block")
        case "table":
            widths = {len(row) for row in block["rows"]}
            if len(widths) > 1:
                refuse(path, "rows differ in length")
        case "data_visualization" if block["chart"]["type"] != "pie":
            chart = block["chart"]
            names = [series["name"] for series in chart["series"]]
            if len(set(names)) != len(names):
                refuse(path, "names of series must be unique")
            labels = chart["axis_config"]["categories"]
            if len(set(labels)) != len(labels):
                refuse(path, "categories must be unique")
            for series in chart["series"]:
                if [point["label"] for point in series["data"]] != labels:
                    refuse(path, "labels must match the categories")
        case _:
            pass
    elements = [block["element"]] if "element" in block else block.get("elements", [])
    for element in [*elements, *([block["accessory"]] if "accessory" in block else [])]:
        _check_element(element, path)


def _check_element(element: Json, path: str) -> None:
    if element["type"].endswith("static_select"):
        if ("options" in element) == ("option_groups" in element):
            refuse(path, "one of options and option_groups")
        offered = offered_by(element)
    elif "options" in element:
        offered = element["options"]
    else:
        offered = None
    if offered is not None:
        picked = element.get("initial_options") or (
            [element["initial_option"]] if "initial_option" in element else []
        )
        for one in picked:
            if one not in offered:
                refuse(path, "initial option is not among the options")
        values = [one["value"] for one in offered]
        if len(set(values)) != len(values):
            refuse(path, "values of options must be unique")
    if element["type"] == "plain_text_input":
        most = element.get("max_length", 3000)
        if not 1 <= most <= 3000:
            refuse(path, "max_length must be from 1 to 3000")
        if len(element.get("initial_value", "")) > most:
            refuse(path, "initial_value is longer than max_length")


def offered_by(element: Json) -> list[Json]:
    """All options of a select, whatever their group."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(one for group in groups for one in group["options"])]


def check_view(view: Any, surface: str) -> None:
    """Raises InvalidBlocks where Slack would refuse this view."""
    common: dict[str, Check] = {
        "type": one_of(surface), "blocks": many(lambda _, __: None, 100, 0), "private_metadata": text(3000, 0),
        "callback_id": text(255), "external_id": text(255),
    }  # fmt: skip
    if surface == MODAL:
        common |= {
            "title": plain(24), "close": plain(24), "submit": plain(24), "clear_on_close": flag, "notify_on_close": flag,
            "submit_disabled": flag,
        }  # fmt: skip
    Shape(common, frozenset({"type", "blocks"} | ({"title"} if surface == MODAL else set())))(view, "/view")
    check_blocks(view["blocks"], surface, "/view/blocks")
    if (
        any(block["type"] == "input" for block in view["blocks"])
        and surface == MODAL
        and "submit" not in view
    ):
        refuse("/view", "missing required field: submit")
    if len(str(view)) > 250_000:
        refuse("/view", "view_too_large")


def length(given: Any) -> int:
    """Characters of all texts in it."""
    if isinstance(given, dict):
        return sum(
            len(value) if key in {"text", "fallback"} and isinstance(value, str) else length(value)
            for key, value in given.items()
        )
    return sum(length(one) for one in given) if isinstance(given, list) else 0
