"""Taking a change back: for two minutes nothing about it goes out, and all can be as it was (SPEC 2, `meeting`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.circles import Circle, Stage
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, PersonId, UndoId
from bot.domain.meetings import Meeting, timed

UNDO_FOR = timedelta(minutes=2)
"""How long a change can be taken back, and how long its notices wait for that."""

REMEMBERED_FOR = timedelta(days=2)
"""How long a change is remembered after that at the least: longer than a notice of it may wait for a quiet night to end."""

Facts = tuple[str, ...]
"""What a change may change, as texts: a meeting's time, whether it is on, place, link and agenda, and its
zone; a circle's stage, zone, and city with its point."""


class UndoIsTooLate(BrokenRule):
    """The two minutes are over, or somebody has heard already."""


class UndoIsOvertaken(BrokenRule):
    """What was changed has been changed again since."""


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take one change back, until `until_at`.

    `before` and `after` hold the facts of what was changed by the id of the meeting or circle; a meeting that is new is only in
    `after`. `dropped` names the posts that the change has dropped.
    """

    id: UndoId
    circle_id: CircleId
    person_id: PersonId
    before: Mapping[str, Facts]
    after: Mapping[str, Facts]
    dropped: Sequence[str]
    made_at: datetime
    until_at: datetime
    undone_at: datetime | None


def undo_until(now: datetime, starts: Sequence[datetime]) -> datetime | None:
    """Until when a change can be taken back; None when a meeting is so near that people must hear at once (SPEC 4.17)."""
    until = now + UNDO_FOR
    return until if all(start >= until + UNDO_FOR for start in starts if start > now) else None


def facts_of(thing: Meeting | Circle) -> Facts:
    """The facts as they are now."""
    if isinstance(thing, Circle):
        city = (thing.city or "", thing.region or "", thing.country or "")
        point = (_degrees(thing.latitude), _degrees(thing.longitude), "pinned" if thing.pinned else "")
        return (thing.stage, thing.zone, *city, *point)
    return (
        thing.on.isoformat(),
        thing.at.isoformat(),
        str(thing.revision),
        _text(thing.cancelled_at),
        _text(thing.moved_from_at),
        thing.place or "",
        thing.link or "",
        thing.agenda or "",
        thing.zone,
    )


def where_before(undo: Undo, meeting: Meeting) -> tuple[str | None, str | None] | None:
    """The meeting's own place and link before the change; None where it changed something else."""
    facts = undo.before.get(meeting.id)
    if facts is None:
        return None
    before = put_back(meeting, facts)
    return before.place, before.link


def circle_put_back(circle: Circle, facts: Facts) -> Circle:
    """The circle with those facts again."""
    stage, zone, city, region, country, latitude, longitude, pinned = facts
    return replace(
        circle,
        stage=Stage(stage),
        zone=zone,
        city=city or None,
        region=region or None,
        country=country or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        pinned=bool(pinned),
    )


def put_back(meeting: Meeting, facts: Facts) -> Meeting:
    """The meeting with those facts again; its sequence rises all the same."""
    on, at, revision, cancelled_at, moved_from_at, place, link, agenda, zone = facts
    return timed(
        replace(
            meeting,
            on=date.fromisoformat(on),
            at=time.fromisoformat(at),
            revision=int(revision),
            cancelled_at=_moment(cancelled_at),
            moved_from_at=_moment(moved_from_at),
            place=place or None,
            link=link or None,
            agenda=agenda or None,
            zone=zone,
            sequence=meeting.sequence + 1,
        )
    )


def _degrees(given: float | None) -> str:
    return "" if given is None else repr(given)


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
