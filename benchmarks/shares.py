"""Which part of the program the time goes to, by the profiler's count of each function's own time."""

import pstats
from cProfile import Profile
from typing import cast

PARTS = {
    "domain and use cases": ("/bot/domain/", "/bot/app/"),
    "storage": ("/storage/", "/sqlalchemy/", "/sqlmodel/"),
    "views, buttons and texts": ("/bot/chat/", "/fluent/", "/babel/"),
}
REST = "the rest"

Function = tuple[str, int, str]
Calls = tuple[int, int, float, float]
"""How often, how often from outside itself, own time, and time with what it called."""

Stats = dict[Function, tuple[int, int, float, float, dict[Function, Calls]]]
"""Of every function its calls, and those by each caller."""


def shares(profile: Profile) -> dict[str, float]:
    """The share of each part, from 0 to 1.

    What belongs to no part, such as a built-in function or the standard library, counts for whoever called it.
    """
    stats = cast("Stats", vars(pstats.Stats(profile))["stats"])
    spent = dict.fromkeys([*PARTS, REST], 0.0)
    for function, (_, _, own, _, callers) in stats.items():
        part = _part(function)
        if part != REST or not callers:
            spent[part] += own
            continue
        for caller, (_, _, own_for_caller, _) in callers.items():
            spent[_part_of_caller(caller, stats)] += own_for_caller
    total = sum(spent.values())
    return {part: seconds / total for part, seconds in spent.items()}


def _part(function: Function) -> str:
    path = function[0].replace("\\", "/")
    return next((part for part, folders in PARTS.items() if any(folder in path for folder in folders)), REST)


def _part_of_caller(caller: Function, stats: Stats) -> str:
    """The caller's part; where it has none, that of whoever spent most on the caller, a few steps up."""
    for _ in range(5):
        part = _part(caller)
        callers = stats[caller][4]
        if part != REST or not callers:
            return part
        caller = max(callers, key=lambda one: callers[one][3])
    return REST
