"""Meetings as a calendar file."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.chat.calendar import Entry, calendar_file
from bot.chat.catalog import Catalog
from bot.domain.meetings import Meeting, cancelled, moved, on_again
from tests.unit.making import HOSTILE, NOW, SOME, circle, meeting, meetings

SAY = Catalog.load().speaker("en")


def file_of(*found: Meeting, name: str = "Intro to Python", **given: str | None) -> bytes:
    of = circle(name, **given)
    return calendar_file(SAY, [Entry(of, one, len(found)) for one in found], now=NOW)


def events(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def test_each_meeting_is_an_event_on_the_clock_of_its_zone() -> None:
    """SPEC 4.24: 18:00 stays 18:00 across the change of clocks, and the file says by which rules."""
    content = file_of(*meetings(6))
    found = events(content)
    assert [str(one["summary"]) for one in found] == [f"Intro to Python ({n}/6)" for n in range(1, 7)]
    assert {one.decoded("dtstart").astimezone(ZoneInfo("Europe/Berlin")).time() for one in found} == {
        time(18)
    }
    zones = Calendar.from_ical(content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Berlin"]
    offsets = {one.decoded("dtstart").utcoffset() for one in found}
    assert len(offsets) == 2
    assert b"DTSTART;TZID=Europe/Berlin:20261027T180000" in content
    assert b"Main library" in content


def test_a_meeting_keeps_its_uid_and_its_sequence_only_rises() -> None:
    """SPEC 2: UID stable, SEQUENCE rises on a move, CANCELLED when off."""
    one = meeting()
    later = moved(one, on=date(2026, 10, 15), at=time(19), now=NOW)
    off = cancelled(later, now=NOW)
    on = on_again(off, now=NOW)
    found = [events(file_of(each))[0] for each in (one, later, off, on)]
    assert len({str(event["uid"]) for event in found}) == 1
    assert [int(event["sequence"]) for event in found] == [0, 1, 2, 3]
    assert [str(event["status"]) for event in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert found[1].decoded("dtstart") == datetime(2026, 10, 15, 19, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_meetings_own_place_link_and_agenda() -> None:
    one = replace(meeting(), place="Café; upstairs", link="https://example.org/a", agenda="Bring:\n- a poem")
    (event,) = events(file_of(one))
    assert str(event["location"]) == "Café; upstairs"
    assert str(event["url"]) == "https://example.org/a"
    assert str(event["description"]) == "Bring:\n- a poem\n\nOnline: https://example.org/a"
    (online,) = events(file_of(meeting(), place=None, link="https://example.org/b"))
    assert str(online["location"]) == "https://example.org/b"


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_literal_and_lines_are_folded(name: str) -> None:
    """SPEC 4.27: whatever a name contains, it is the name, and no line is too long for a calendar."""
    content = file_of(meeting(), name=name)
    assert str(events(content)[0]["summary"]) == f"{name} (1/1)"
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


@SOME
@given(
    name=st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=80
    ),
    agenda=st.none() | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200),
    zone=st.sampled_from(
        ["Pacific/Auckland", "America/St_Johns", "Asia/Kathmandu", "UTC", "Africa/Casablanca"]
    ),
)
def test_any_name_and_agenda_in_any_zone_can_be_read_back(name: str, agenda: str | None, zone: str) -> None:
    one = replace(meeting(zone=zone), agenda=agenda)
    (event,) = events(file_of(one, name=name))
    assert str(event["summary"]) == f"{name} (1/1)"
    assert event.decoded("dtstart") == one.starts_at
    assert event.decoded("dtend") == one.ends_at


def test_nobody_s_meetings_are_a_calendar_all_the_same() -> None:
    assert events(calendar_file(SAY, [], now=NOW)) == []
