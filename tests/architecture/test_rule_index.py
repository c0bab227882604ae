"""Which rule of the specification is shown where: no rule that holds now is without a test, and no test names none."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

LAST = {1: 6, 2: 0, 3: 8, 4: 32, 5: 0, 6: 0, 7: 3, 8: 0, 9: 0, 10: 0}
"""The parts of the specification, each with the number of its last rule; 0 where its rules have no numbers."""

RULES = {f"{part}.{number}" for part, last in LAST.items() for number in range(1, last + 1)}
PARTS = {str(part) for part in LAST}

HOLD_NOW = {
    *("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"),
    *("3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8"),
    *("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7"),
    *("4.8", "4.9", "4.10", "4.11", "4.12", "4.13", "4.14", "4.15", "4.16", "4.17", "4.18", "4.19", "4.20"),
    *("4.21", "4.22", "4.23", "4.24", "4.25", "4.26", "4.27", "4.28", "4.29", "4.30", "4.31", "4.32"),
}
"""Rules that are built, as far as they go. Whoever builds another one adds it here, with a test that names it."""

_NAMED = re.compile(r"SPEC\s+(\d+(?:\.\d+)?(?:(?:\s*,\s*|\s+and\s+|\s+to\s+|\s*–\s*)\d+\.\d+)*)")
_NUMBER = re.compile(r"(to\s+|–\s*)?(\d+(?:\.(\d+))?)")


def rules_in(text: str) -> list[str]:
    """The rules that a text names: `SPEC 4.9`, `SPEC 1.3, 1.4`, `SPEC 4.1 to 4.5`, and parts such as `SPEC 3`."""
    found: list[str] = []
    for named in _NAMED.finditer(text):
        for until, rule, number in _NUMBER.findall(named[1]):
            if until and found:
                part, _, first = found[-1].partition(".")
                found += [f"{part}.{n}" for n in range(int(first) + 1, int(number))]
            found.append(rule)
    return found


def index() -> dict[str, list[str]]:
    """Rule by rule, the tests whose docstrings name it."""
    shown: dict[str, list[str]] = {}
    for path in sorted(TESTS.glob("**/test_*.py")):
        for name, docstring in _docstrings(path):
            for rule in rules_in(docstring):
                shown.setdefault(rule, []).append(f"{path.relative_to(TESTS)}::{name}")
    return shown


def _docstrings(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Module():
                yield "", ast.get_docstring(node) or ""
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, ast.get_docstring(node) or ""
            case _:
                pass


def test_every_rule_that_holds_now_is_shown() -> None:
    assert HOLD_NOW - index().keys() == set()


def test_no_test_names_a_rule_that_there_is_not() -> None:
    assert {rule: tests for rule, tests in index().items() if rule not in RULES | PARTS} == {}


def test_what_holds_now_are_rules() -> None:
    assert HOLD_NOW <= RULES


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("SPEC 4.9: after the start …", ["4.9"]),
        ("as in SPEC 1.3, 1.4 and 1.5", ["1.3", "1.4", "1.5"]),
        ("(SPEC 4.8 to 4.11)", ["4.8", "4.9", "4.10", "4.11"]),
        ("SPEC 3 says, SPEC 2: and\nSPEC\n4.26.", ["3", "2", "4.26"]),
        ("SPEC 4.33", ["4.33"]),
        ("no rule 4.9", []),
    ],
)
def test_rules_are_read_as_people_write_them(text: str, rules: list[str]) -> None:
    assert rules_in(text) == rules
