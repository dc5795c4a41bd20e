"""Answers that are changed on the command line (``--set``), and what can't be set."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from spbe_cli.reading.answers import Setting, with_answers
from spbe_cli.reading.problems import BadInput
from tests.reading.test_assessments import announced, answered, read

if TYPE_CHECKING:
    from tests.reading.test_assessments import Write


def settings(answers: dict[int, str]) -> dict[int, Setting]:
    return {one: Setting(f"{one}={answer}", str(one), answer) for one, answer in answers.items()}


@pytest.mark.parametrize(
    ("setting", "levels"), [("3", (3,)), ("1, 3,3", (1, 3, 3)), (" 2 ", (2,)), ("n/a", None), ("", None), ("~", None)]
)
def test_setting_an_answer(write: Write, setting: str, levels: tuple[int, ...] | None) -> None:
    given = read(write(answered(2018, "1: 4\n35: 2\n") + "published: {index: 2}\n"))
    changed = with_answers(given.assessment, given.instrument, settings({35: setting}))
    assert changed.answer(35).levels == levels
    assert (changed.answer(35).not_applicable is not None) == (setting == "n/a")
    assert changed.answer(1) == given.assessment.answer(1)
    # What was announced was announced of the answers as they are; those are as they were.
    assert changed.published is None
    assert given.assessment.answer(35).levels == (Fraction(2),)


def test_settings_that_can_not_be(write: Write) -> None:
    given = read(write(answered(2024, "1: 4")))
    with pytest.raises(BadInput) as bad:
        with_answers(given.assessment, given.instrument, settings({1: "9", 48: "3", 2: "3", 3: "1,2,3", 4: "yes", 5: "1,2"}))
    assert [(one.path, one.line, one.column, one.code) for one in bad.value.problems] == [
        ("--set 1=9", None, None, "level_range"),
        ("--set 48=3", None, None, "unknown_part"),
        ("--set 3=1,2,3", None, None, "level_list"),
        ("--set 4=yes", None, None, "level_not_whole"),
        ("--set 5=1,2", None, None, "level_not_whole"),
    ]


def test_nothing_to_set_where_figures_were_only_announced(write: Write) -> None:
    given = read(write(announced(2024, "index: 2.6")))
    with pytest.raises(BadInput) as bad:
        with_answers(given.assessment, given.instrument, settings({1: "3"}))
    assert [one.code for one in bad.value.problems] == ["nothing_to_set"]
