"""Values in Python: ``to_dict()`` is what the command gives as JSON, and a notebook shows what the command shows."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import spbe_cli
from spbe_cli import (
    Costs,
    Goal,
    Limits,
    Pace,
    Result,
    compare,
    load_assessment,
    load_assessments,
    load_costs,
    load_instruments,
    notebook,
    pair,
    phased,
    plan,
    rank,
    score,
    trend,
    use_language,
)
from tests import contract
from tests.conftest import ANSWER_FILES, EXAMPLES, Spbe
from tests.test_main import run

VIEWS = sorted((Path(__file__).parent / "views").glob("*.yaml"))
OLD, NEW = EXAMPLES / "bandar-lampung-2023.yaml", EXAMPLES / "bandar-lampung-2024.yaml"
ONE = EXAMPLES / "region" / "dinas-kesehatan.yaml"
REGION = EXAMPLES / "region"
BEFORE = EXAMPLES / "region-2023"
COSTS = REGION / "costs.yaml"


def result_of(path: Path) -> Result:
    read = load_assessment(path)
    return score(read.assessment, read.instrument, read.path, read.line)


def costs_of(path: Path) -> Costs:
    instrument = load_assessment(path).instrument
    return load_costs(COSTS, [instrument])[instrument.id]


def results_in(path: Path) -> list[Result]:
    return [score(one.assessment, one.instrument, one.path, one.line) for one in load_assessments(path)]


VALUES: Sequence[tuple[Any, str, Sequence[object]]] = [
    *((lambda path=path: result_of(path), "result", ["score", path]) for path in (*ANSWER_FILES, *VIEWS)),
    (lambda: compare(result_of(OLD), result_of(NEW)), "comparison", ["compare", OLD, NEW]),
    (lambda: compare(result_of(VIEWS[0]), result_of(VIEWS[1])), "comparison", ["compare", VIEWS[0], VIEWS[1]]),
    (lambda: pair(results_in(BEFORE), results_in(REGION)), "comparison", ["compare", BEFORE, REGION]),
    (lambda: trend([result_of(OLD), result_of(NEW)]), "trend", ["trend", OLD, NEW]),
    (lambda: plan(result_of(ONE), "Baik"), "plan", ["plan", ONE, "--target", "Baik"]),
    (
        lambda: phased(result_of(ONE), "Baik", costs_of(ONE), Limits(pace=Pace(2))),
        "plan",
        ["plan", ONE, "--target", "Baik", "--phases", 2, "--costs", COSTS],
    ),
    (lambda: plan(result_of(ONE), Goal(budget=Fraction(9, 2))), "plan", ["plan", ONE, "--budget", "4.5"]),
    (lambda: rank(results_in(REGION))[0], "ranking", ["batch", REGION]),
]


@pytest.mark.parametrize(("made", "schema", "command"), VALUES, ids=[" ".join(map(str, one[2])) for one in VALUES])
def test_data_and_table_are_those_of_the_command(made: Any, schema: str, command: Sequence[object], spbe: Spbe) -> None:
    value = made()
    given = value.to_dict()
    assert given == json.loads(spbe(*command, "--format", "json").out)
    assert given == json.loads(json.dumps(given)), "plain Python only"
    contract.hold(schema, json.dumps(given))
    shown = value._repr_html_()
    title = spbe(*command, "--format", "markdown").out.splitlines()[0].removeprefix("## ")
    assert f"<strong>{title}</strong>" in shown


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (lambda: result_of(NEW).parts[0], "<Domain 1 Kebijakan Internal SPBE: 2.90>"),
        (lambda: list(result_of(NEW).indicators)[2], "<Indicator 3 Kebijakan Internal Manajemen Data: level 3.00>"),
        (lambda: load_assessment(NEW), f"<Submission {NEW}: Pemerintah Kota Bandar Lampung, 2024>"),
        (lambda: load_assessment(NEW).instrument, "<Instrument permenpanrb-59-2020, indicators: 47>"),
        (load_instruments, "<Instruments permenpanrb-59-2020, permenpanrb-5-2018, permenpanrb-8-2026, pegi>"),
        (
            lambda: compare(result_of(OLD), result_of(NEW)),
            "<Comparison Pemerintah Kota Bandar Lampung, 2023 → 2024: 2.15 → 2.98>",
        ),
        (lambda: pair(results_in(BEFORE), results_in(REGION)), "<Comparisons, on both sides: 7, old: 1, new: 1>"),
        (lambda: trend([result_of(OLD), result_of(NEW)]), "<Trend 2023, 2024, agencies: 1>"),
        (lambda: plan(result_of(ONE), "Baik"), "<Plan Dinas Kesehatan: 2.36 → 2.63 Baik, steps: 4>"),
        (lambda: rank(results_in(REGION))[0], "<Ranking 2024 self, permenpanrb-59-2020, agencies: 8>"),
    ],
)
def test_a_value_is_one_line(value: Any, line: str) -> None:
    assert repr(value()) == str(value()) == line


def test_what_does_not_apply_is_no_level() -> None:
    left_out = next(one for one in result_of(VIEWS[4]).indicators if one.not_applicable)
    assert VIEWS[4].stem == "not-applicable"
    assert repr(left_out).endswith(": not applicable>")


def test_a_result_does_not_wait_for_formats() -> None:
    code = (
        "import sys, spbe_cli\n"
        f"read = spbe_cli.load_assessment({str(NEW)!r})\n"
        "result = spbe_cli.score(read.assessment, read.instrument)\n"
        "print([one for one in sys.modules if one.startswith(('spbe_cli.formats', 'spbe_cli.views', 'spbe_cli.notebook'))])\n"
        "print(result.to_dict()['index'])\n"
    )
    assert run(code=code).stdout.splitlines() == ["[]", "2.98"]


def test_a_notebook_speaks_the_language_that_is_asked_for() -> None:
    assert "Predicate" in result_of(NEW)._repr_html_()
    use_language("id")
    assert "Predikat" in result_of(NEW)._repr_html_()
    with pytest.raises(ValueError, match="there is no language 'fr': id, en"):
        use_language("fr")  # type: ignore[arg-type]
    assert "Predikat" in result_of(NEW)._repr_html_()


def test_nothing_in_common_is_shown() -> None:
    assert "0 agencies" in trend([])._repr_html_()
    old, new = result_of(OLD), result_of(ONE)
    assert "Gone: Pemerintah Kota Bandar Lampung" in pair([old], [new])._repr_html_()
    assert pair([old], [new]).to_dict()["only_new"] == ["Dinas Kesehatan"]


def test_what_there_is() -> None:
    shown = [one for one in dir(spbe_cli) if not one.startswith("__")]
    assert shown == sorted(spbe_cli.__all__)


def test_every_value_that_shows_itself_has_a_way_to() -> None:
    public = [getattr(spbe_cli, name) for name in spbe_cli.__all__]
    shown = {one for one in public if hasattr(one, "to_dict") or hasattr(one, "_repr_html_")}
    assert shown == set(notebook._WAYS)


def _copy(value: Any) -> Any:
    """What another process gets of a value."""
    return pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("path", ["claimed-and-proven.yaml", "national-mean-2023.yaml", "official-layout.csv", "region"])
def test_values_go_from_process_to_process(path: str) -> None:
    for one in load_assessments(EXAMPLES / path):
        copied = _copy(one)
        assert (copied.path, copied.line, copied.assessment, copied.instrument) == (one.path, one.line, *one[1:3])
        result = score(one.assessment, one.instrument, one.path, one.line)
        assert _copy(result) == result
        assert _copy(result).to_dict() == result.to_dict()
        assert (_copy(result).backed is None) == (result.backed is None)
    results = [score(one.assessment, one.instrument) for one in load_assessments(EXAMPLES / "region")]
    planned, compared = plan(results[0], "Sangat Baik"), compare(*results[:2])
    values: list[Any] = [*rank(results), planned, compared, pair(results, results), trend(results)]
    for value in values:
        assert _copy(value).to_dict() == value.to_dict()


def test_what_is_wrong_goes_from_process_to_process() -> None:
    with pytest.raises(spbe_cli.BadInput) as raised:
        load_assessment("nowhere.yaml")
    copied = _copy(raised.value)
    assert (copied.problems, str(copied)) == (raised.value.problems, str(raised.value))


def test_another_instrument_than_that_of_the_answers() -> None:
    pegi, spbe_2018 = (load_instruments().named(one) for one in ("pegi", "permenpanrb-5-2018"))
    assert pegi is not None
    assert spbe_2018 is not None
    named = load_assessment(EXAMPLES / "denpasar-2018.yaml").assessment
    for instrument in (pegi, load_instruments().default):
        with pytest.raises(ValueError, match=f"names permenpanrb-5-2018, not {instrument.id}"):
            score(named, instrument)
    renamed = load_assessment(EXAMPLES / "region" / "dinas-kesehatan.yaml").assessment.model_copy(
        update={"instrument": "permenpanrb-5-2018"}
    )
    with pytest.raises(ValueError, match=r"^permenpanrb-5-2018 has no indicator 36, 37, .* and Dinas Kesehatan answers it"):
        score(renamed, spbe_2018)


def test_a_goal_is_exact_and_a_course_has_one_result_at_a_time() -> None:
    one = load_assessment(EXAMPLES / "denpasar-2018.yaml")
    result = score(one.assessment, one.instrument)
    for goal in (Goal(budget=2.5), Goal(target=3.5)):  # type: ignore[arg-type]
        with pytest.raises(TypeError, match=r"is not exact as a float: write Decimal\('[23]\.5'\)"):
            plan(result, goal)
    with pytest.raises(ValueError, match="Pemerintah Kota Denpasar has more than one result of 2018 at one stage"):
        trend([result, score(one.assessment.with_levels({1: (Fraction(5),)}), one.instrument)])
