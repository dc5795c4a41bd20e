"""Problems and verdicts as JUnit XML, which every CI server reads: a test case per file, and one per agency and gate."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from spbe_cli.formats.lines import line
from spbe_cli.texts import exact, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.result import Verdict
    from spbe_cli.reading.problems import Problem


def render(files: Sequence[str], problems: Sequence[Problem], verdicts: Sequence[Verdict] | None = None) -> str:
    """A test suite of the files that were checked and, if there are gates, one of the verdicts."""
    suites = ET.Element("testsuites")
    suites.append(_suite("spbe validate", list(_of_files(files, problems))))
    if verdicts is not None:
        suites.append(_suite("spbe gates", list(_of_gates(verdicts))))
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


class _Case(NamedTuple):
    """A test case, and how it failed: the kind of failure, a sentence, and the full text; None where it passed."""

    group: str
    name: str
    failure: tuple[str, str, str] | None


def _of_files(files: Sequence[str], problems: Sequence[Problem]) -> Iterator[_Case]:
    found: dict[str, list[Problem]] = {name: [] for name in files}
    for problem in problems:
        found.setdefault(problem.path, []).append(problem)
    for name, own in found.items():
        failure = (own[0].code, own[0].said, "\n".join(map(line, own))) if own else None
        yield _Case("spbe.validate", name, failure)


def _of_gates(verdicts: Sequence[Verdict]) -> Iterator[_Case]:
    from spbe_cli.views.notes import verdict_text

    named: set[tuple[str, str]] = set()
    for one in verdicts:
        text = verdict_text(one)
        failure = None if one.passed else (one.name, text, f"{visible(one.place)}: {text}")
        # Servers take two cases of one name for the same, and another name for another case; lines move when a file is edited.
        name = next(name for name in _names(one) if (one.gate, name) not in named)
        named.add((one.gate, name))
        yield _Case(f"spbe.{one.name}", name, failure)


def _names(verdict: Verdict) -> Iterator[str]:
    """Names for a verdict, without end, each for where the one before is taken: a list of bounds may even say the same twice."""
    yield f"{verdict.agency} ({verdict.path})"
    placed = f"{verdict.agency} ({verdict.place})"
    yield placed
    expected = exact(verdict.expected) if isinstance(verdict.expected, Fraction) else verdict.expected
    part = f"{verdict.context['tier']}:{verdict.context['id']}=" if "id" in verdict.context else ""
    yield f"{placed} {part}{expected}"
    yield from (f"{placed} {part}{expected} ({again})" for again in count(2))


def _suite(name: str, cases: Sequence[_Case]) -> ET.Element:
    failed = sum(one.failure is not None for one in cases)
    suite = ET.Element("testsuite", name=name, tests=str(len(cases)), failures=str(failed), errors="0")
    for one in cases:
        case = ET.SubElement(suite, "testcase", classname=one.group, name=visible(one.name))
        if one.failure is not None:
            kind, message, text = one.failure
            ET.SubElement(case, "failure", message=message, type=kind).text = text
    return suite
