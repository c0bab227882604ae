"""Topics of a group: places of their own within it."""

from telegram import MaybeInaccessibleMessage, Message


def topic_of(message: MaybeInaccessibleMessage | None) -> int | None:
    """The topic in which the message stands; None in the general one, and where there are none."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def key_of(chat: int, topic: int | None) -> str:
    """What we call that place."""
    return f"{chat}/{topic}" if topic is not None else f"{chat}"


def read_key(key: str) -> tuple[int, int | None]:
    """The chat and the topic of that name. Raises ValueError where it is none."""
    chat, _, topic = key.partition("/")
    return int(chat), int(topic) if topic else None
