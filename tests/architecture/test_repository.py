"""What lies in the repository says nothing about the machine it was written on."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Homes, and folders at the root that no program of ours has business in. Written so that it does not find itself.
MACHINE = re.compile(
    r"(?<![\w.~/-])(?:/(?:home|Users|root|work|workspace|mnt|private)/[\w.]|[A-Z]:\\Users\\)"
)


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_machine_path() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if MACHINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line", ["see /" + "home/ada/x", "open('/" + "Users/ada')", "cd /" + "work/main", "C:" + "\\Users\\ada"]
)
def test_machine_paths_are_found(line: str) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/" + "home/x",
        "tests/" + "work/x",
        "~/" + "work/x",
        "/healthz",
        "/circle " + "home",
    ],
)
def test_other_paths_are_none(line: str) -> None:
    assert not MACHINE.search(line)


ALLOWED = {"bot/chat/gazetteer/cities.txt.gz": 2_000_000}
"""What may be larger: the cities of the world with what they are called."""


def test_the_repository_stays_small_enough_to_clone() -> None:
    """Nothing heavy slips in: a database, an archive, a recording."""
    heavy = {
        str(path.relative_to(ROOT)): path.stat().st_size
        for path in tracked()
        if path.stat().st_size > ALLOWED.get(str(path.relative_to(ROOT)), 500_000)
    }
    assert heavy == {}
