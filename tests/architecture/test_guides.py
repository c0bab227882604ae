"""The guides show what there is: commands, command lines, buttons, what circlebot says in chats, and links between pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor
from typer.core import TyperGroup
from typer.main import get_command

import bot
from adapters.cli.commands import app
from bot.chat.commands import BY_VERB, COMMANDS, closest

ROOT = Path(bot.__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = [DOCS / f"{name}.md" for name in ("README", "learners", "facilitators", "organizers")]
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
TEXTS = sorted((ROOT / "bot/chat/texts/en").glob("*.ftl"))

MISTYPED = "brwse"
"""The near miss that the guides show."""

COMMAND = re.compile(r"(?<![\w./:…-])/([a-z]+)(?![\w/.])(?: ([a-z]+))?")
COMMAND_LINE = re.compile(
    r"(?:^|[ /`$])circlebot((?: --config FILE)?) ([a-z][a-z-]*)([^`#\n]*)", re.MULTILINE
)
SPAN = re.compile(r"`([^`\n]+)`")
PRESSED = re.compile(r"\*\*\[([^\]]+)\]\*\*")
BUTTON = re.compile(r"\[([^\[\]]+)\]")
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")
TYPED = re.compile(r"^[A-Z]\w*(?: in #\w+)?> ")
BY_ITSELF = re.compile(r"^\([^)]*\bto \w+[^)]*\)$|^\(.*, in #\w+\)$")
PUT_TOGETHER = re.compile(r": | – | · | {2,}")
"""Between what views put on one line."""
SHORTENED = "…"
OF_THE_STORY = re.compile(
    r"\b(?:Ada|Ben|Bea|Cleo|Dana|Frieda|Gus|Omar|Benjamin|Public Speaking|City Library|Telegram|Slack"
    r"|Berlin time|Mon|Tue|Thu|Sun|Oct|W\d|circles\.ics|text/calendar|mydata\.json|application/json|kB"
    r"|Bring a friend on Tuesday|We told our first stories|Second floor, on the left|Where exactly is room 2)\b",
    re.IGNORECASE,
)
"""What stands in chats without being in the catalog."""


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code(page: str) -> Iterator[str]:
    """What stands between backticks, and what is indented."""
    yield from SPAN.findall(page)
    yield from (line.strip() for line in page.splitlines() if line.startswith("    "))


def chats(page: str) -> Iterator[str]:
    """The lines of the chats, without the indent."""
    return (line.strip() for line in page.splitlines() if line.startswith("    "))


def named_commands(page: str) -> Iterator[str]:
    for text in code(page):
        for verb, argument in COMMAND.findall(text):
            if verb != "circle":
                yield verb
            elif argument:
                yield argument


@pytest.mark.parametrize("guide", GUIDES, ids=ids)
def test_every_command_in_a_guide_exists(guide: Path) -> None:
    """Rule 1.5: a guide sends nobody to a command that is gone."""
    assert {verb for verb in named_commands(guide.read_text()) if verb not in BY_VERB} <= {MISTYPED}


def test_the_near_miss_that_is_shown_is_one() -> None:
    assert closest(MISTYPED) == "browse"


def test_every_listed_command_is_in_a_guide() -> None:
    """A new command comes with a word in the guide of whoever it is for."""
    named = {verb for guide in GUIDES for verb in named_commands(guide.read_text())}
    assert {command.verb for command in COMMANDS if command.listed} - named == set()


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_command_line_exists(page: Path) -> None:
    """What operators are told to type is understood, options included."""
    commands = get_command(app)
    assert isinstance(commands, TyperGroup)
    for text in code(page.read_text()):
        for _, name, rest in COMMAND_LINE.findall(text):
            said = f"circlebot {name}{rest}"
            command = commands.commands.get(name)
            assert command is not None, said
            if isinstance(command, TyperGroup) and (words := rest.split()):
                assert words[0].startswith("-") or words[0] in command.commands, said
                command = command.commands.get(words[0], command)
            known = {option for param in command.params for option in param.opts + param.secondary_opts}
            given = set(re.findall(r"(?<!\S)--[a-z-]+", rest))
            assert given - known - {"--help"} == set(), said


class _Lines(Visitor):
    """Each line of each text as a pattern of what it can look like."""

    def __init__(self) -> None:
        self.patterns: list[str] = []

    def visit_Pattern(self, node: ftl.Pattern) -> None:  # noqa: N802 - Fluent's name
        whole = "".join(
            element.value
            if isinstance(element, ftl.TextElement)
            else element.expression.value
            if isinstance(element, ftl.Placeable) and isinstance(element.expression, ftl.StringLiteral)
            else "\0"
            for element in node.elements
        )
        self.patterns += whole.replace("**", "").split("\n")
        self.generic_visit(node)


def said_lines() -> list[str]:
    visitor = _Lines()
    for path in TEXTS:
        visitor.visit(parse(path.read_text()))
    return visitor.patterns


SAID = said_lines()


def looks_like(line: str) -> str | None:
    """The line as a pattern; None when it says hardly anything itself."""
    plain = re.sub(r"\[([^\]\0]*|\0)\]\(\w+\)", "\\1\1", line.strip())
    if len(re.sub(r"[\W\d_]", "", plain)) < 2:
        return None
    return re.escape(plain).replace("\0", ".*").replace("\1", r"(?: \(.*\))?")


PATTERNS = [pattern for line in SAID if (pattern := looks_like(line)) is not None]
ANY_OF_THEM = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS))


def is_said(text: str) -> bool:
    return ANY_OF_THEM.fullmatch(text) is not None


@pytest.mark.parametrize("guide", GUIDES, ids=ids)
def test_every_button_that_is_spoken_of_exists(guide: Path) -> None:
    labels = PRESSED.findall(guide.read_text())
    assert [label for label in labels if not is_said(label)] == []


@pytest.mark.parametrize("guide", GUIDES, ids=ids)
def test_what_circlebot_says_in_a_guide_it_says(guide: Path) -> None:
    """Each line of a chat is one of the catalog's, or holds nothing but facts of the circle."""
    unknown = [line for line in chats(guide.read_text()) if line and not known_in_chat(line)]
    assert unknown == []


def known_in_chat(line: str) -> bool:
    if line == SHORTENED or BY_ITSELF.match(line):
        return True
    if typed := TYPED.match(line):
        line = line[typed.end() :]
        # What people type is theirs.
        return not line.startswith("[") or buttons_exist(line)
    if line.startswith("["):
        return buttons_exist(line)
    if line.endswith(SHORTENED):
        return any(said.startswith(line.removesuffix(SHORTENED).strip()) for said in SAID)
    return is_said(line) or has_known_label(line) or all(map(is_known, PUT_TOGETHER.split(line)))


def is_known(part: str) -> bool:
    """Whether it is said, by somebody whose name may stand before it, or a fact."""
    return is_said(part) or is_said(OF_THE_STORY.sub("", part).strip()) or is_fact(part)


def buttons_exist(line: str) -> bool:
    return all(is_said(label) or is_fact(label) for label in BUTTON.findall(line))


def has_known_label(line: str) -> bool:
    """A fact or a field with its value, such as `Where: City Library`, or `• At what time? 18:00`."""
    asked = line.startswith("• ")
    line = line.removeprefix("• ")
    ends = [end.start() for end in re.finditer(" " if asked else ": ", f"{line} ")]
    return any(is_said(line[:end]) for end in ends)


def is_fact(line: str) -> bool:
    """Whether no word is left without those of the story."""
    return re.search(r"[^\W\d_]", OF_THE_STORY.sub("", line)) is None


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text()):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text()), link


def anchors(page: str) -> set[str]:
    """What headings are called in addresses."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).strip().replace(" ", "-") for heading in headings}
