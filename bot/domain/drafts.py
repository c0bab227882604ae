"""Drafts: unfinished forms, kept as rows so that a restart loses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import DraftId, PersonId


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that a person has begun in one conversation.

    `about` is what the form was opened for (a meeting, an invitation), `values` what it holds, by field. `asking` is the field
    that is being asked where fields are asked one at a time. `revision` rises with every change.
    """

    id: DraftId
    person_id: PersonId
    spot: str
    form: str
    about: Mapping[str, str]
    values: Mapping[str, str | tuple[str, ...]]
    asking: str | None
    revision: int
    made_at: datetime
    changed_at: datetime
