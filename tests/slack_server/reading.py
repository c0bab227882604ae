"""What a person reads in blocks, and what in them would format, mention or ping."""

import re
from collections.abc import Iterator
from typing import Any

from tests.slack_server.blocks import Json

_MARKS = re.compile(r"<[@!#][^>]*>|(?<!\w)([*_~`]).+?\1(?!\w)")


def words_of(message: Json) -> str:
    """All that is to be read in a message or a view, line by line; its fallback text only where there are no blocks."""
    found = [str(message["title"]["text"])] if "title" in message else []
    found += [line for block in message.get("blocks", []) for line in _lines(block)]
    if not message.get("blocks"):
        found.append(message.get("text", ""))
    found += [f"📎 {file['name']}" for file in message.get("files", [])]
    return "\n".join(found)


def buttons_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each button with its block."""
    for block in blocks:
        elements = block.get("elements", []) if block["type"] == "actions" else []
        for element in [*elements, *([block["accessory"]] if "accessory" in block else [])]:
            if element["type"] == "button":
                yield element, block


def labelled(view: Json, name: str) -> Json:
    """The input of that label or action_id. Raises LookupError."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    for block in inputs:
        if name in {block["label"]["text"], block["element"]["action_id"]}:
            return block
    raise LookupError(f"no field {name!r}; there is {words_of(view)!r}")


def pings(given: Any) -> list[str]:
    """Mentions, broadcasts and marks that Slack would act on, in a message or view."""
    found: list[str] = []
    if isinstance(given, dict):
        kind = given.get("type")
        if (
            kind in {"user", "usergroup", "channel", "broadcast"}
            and {"user_id", "usergroup_id", "channel_id", "range"} & given.keys()
        ):
            found.append(str(given))
        if kind == "mrkdwn":
            found += [match.group() for match in _MARKS.finditer(given["text"])]
        if "ts" in given or "blocks" in given:
            found += [match.group() for match in re.finditer(r"<[@!#][^>]*>", given.get("text") or "")]
        for value in given.values():
            found += pings(value)
    elif isinstance(given, list):
        for one in given:
            found += pings(one)
    return found


def _lines(block: Json) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            for group in block["elements"]:
                yield from _group(group)
        case "section":
            for text in [*([block["text"]] if "text" in block else []), *block.get("fields", [])]:
                yield text["text"]
        case "header":
            yield block["text"]["text"]
        case "context":
            for element in block["elements"]:
                yield element.get("text", element.get("alt_text", ""))
        case "actions":
            yield " ".join(f"[{one['text']['text']}]" for one in block["elements"] if "text" in one)
        case "input":
            yield block["label"]["text"]
            if "hint" in block:
                yield block["hint"]["text"]
        case "table":
            for row in block["rows"]:
                yield " | ".join(_cell(cell) for cell in row)
        case "data_visualization":
            yield block["title"]
        case "image":
            yield block["alt_text"]
        case _:
            pass


def _cell(cell: Json) -> str:
    if cell["type"] == "rich_text":
        return " ".join(line for group in cell["elements"] for line in _group(group))
    return str(cell.get("text", cell.get("value")))


def _group(group: Json) -> Iterator[str]:
    if group["type"] == "rich_text_list":
        for section in group["elements"]:
            yield from _group(section)
        return
    yield "".join(_inline(element) for element in group["elements"])


def _inline(element: Json) -> str:
    match element["type"]:
        case "text":
            return element["text"]
        case "link":
            return element.get("text", element["url"])
        case "date":
            return element.get("fallback", element["format"])
        case other:
            return f"<{other}>"
