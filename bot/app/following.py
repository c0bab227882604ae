"""What a platform tells anew about somebody: taken over as far as it was the platform's in the first place (SPEC 6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.app.preferences import Preferred, change_preferences
from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Told:
    """What a platform tells about somebody."""

    name: str
    language: str
    zone: str | None


def follow_platform(
    work: Work, actor: PersonId, told: Told, was: Told | None, *, languages: Collection[str], now: datetime
) -> bool:
    """Takes over the name unless the person has chosen one, and language and zone if they are what the platform told before.

    Says whether that changed anything.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    person = work.people.get(actor)
    was_theirs = person.named_at is None and (was is None or was.name == person.name)
    is_renamed = was_theirs and told.name != person.name
    if is_renamed:
        work.people.change(actor, name=told.name)
        for signup in work.signups.of_person(actor):
            work.cards.mark(signup.circle_id, now=now)
    person = work.people.get(actor)
    zone = told.zone if was is not None and was.zone == person.zone else person.zone
    language = told.language if was is not None and was.language == person.language else person.language
    if (zone, language) == (person.zone, person.language) or zone is None:
        return is_renamed
    wanted = Preferred(
        name=person.name,
        language=language,
        zone=zone,
        quiet_from=person.quiet_from,
        quiet_until=person.quiet_until,
        today=person.today_lead if person.wants_today else None,
    )
    change_preferences(work, actor, wanted, languages=languages, now=now)
    return True
