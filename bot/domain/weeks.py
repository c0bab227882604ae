"""Weeks, Monday to Sunday, on somebody's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.times import moment_on, zone_named


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """The week that begins on `monday`."""

    monday: date

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> "Week":
        """The week before."""
        return Week(self.monday - timedelta(weeks=1))

    @property
    def after(self) -> "Week":
        """The week after."""
        return Week(self.monday + timedelta(weeks=1))

    def __contains__(self, day: date) -> bool:
        return self.monday <= day <= self.sunday

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """Its first UTC moment on the clock of `zone`, and the first one after it."""
        return moment_on(self.monday, time(), zone), moment_on(self.after.monday, time(), zone)


def week_of(day: date) -> Week:
    """The week that holds that day."""
    return Week(day - timedelta(days=day.weekday()))


def week_at(moment: datetime, zone: str) -> Week:
    """The week in which that moment lies on the clock of `zone`."""
    return week_of(moment.astimezone(zone_named(zone)).date())
