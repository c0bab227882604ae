"""Quiet hours: when a person is not written to unless it cannot wait (SPEC 3.6)."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.times import moment_on, zone_named

QUIET_FROM = time(21, 0)
"""When quiet hours begin, on the person's clock, where they have not said otherwise."""

QUIET_UNTIL = time(8, 0)
"""When quiet hours end."""


def quiet_ends(moment: datetime, *, start: time, end: time, zone: str) -> datetime | None:
    """The UTC moment at which the quiet hours end that `moment` lies in; None when it lies in none.

    `start` and `end` are wall-clock times in `zone`, the end not included; the same time twice means no quiet hours.
    """
    local = moment.astimezone(zone_named(zone))
    clock = local.time()
    if start == end:
        return None
    if start < end:
        quiet, day = start <= clock < end, local.date()
    else:
        quiet = clock >= start or clock < end
        day = local.date() + timedelta(days=1 if clock >= start else 0)
    if not quiet:
        return None
    ends = moment_on(day, end, zone)
    if ends > moment:
        return ends
    # The end comes twice that night, and the first has passed.
    return datetime.combine(day, end, tzinfo=zone_named(zone)).replace(fold=1).astimezone(UTC)
