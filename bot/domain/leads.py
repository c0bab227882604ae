"""How long before a meeting people hear of it on its day."""

from datetime import timedelta

TODAY_LEAD = timedelta(hours=2)
"""The word on the day, where somebody has not said otherwise."""

TODAY_LEADS = tuple(timedelta(minutes=minutes) for minutes in (30, 60, 120, 240, 480))
"""What they can choose."""
