"""Files and pictures, which Slack takes beside a message and not within it."""

import logging

from adapters.slack.line import InDoubt, SlackLine, SlackSays, TooSoon
from bot.chat.outgoing import File, Message, Photo

log = logging.getLogger(__name__)


async def share(line: SlackLine, channel: str, message: Message) -> None:
    """Puts the message's files and pictures into the channel. That one of them is missing is logged, and no more."""
    for number, attachment in enumerate(message.attachments, start=1):
        try:
            match attachment:
                case File(name, _, content):
                    file = await line.upload(name, content)
                case Photo(content, alt):
                    file = await line.upload(f"picture-{number}.png", content, alt=alt)
                    name = alt
                case _:
                    continue
            await line.say(
                "files.completeUploadExternal", files=[{"id": file, "title": name[:200]}], channel_id=channel
            )
        except (SlackSays, TooSoon, InDoubt) as trouble:
            log.warning("a file cannot be shared on Slack: %s", trouble)
