"""JUnit XML: what CI servers make reports of, whatever stands in names."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.formats import junit
from spbe_cli.model.result import Verdict
from spbe_cli.reading.problems import Problem


def verdict(**changed: Any) -> Verdict:
    given = Verdict("fail_under", "a.yaml", "Kota A", Fraction(13, 5), Fraction(5, 2), passed=False, line=4)
    return given._replace(**changed)


def suites(text: str) -> dict[str | None, list[ET.Element]]:
    """The cases by suite; what the suites say of them must be so."""
    found = {}
    for suite in ET.fromstring(text):
        cases = list(suite)
        failed = sum(case.find("failure") is not None for case in cases)
        assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == (str(len(cases)), str(failed), "0")
        found[suite.get("name")] = cases
    return found


def test_a_case_per_file_and_one_per_agency_and_gate() -> None:
    problem = Problem.at("b.yaml", 3, 14, "duplicate_key", key="x", first=1)
    found = suites(junit.render(["a.yaml", "b.yaml"], [problem], [verdict(), verdict(gate="max_drop", passed=True)]))
    assert [(one.get("classname"), one.get("name")) for cases in found.values() for one in cases] == [
        ("spbe.validate", "a.yaml"),
        ("spbe.validate", "b.yaml"),
        ("spbe.fail-under", "Kota A (a.yaml)"),
        ("spbe.max-drop", "Kota A (a.yaml)"),
    ]
    failure = found["spbe gates"][0].find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("fail-under", "Gate failed: 2.5 is below 2.6.")
    assert failure.text == "a.yaml:4: Gate failed: 2.5 is below 2.6."


def test_without_gates_there_are_files_only() -> None:
    assert list(suites(junit.render(["a.yaml"], []))) == ["spbe validate"]
    assert list(suites(junit.render([], [Problem.of("--set", "setting", value="x")]))["spbe validate"][0])


def test_no_two_cases_of_a_gate_have_one_name() -> None:
    rows = [verdict(path="a.csv", line=line) for line in (2, 7)]
    names = [one.get("name") for one in suites(junit.render(["a.csv"], [], [*rows, verdict()]))["spbe gates"]]
    assert names == ["Kota A (a.csv)", "Kota A (a.csv:7)", "Kota A (a.yaml)"]
    of_part = verdict(expected=Fraction(2), context={"tier": "domain", "id": 2})
    several = [verdict(), verdict(expected="Baik"), of_part, verdict(expected=Fraction(3)), verdict(expected=Fraction(3))]
    names = [one.get("name") for one in suites(junit.render(["a.yaml"], [], several))["spbe gates"]]
    assert names == [
        "Kota A (a.yaml)", "Kota A (a.yaml:4)", "Kota A (a.yaml:4) domain:2=2", "Kota A (a.yaml:4) 3", "Kota A (a.yaml:4) 3 (2)",
    ]  # fmt: skip


@given(st.text(), st.text())
def test_names_are_text(agency: str, path: str) -> None:
    found = suites(junit.render([path], [Problem.at(path, 1, 1, "empty")], [verdict(agency=agency, path=path)]))
    assert {name: len(cases) for name, cases in found.items()} == {"spbe validate": 1, "spbe gates": 1}
