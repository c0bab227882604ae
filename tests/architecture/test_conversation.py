"""What is declared is handled, what is said has words, and no words are left over."""

import ast
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot.chat
from bot.app.digests import Number
from bot.chat import buttons
from bot.chat.buttons import Press
from bot.chat.catalog import Catalog
from bot.chat.commands import BY_VERB, COMMANDS
from bot.chat.forms import FieldKind
from bot.chat.handlers.menu import MENU
from bot.chat.handlers.switchboard import PAPERS, PRESSES, VERBS
from bot.domain.audit import Deed
from bot.domain.feedback import RATINGS, Progress
from bot.domain.hands import Need
from bot.domain.health import Mark, Rule
from bot.domain.mishaps import Alert
from bot.domain.posts import PostKind, Reason
from bot.domain.rsvps import Answer
from bot.domain.teams import Role

CHAT = Path(bot.chat.__file__).parent
ENGLISH = Catalog.load().speaker("en")
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(CHAT.rglob("*.py"))
    )


def adapters() -> Iterator[ast.Module]:
    """Platforms say a few words of their own."""
    for path in sorted((CHAT.parents[1] / "adapters").rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def keys() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (CHAT / "texts" / "en").glob("*.ftl"))
    return {
        entry.id.name
        for text in texts
        for entry in FluentResource(text).body
        if isinstance(entry, ftl.Message)
    }


def referred_to() -> set[str]:
    """Keys that stand in other texts."""
    texts = (path.read_text(encoding="utf-8") for path in (CHAT / "texts" / "en").glob("*.ftl"))
    return {found for text in texts for found in re.findall(r"\{ *([a-z][a-z0-9-]*) *\}", text)}


def said(tree: ast.AST) -> Iterator[str]:
    """The keys that a source says outright: say("key", …), reader.say("key", …), say.line("key", …), turn.say.line(…)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and is_say(node.func):
            yield from (one.value for one in ast.walk(node.args[0]) if is_key(one))


def is_say(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute) and function.attr in {"line", "has"}:
        function = function.value
    return (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")) == "say"


def is_key(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(KEY.fullmatch(node.value))


def patterns(tree: ast.AST) -> Iterator[re.Pattern[str]]:
    """What keys a source puts together: f"help-{verb}" is help-…."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = [
                re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9-]+" for p in node.values
            ]
            text = "".join(pieces)
            if "-" in text.replace("[a-z0-9-]+", "") and not re.search(
                r"[ :./%]", text.replace("[a-z0-9-]+", "")
            ):
                yield re.compile(text)


def unused(known: Iterable[str], sources: Iterable[ast.AST]) -> set[str]:
    """Keys that stand in no source, neither outright nor as the value of a pattern."""
    sources = list(sources)
    literals = {node.value for tree in sources for node in ast.walk(tree) if is_key(node)}
    made = [pattern for tree in sources for pattern in patterns(tree)]
    return {
        key for key in known if key not in literals and not any(pattern.fullmatch(key) for pattern in made)
    }


def presses() -> set[type[Press]]:
    kinds = (kind for kind in vars(buttons).values() if isinstance(kind, type))
    return {kind for kind in kinds if issubclass(kind, Press) and kind is not Press}


def test_every_command_is_handled() -> None:
    """SPEC 2: one declared list makes every menu, and all that it offers works."""
    assert set(VERBS) == set(BY_VERB) == {command.verb for command in COMMANDS}


def test_every_command_has_its_help() -> None:
    """SPEC 1.5."""
    assert {verb for verb in BY_VERB if not ENGLISH.has(f"help-{verb}")} == set()
    assert {key for key in keys() if key.startswith("help-")} == {f"help-{verb}" for verb in BY_VERB}


def test_every_verb_of_the_menu_is_a_command_with_a_label() -> None:
    assert {verb for verb in MENU if verb not in BY_VERB or not ENGLISH.has(f"menu-{verb}")} == set()


def test_every_button_is_handled() -> None:
    """SPEC 4.10: a button never fails, however old."""
    assert {kind.__name__ for kind in presses() ^ set(PRESSES)} == set()


def test_every_form_has_its_title_and_its_button() -> None:
    wanted = {f"form-{key}{ending}" for key in PAPERS for ending in ("", "-submit")}
    assert {key for key in wanted if not ENGLISH.has(key)} == set()


def test_every_answer_and_role_has_its_words() -> None:
    wanted = {f"{stem}-{answer}" for stem in ("rsvp", "words") for answer in Answer}
    wanted |= {f"invitation-{role}" for role in Role}
    assert {key for key in wanted if not ENGLISH.has(key)} == set()


def test_whatever_is_named_has_its_words() -> None:
    """What a key is put together from is a closed list, and all of it has words."""
    named: dict[str, type[StrEnum]] = {
        "reason": Reason,
        "need": Need,
        "goal": Progress,
        "since": Number,
        "alert": Alert,
        "rule": Rule,
        "deed": Deed,
    }
    wanted = {f"{stem}-{name}" for stem, names in named.items() for name in names}
    wanted |= {f"{who}-rating-{rating}" for who in ("facilitator", "learner") for rating in RATINGS}
    assert {key for key in wanted if not ENGLISH.has(key)} == set()


def test_variants_are_of_things_that_are() -> None:
    """A variant that nothing selects is a typing error, and the default would be shown instead."""
    known: dict[str, set[str]] = {
        "kind": set(PostKind),
        "need": set(Need),
        "mark": set(Mark),
        "progress": set(Progress),
        "role": set(Role),
        "answer": {*Answer, "none", "cancelled", "softly"},
    }
    found = {
        (key, on, variant) for key, on, variant in variants() if on in known and variant not in known[on]
    }
    assert found == set()


def test_every_kind_of_post_is_told_apart_when_one_asks_why() -> None:
    """SPEC 3.1. Alerts go to the operator's place, where nobody asks."""
    told = {variant for key, on, variant in variants() if (key, on) == ("why-line", "kind")}
    assert told == set(PostKind) - {PostKind.ALERT}


def variants() -> Iterator[tuple[str, str, str]]:
    """Of every text that selects on a word: its key, the value it selects on, and a variant."""
    for path in (CHAT / "texts" / "en").glob("*.ftl"):
        for entry in FluentResource(path.read_text(encoding="utf-8")).body:
            selecting = Selecting()
            selecting.visit(entry)
            if isinstance(entry, ftl.Message):
                yield from ((entry.id.name, on, variant) for on, variant in selecting.found)


class Selecting(Visitor):
    """What a text selects on, and its variants that are words."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802 - Fluent's name
        if isinstance(node.selector, ftl.VariableReference):
            keys = [variant.key for variant in node.variants]
            self.found += [
                (node.selector.id.name, key.name) for key in keys if isinstance(key, ftl.Identifier)
            ]
        self.generic_visit(node)


def test_every_kind_of_field_is_known_to_the_rules() -> None:
    """A kind that no rule reads would keep anything."""
    rules = (CHAT / "form_rules.py").read_text(encoding="utf-8")
    assert {kind for kind in FieldKind if f"FieldKind.{kind.name}" not in rules} == set()


def test_whatever_is_said_has_words() -> None:
    """SPEC 10: every sentence in a catalog."""
    known = keys()
    assert {f"{name}: {key}" for name, tree in trees() for key in said(tree) if key not in known} == set()


def test_no_words_are_left_over() -> None:
    """What nobody says nobody should have to translate."""
    broken_rules = {key for key in keys() if key.startswith("error-")}
    sources = (*(tree for _, tree in trees()), *adapters())
    assert unused(keys() - broken_rules - referred_to(), sources) == set()


def test_sentences_stand_in_catalogs_and_nowhere_else() -> None:
    """SPEC 10: what is shown as plain text or on a button is a value, a sign or a command, never a sentence of ours."""
    found = {
        f"{name}:{node.lineno}: {text}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"Plain", "Strong", "Button", "Reply", "Link"}
        for argument in [
            *node.args[:1],
            *(word.value for word in node.keywords if word.arg in {"text", "toast", "label"}),
        ]
        for text in literal_words(argument)
    }
    assert found == set()


def literal_words(node: ast.AST) -> Iterator[str]:
    """Words of two letters and more that the argument itself holds; what a call within it is given is that call's."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from re.findall(r"[^\W\d_]{2,}", node.value)
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp):
        for child in ast.iter_child_nodes(node):
            yield from literal_words(child)


def test_words_that_are_left_over_are_found() -> None:
    tree = ast.parse(
        'say("a-b")\nsay.line(f"help-{verb}")\nturn.say(key if x else "c-d")\nreader.say.line("e")\nlog("f-g")'
    )
    assert set(said(tree)) == {"a-b", "c-d", "e"}
    assert unused(["a-b", "help-me", "c-d", "e", "f-g", "left-over", "helpless"], [tree]) == {
        "left-over",
        "helpless",
    }
