"""The catalogs are equal in keys and placeholders, and every broken rule has its words (SPEC 10)."""

import ast
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from bot.chat.commands import BY_VERB
from bot.domain.errors import BrokenRule

ROOT = Path(bot.__file__).parent
TEXTS = ROOT / "chat" / "texts"
LANGUAGES = sorted(folder.name for folder in TEXTS.iterdir() if list(folder.glob("*.ftl")))
LINK = re.compile(r"\[[^\[\]]*\]\(([A-Za-z][\w-]*)\)", re.ASCII)


class Reading(Visitor):
    """What one text asks for and refers to, and what is wrong with its marks."""

    def __init__(self) -> None:
        self.placeholders: set[str] = set()
        self.references: set[str] = set()
        self.faults: list[str] = []

    def visit_Pattern(self, node: ftl.Pattern) -> None:  # noqa: N802 - Fluent's name
        # Each variant of a text is a pattern of its own and must be whole by itself.
        text = "".join(
            element.value if isinstance(element, ftl.TextElement) else "…" for element in node.elements
        )
        self.placeholders.update(LINK.findall(text))
        if "*" in text.replace("**", ""):
            self.faults.append(f"a single * is shown as it is in {text!r}")
        if text.count("**") % 2:
            self.faults.append(f"a ** is not closed in {text!r}")
        if "****" in text:
            self.faults.append(f"nothing stands between ** and ** in {text!r}")
        self.generic_visit(node)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - Fluent's name
        self.placeholders.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802 - Fluent's name
        self.references.add(node.id.name)

    def visit_TermReference(self, node: ftl.TermReference) -> None:  # noqa: N802 - Fluent's name
        self.references.add(f"-{node.id.name}")
        self.generic_visit(node)


def read(sources: Iterable[str]) -> dict[str, Reading]:
    """Every text and term by its key."""
    readings: dict[str, Reading] = {}
    for source in sources:
        for entry in FluentResource(source).body:
            if isinstance(entry, ftl.Message | ftl.Term):
                reading = Reading()
                reading.visit(entry)
                sign = "-" if isinstance(entry, ftl.Term) else ""
                readings[sign + entry.id.name] = reading
    return readings


@cache
def catalog(language: str) -> Mapping[str, Reading]:
    return read(file.read_text(encoding="utf-8") for file in sorted((TEXTS / language).glob("*.ftl")))


def all_placeholders(key: str, readings: Mapping[str, Reading]) -> set[str]:
    """What a text needs, also for the texts it is put together from."""
    reading = readings[key]
    return reading.placeholders.union(
        *(all_placeholders(other, readings) for other in reading.references if other in readings)
    )


def differences(english: Mapping[str, Reading], other: Mapping[str, Reading]) -> Iterator[str]:
    """What keeps a catalog from being equal to the English one. Terms are each language's own affair."""
    ours = {key for key in english if not key.startswith("-")}
    theirs = {key for key in other if not key.startswith("-")}
    yield from (f"{key} is missing" for key in sorted(ours - theirs))
    yield from (f"{key} is not in English" for key in sorted(theirs - ours))
    for key in sorted(ours & theirs):
        odd = all_placeholders(key, english) ^ all_placeholders(key, other)
        if odd:
            yield f"{key} differs in {', '.join(sorted(odd))}"


def faults(readings: Mapping[str, Reading]) -> Iterator[str]:
    """What is wrong with a catalog by itself."""
    for key, reading in readings.items():
        yield from (f"{key}: {fault}" for fault in reading.faults)
        yield from (f"{key}: there is no {other}" for other in reading.references - readings.keys())
        if key.startswith("-") and reading.placeholders:
            # Fluent lets a term lack its values without a word.
            yield f"{key}: a term takes no values"


def broken_rules() -> list[type[BrokenRule]]:
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        import_module(module.name)
    rules = [BrokenRule]
    for rule in rules:
        rules.extend(found for found in rule.__subclasses__() if found.__module__.startswith("bot."))
    return rules


def values_raised(sources: Iterable[str], rules: Iterable[str]) -> dict[str, list[set[str]]]:
    """By name of a rule, the names of the values it is given, one set for each place that makes it."""
    raised: dict[str, list[set[str]]] = {rule: [] for rule in rules}
    for source in sources:
        for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
            passed_on = any(keyword.arg is None for keyword in call.keywords)
            if name in raised and not passed_on:
                raised[name].append({word.arg for word in call.keywords if word.arg and word.arg != "field"})
    return raised


def wordless(
    keys: Mapping[str, str], raised: Mapping[str, list[set[str]]], readings: Mapping[str, Reading]
) -> Iterator[str]:
    """The broken rules, by name and key, that have no text or one that asks for values they do not carry."""
    for rule, key in sorted(keys.items()):
        if key not in readings:
            yield f"{rule} has no text {key}"
            continue
        needed = all_placeholders(key, readings)
        for given in raised[rule]:
            if needed - given:
                yield f"{key} asks for {', '.join(sorted(needed - given))}; {rule} is given {sorted(given)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_are_equal(language: str) -> None:
    """SPEC 10."""
    assert list(differences(catalog("en"), catalog(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_are_sound(language: str) -> None:
    assert list(faults(catalog(language))) == []


def test_every_broken_rule_has_its_words() -> None:
    """A refusal gives its reason, with values that wherever it is raised are there."""
    keys = {rule.__name__: rule.key for rule in broken_rules()}
    sources = (file.read_text(encoding="utf-8") for file in ROOT.rglob("*.py"))
    assert list(wordless(keys, values_raised(sources, keys), catalog("en"))) == []


def test_names_of_rules_are_their_own() -> None:
    names = [rule.__name__ for rule in broken_rules()]
    assert sorted(names) == sorted(set(names))


def test_unequal_catalogs_are_found() -> None:
    english = read(["a = { $x } [b](c)\nb = { -t } { d }\nd = { $y }\n-t = T\nonly = x"])
    german = read(["a = { $x ->\n [one] 1\n *[other] { $z }\n }\nb = { $y }\nd = { $y }\n-u = U\nneu = x"])
    assert list(differences(english, english)) == []
    assert list(differences(english, german)) == [
        "only is missing",
        "neu is not in English",
        "a differs in c, z",
    ]


def test_unsound_catalogs_are_found() -> None:
    readings = read(
        [
            "a = **x\nb = { $n ->\n [one] **1**\n *[other] **2\n }\nc = { d } { -e }\n-f = { $x }\ng = ****\nh = *x*"
        ]
    )
    assert sorted(faults(readings)) == [
        "-f: a term takes no values",
        "a: a ** is not closed in '**x'",
        "b: a ** is not closed in '**2'",
        "c: there is no -e",
        "c: there is no d",
        "g: nothing stands between ** and ** in '****'",
        "h: a single * is shown as it is in '*x*'",
    ]


def test_commands_are_set_strongly() -> None:
    """By that a platform knows them, and has them typed its own way: there is no /mine on Slack."""
    loose = re.compile(rf"(?<![\w*<{{\"/`])/({'|'.join(BY_VERB)})\b")
    found = [
        line
        for file in sorted(TEXTS.glob("*/*.ftl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("#", "words-")) and loose.search(line)
    ]
    assert found == []


def test_rules_without_words_are_found() -> None:
    sources = ["raise Full(field='x', seats=3)", "errors.Full(seats=1, left=0)", "Late(**values)", "Late()"]
    keys = {"Full": "error-full", "Late": "error-late", "Odd": "error-odd"}
    readings = read(["error-full = { $seats } { $left }\nerror-late = { $by }"])
    assert list(wordless(keys, values_raised(sources, keys), readings)) == [
        "error-full asks for left; Full is given ['seats']",
        "error-late asks for by; Late is given []",
        "Odd has no text error-odd",
    ]
