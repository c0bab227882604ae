"""Everything that is stored about oneself, as a file."""

import json

from bot.app.mydata import everything_about
from bot.chat.outgoing import File, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn


def hand_over(turn: Turn) -> Reply:
    """`/mydata`."""
    found = everything_about(turn.work, turn.actor, now=turn.now)
    content = json.dumps(found, ensure_ascii=False, indent=2).encode()
    file = File("mydata.json", "application/json", content)
    return Reply(messages=[Message((Text(turn.say("mydata-here")),), (), (file,))])


SUBJECT = Subject(verbs={"mydata": lambda turn, _: hand_over(turn)})
