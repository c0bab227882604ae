"""What a bare weekday after `/meeting` means, and moves past other meetings."""

import pytest

from adapters.demo.actor import Actor


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3 fri 18:30", "It would be: Fri 30 Oct, 18:30 (Berlin time)"),
        ("3 mon", "It would be: Mon 26 Oct, 18:00 (Berlin time)"),
        ("3 next fri", "It would be: Fri 9 Oct, 18:00 (Berlin time)"),
        ("1 yesterday", "Sun, 4 Oct 2026 has passed already."),
    ],
)
async def test_a_weekday_alone_is_of_the_meetings_week(ada: Actor, typed: str, shown: str) -> None:
    """SPEC 2, 4.26: it is the week in which one looks for another day, and it is shown back in full."""
    await ada.says(f"/circle meeting {typed}")
    assert ada.sees(shown)
    assert not ada.sees("change places.")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2 28 Oct", "Meetings 2 and 3 change places."),
        ("3 19 Oct", "Meetings 2 and 3 change places."),
        ("2 5 Nov", "It passes 2 others and becomes meeting 4."),
        ("3 9 Oct", "It passes 2 others and becomes meeting 1."),
    ],
)
async def test_a_move_past_other_meetings_says_so(ada: Actor, typed: str, shown: str) -> None:
    """SPEC 4.20: numbers follow the order in time; that they will is said before."""
    await ada.says(f"/circle meeting {typed}")
    assert ada.sees(shown)
    await ada.says("/circle meeting 3 28 oct")
    assert not ada.sees("change places.")


async def test_a_time_of_another_year_is_refused_with_its_year(ada: Actor) -> None:
    """SPEC 4.26: a slip in the year is seen."""
    await ada.says("/circle meeting 1 2025-10-14")
    assert ada.sees("Tue, 14 Oct 2025, 18:00 (Berlin time) has passed already.")
    await ada.says("/circle meeting 1 1 Oct 2026")
    assert ada.sees("Thu 1 Oct, 18:00 (Berlin time) has passed already.")
