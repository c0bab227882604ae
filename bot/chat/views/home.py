"""The hub: what matters now to a learner, a facilitator, an organizer, each in a message of its own."""

from collections.abc import Sequence

from bot.app.overview import Dashboard, Learner
from bot.app.rsvps import Prompt
from bot.app.teams import TeamOverview
from bot.chat.buttons import Manage, SeeDigest, SeeTeam, encode
from bot.chat.outgoing import Button, Facts, Message, Part, Text
from bot.chat.turn import Reader
from bot.chat.views.circles import where_of
from bot.chat.views.names import people
from bot.chat.views.rsvps import prompt
from bot.domain.rsvps import Answer


def own(reader: Reader, found: Sequence[Prompt]) -> list[Message]:
    """One's next meetings, with the buttons to answer."""
    if not found:
        return []
    heading = Message((Text(reader.say("home-own")),))
    return [heading, *(prompt(reader, asked) for asked in found)]


def run(reader: Reader, found: Sequence[Dashboard]) -> list[Message]:
    """The circles one runs, with who is coming next time."""
    if not found:
        return []
    return [Message((Text(reader.say("home-run")),)), *(_circle(reader, seen) for seen in found)]


def teams(reader: Reader, found: Sequence[TeamOverview]) -> list[Message]:
    """The teams one looks after."""
    return [
        Message(
            (Text(reader.say("home-team", team=seen.team.name, members=len(seen.members))),),
            (
                (
                    Button(reader.say.line("menu-team"), encode(SeeTeam(seen.team.id))),
                    Button(reader.say.line("menu-digest"), encode(SeeDigest(seen.team.id))),
                ),
            ),
        )
        for seen in found
    ]


def _circle(reader: Reader, seen: Dashboard) -> Message:
    say = reader.say
    parts: list[Part] = [Text(say("home-circle", circle=seen.circle.name))]
    meeting, counted = seen.next_meeting, seen.headcount
    if meeting is not None and counted is not None:
        answers = say(
            "digest-answers",
            coming=len(counted.coming),
            maybe=len(counted.maybe),
            absent=len(counted.not_coming),
            silent=len(counted.silent),
        )
        parts.append(
            Facts(
                (
                    (say.line("post-when"), reader.when_for_both(meeting.starts)),
                    (say.line("post-where"), where_of(reader, seen.circle, meeting, with_link=True)),
                    (say.line("home-answers"), answers),
                )
            )
        )
        parts += people(reader, "manage-coming", [one.name for one in seen.learners if _comes(one)])
    return Message(tuple(parts), ((Button(say.line("button-manage"), encode(Manage(seen.circle.id))),),))


def _comes(learner: Learner) -> bool:
    return learner.answer is Answer.YES
