"""How a circle does, by rules (SPEC 2, `circles`)."""

import pytest

from bot.domain.health import Mark, Rule, Signs, rules_of

WELL = {"asked": 5, "answered": 3}
"""60 % of the answers are in."""


@pytest.mark.parametrize(
    ("signs", "rules"),
    [
        ({"asked": 5, "answered": 3}, [Rule.ALL_WELL]),
        ({"asked": 8, "answered": 8, "attended": 3}, [Rule.ALL_WELL]),
        ({}, [Rule.NOT_YET]),
        ({"asked": 5, "answered": 2}, [Rule.FEW_ANSWERS]),
        ({"asked": 1000, "answered": 599}, [Rule.FEW_ANSWERS]),
        ({**WELL, "silent": 1}, [Rule.SILENT]),
        ({**WELL, "feedback_late": True}, [Rule.FEEDBACK_LATE]),
        ({**WELL, "feedback_late": True, "without_feedback": 1}, [Rule.FEEDBACK_LATE]),
        ({**WELL, "feedback_late": True, "without_feedback": 2}, [Rule.NO_FEEDBACK]),
        ({**WELL, "attended": 2}, [Rule.FEW_CAME]),
        ({**WELL, "attended": 0}, [Rule.FEW_CAME]),
        ({**WELL, "is_led": False}, [Rule.NO_FACILITATOR]),
        ({"is_led": False}, [Rule.NO_FACILITATOR]),
        (
            {"is_led": False, "attended": 1, "without_feedback": 2, "silent": 2, "asked": 4, "answered": 1},
            [Rule.NO_FACILITATOR, Rule.FEW_CAME, Rule.NO_FEEDBACK, Rule.SILENT, Rule.FEW_ANSWERS],
        ),
    ],
)
def test_each_rule_by_itself_and_the_most_pressing_first(signs, rules):
    """SPEC 2, circles: 60 % is enough, three people are, one silent learner is told; what is not known breaks no rule."""
    assert list(rules_of(Signs(**signs))) == rules


def test_red_comes_before_yellow_and_yellow_before_green():
    """SPEC 2, circles: no yellow rule is told before a red one."""
    marks = [rule.mark for rule in Rule]
    assert marks == sorted(marks, key=list(Mark).index)
    assert {mark: next(r for r in Rule if r.mark is mark) for mark in Mark} == {
        Mark.RED: Rule.NO_FACILITATOR,
        Mark.YELLOW: Rule.FEEDBACK_LATE,
        Mark.GREEN: Rule.ALL_WELL,
        Mark.NONE: Rule.NOT_YET,
    }
