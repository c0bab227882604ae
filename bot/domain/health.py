"""How a circle does, by rules that are told beside the mark (SPEC 2, `circles`)."""

from dataclasses import dataclass
from enum import StrEnum

ENOUGH_ANSWERS = 60
"""Per cent of the learners that should have answered once the reminder is out."""

FEW = 3
"""Fewer who come make no circle."""


class Mark(StrEnum):
    """How a circle does, the worst first."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    NONE = "none"
    """There is nothing to judge it by."""


class Rule(StrEnum):
    """Why a circle has its mark, the most pressing first."""

    NO_FACILITATOR = "no-facilitator"
    """Nobody can lead the next meeting."""
    FEW_CAME = "few-came"
    """Fewer than three came to the last meeting."""
    NO_FEEDBACK = "no-feedback"
    """The last two meetings have no feedback of a facilitator, and it is late for both."""
    FEEDBACK_LATE = "feedback-late"
    """The last meeting has no feedback by noon of the day after, or got it only then."""
    SILENT = "silent"
    """Somebody has not answered for two meetings."""
    FEW_ANSWERS = "few-answers"
    """Less than 60 % of the answers are in."""
    ALL_WELL = "all-well"
    """At least 60 % of the answers are in, and feedback came on time."""
    NOT_YET = "not-yet"
    """No reminder has gone out yet."""
    DRAFT = "draft"
    FINISHED = "finished"

    @property
    def mark(self) -> Mark:
        """The mark that the rule gives."""
        return _MARKS.get(self, Mark.NONE)


_MARKS = {
    Rule.NO_FACILITATOR: Mark.RED,
    Rule.FEW_CAME: Mark.RED,
    Rule.NO_FEEDBACK: Mark.RED,
    Rule.FEEDBACK_LATE: Mark.YELLOW,
    Rule.SILENT: Mark.YELLOW,
    Rule.FEW_ANSWERS: Mark.YELLOW,
    Rule.ALL_WELL: Mark.GREEN,
}


@dataclass(frozen=True, slots=True)
class Signs:
    """What a running circle is judged by.

    `asked` and `answered` count learners of the next meeting once its reminder is out, else of the last one; `attended` and
    `feedback_late` are of the last meeting, `without_feedback` says how many of the last two have none though it is late.
    """

    is_led: bool = True
    attended: int | None = None
    without_feedback: int = 0
    feedback_late: bool = False
    silent: int = 0
    asked: int = 0
    answered: int = 0

    @property
    def per_cent(self) -> int:
        """How much of the answers is in, rounded down."""
        return 100 * self.answered // self.asked if self.asked else 100


def rules_of(signs: Signs) -> tuple[Rule, ...]:
    """The rules that give a running circle its mark, the most pressing first; never none."""
    broken = {
        Rule.NO_FACILITATOR: not signs.is_led,
        Rule.FEW_CAME: signs.attended is not None and signs.attended < FEW,
        Rule.NO_FEEDBACK: signs.without_feedback >= 2,
        Rule.FEEDBACK_LATE: signs.feedback_late and signs.without_feedback < 2,
        Rule.SILENT: signs.silent > 0,
        Rule.FEW_ANSWERS: signs.per_cent < ENOUGH_ANSWERS,
    }
    found = tuple(rule for rule, is_broken in broken.items() if is_broken)
    return found or ((Rule.ALL_WELL,) if signs.asked else (Rule.NOT_YET,))
