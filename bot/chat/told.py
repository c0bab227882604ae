"""What a platform tells about somebody, as it can be kept."""

from bot.app.following import Told
from bot.chat.catalog import Catalog
from bot.chat.incoming import Sender
from bot.domain.text import NAME, printable
from bot.domain.times import known_zone


def told_of(sender: Sender, catalog: Catalog) -> Told:
    """A name that can be shown, a language that we speak, and a zone that we know."""
    return Told(
        name=" ".join(printable(sender.name).split())[:NAME] or sender.account.user,
        language=catalog.speaker(sender.language).language,
        zone=known_zone(sender.zone) if sender.zone else None,
    )
