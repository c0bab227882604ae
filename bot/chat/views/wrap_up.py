"""The wrap-up: a circle that has finished, in numbers and in people's words."""

from collections.abc import Iterable, Sequence

from bot.app.attendance import turnout_of
from bot.app.ports import Work
from bot.chat.outgoing import Chart, Facts, Message, Part, People, Plain, Spans, Text
from bot.chat.turn import Reader
from bot.domain.feedback import Author, Feedback, Progress
from bot.domain.ids import CircleId
from bot.domain.meetings import Meeting
from bot.domain.posts import Post
from bot.domain.rsvps import headcount
from bot.domain.text import shortened

REFLECTIONS = 8
"""Reflections of a kind that are shown; the rest is a count."""

SHORT = 160
"""Characters of a reflection that are shown."""


def wrap_up(reader: Reader, work: Work, post: Post) -> Message:
    """Who came by meeting, how it was rated, how many goals were reached, and what people made of it.

    For facilitators and organizers. Learners' sentences carry no names.
    """
    say = reader.say
    circle = work.circles.get(CircleId(post.subject))
    meetings = [meeting for meeting in work.meetings.of_circle(circle.id) if meeting.is_on]
    given = work.feedbacks.of_meetings([meeting.id for meeting in meetings])
    learners = work.signups.seated(circle.id)
    rows: list[tuple[str, Spans]] = [
        (say.line("wrap-up-learners"), (Plain(say.number(len(learners))),)),
        (say.line("wrap-up-ratings"), (Plain(_ratings(reader, given)),)),
        (say.line("wrap-up-goals"), say("wrap-up-goals-of", **_goals(work, circle.id))),
    ]
    turnout = turnout_of(work, circle, meetings, now=reader.now)
    if turnout is not None:
        usually = say("manage-usually-of", came=turnout.came, said=turnout.said)
        rows.append((say.line("wrap-up-usual"), usually))
    series = _curve(work, circle.id, meetings)
    told = work.attendances.of_meetings([meeting.id for meeting in meetings])
    title = "wrap-up-chart" if len(told) == len(meetings) else "wrap-up-chart-mixed"
    parts: list[Part] = [
        Text(say("wrap-up-heading", circle=circle.name)),
        Facts(tuple(rows)),
        Chart(say.line(title), series, say.line("wrap-up-chart-alt", numbers=_listed(series))),
    ]
    return Message((*parts, *_reflections(reader, meetings, given)))


def _curve(work: Work, circle: CircleId, meetings: Sequence[Meeting]) -> tuple[tuple[str, float], ...]:
    """How many came to each meeting; where nobody has told, how many said yes."""
    ids = [meeting.id for meeting in meetings]
    saved, answers = work.attendances.of_meetings(ids), work.rsvps.of_meetings(ids)
    learners = [signup.person_id for signup in work.signups.seated(circle)]

    def came(meeting: Meeting) -> int:
        if meeting.id in saved:
            return saved[meeting.id].total
        return len(headcount(meeting, learners, answers.get(meeting.id, {})).coming)

    return tuple((f"{meeting.number}", float(came(meeting))) for meeting in meetings)


def _reflections(reader: Reader, meetings: Sequence[Meeting], given: Iterable[Feedback]) -> list[Part]:
    numbers = {meeting.id: meeting.number for meeting in meetings}
    in_order = sorted(given, key=lambda one: (numbers[one.meeting_id], one.given_at))
    kinds = (
        ("wrap-up-well", [(one, one.went_well) for one in in_order]),
        ("wrap-up-change", [(one, one.to_change) for one in in_order]),
        ("wrap-up-sentences", [(one, one.sentence) for one in in_order]),
    )
    parts: list[Part] = []
    for heading, found in kinds:
        lines = tuple(
            reader.say.line(
                "wrap-up-said", number=numbers[one.meeting_id], words=shortened(words, limit=SHORT)
            )
            for one, words in found
            if words
        )
        if lines:
            parts.append(People(reader.say.line(heading), lines[:REFLECTIONS], len(lines)))
    return parts


def _ratings(reader: Reader, given: Sequence[Feedback]) -> str:
    say = reader.say

    def mean(author: Author) -> str:
        ratings = [feedback.rating for feedback in given if feedback.author is author]
        return say.number(round(sum(ratings) / len(ratings), 1)) if ratings else say.line("wrap-up-none")

    return say.line("wrap-up-rated", facilitators=mean(Author.FACILITATOR), learners=mean(Author.LEARNER))


def _goals(work: Work, circle: CircleId) -> dict[str, int]:
    goals = {signup.id for signup in work.signups.seated(circle) if signup.goal}
    checks = [check for check in work.goal_checks.of_circle(circle) if check.last]
    reached = {check.signup_id for check in checks if check.progress is Progress.REACHED}
    return {"reached": len(reached & goals), "total": len(goals)}


def _listed(series: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{label}: {value:g}" for label, value in series)
