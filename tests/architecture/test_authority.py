"""Every use case asks whether the acting person may (SPEC 1.3)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot.app

APP = Path(bot.app.__file__).parent
HERE_IT_IS_DECIDED = {"authority.may", "authority.is_allowed"}


Function = ast.FunctionDef | ast.AsyncFunctionDef


def use_cases(source: str) -> dict[str, bool]:
    """The public functions that somebody acts in, and whether they ask.

    To ask is to call `may` about one's own actor, or to hand the actor to a private function of the same file that does.
    """
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, Function) and has_actor(node)
    ]
    asking = {"may"}
    while more := {f.name for f in functions if f.name.startswith("_") and asks(f, asking)} - asking:
        asking |= more
    return {f.name: asks(f, asking) for f in functions if not f.name.startswith("_")}


def has_actor(function: Function) -> bool:
    given = function.args
    return any(one.arg == "actor" for one in [*given.posonlyargs, *given.args, *given.kwonlyargs])


def asks(function: Function, asking: set[str]) -> bool:
    """Whether it calls one of those about its own actor. What a function within it would do does not count."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in asking
        and any(isinstance(value, ast.Name) and value.id == "actor" for value in node.args)
        for node in within(function)
    )


def within(function: Function) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def test_every_use_case_asks_whether_the_actor_may() -> None:
    """SPEC 1.3: checked in the use case, for every command, button, form, link and file. is_allowed alone does not do."""
    found = {
        f"{path.stem}.{name}": is_asked
        for path in APP.glob("**/*.py")
        for name, is_asked in use_cases(path.read_text(encoding="utf-8")).items()
    }
    assert len(found) > 20
    assert {name for name, is_asked in found.items() if not is_asked} - HERE_IT_IS_DECIDED == set()


def test_use_cases_that_do_not_ask_are_found() -> None:
    source = """
def asks(work, actor, *, now): may(work, actor, Action.FIND, None, now=now)
def has_another_ask(work, actor, *, now): circle = _locked(work, actor, now=now)
def does_not(work, actor): return is_allowed(work, actor, Action.FIND, None)
def asks_about_another(work, actor, *, now): may(work, other, Action.FIND, None, now=now)
def asks_later(work, *, actor):
    def later(): may(work, actor, Action.FIND, None, now=now)
def has_another_not_ask(work, actor): _look(work, actor)
def nobody_acts(work): ...
def _locked(work, actor, *, now): _ask(work, actor)
def _ask(work, actor): may(work, actor, Action.FIND, None, now=now)
def _look(work, actor): is_allowed(work, actor, Action.FIND, None)
"""
    found = use_cases(source)
    assert {name for name, is_asked in found.items() if is_asked} == {"asks", "has_another_ask"}
    assert found.keys() - {"asks", "has_another_ask"} == {
        "does_not",
        "asks_about_another",
        "asks_later",
        "has_another_not_ask",
    }
