"""Messages that somebody may read again (SPEC 2, `mine`)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.ids import PersonId
from bot.domain.posts import PostKind

LATEST = 3
"""How many messages of a circle are shown again."""


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """A message that was for the person: by whom, what it says, and when it went out."""

    author: str
    text: str
    at: datetime


def messages_for(work: Work, person: PersonId, circle: Circle) -> tuple[ReadMessage, ...]:
    """The latest messages in the circle that were for the person, muted or not, the latest first."""
    found: list[ReadMessage] = []
    messages = work.messages.to_person(circle.id, person, limit=LATEST)
    authors = work.people.names({message.written_by for message in messages})
    for message in messages:
        posts = work.posts.of(PostKind.MESSAGE, message.id)
        own = next((post for post in posts if post.person_id == person), None)
        if own is not None:
            found.append(ReadMessage(authors[message.written_by], message.text, own.sent_at or own.due_at))
    return tuple(found)
