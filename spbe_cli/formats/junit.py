"""Problems as JUnit XML, which every CI server reads: a test case per file, a failure per problem."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from spbe_cli.formats.lines import line
from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.reading.problems import Problem


def render(problems: Sequence[Problem], files: Sequence[str]) -> str:
    """A test suite of the files that were looked at."""
    failed = {problem.path for problem in problems}
    names = list(dict.fromkeys([*files, *(problem.path for problem in problems)]))
    suite = ET.Element("testsuite", name="spbe validate", tests=str(len(names)), failures=str(len(failed)), errors="0")
    for name in names:
        case = ET.SubElement(suite, "testcase", classname="spbe.validate", name=visible(name))
        own = [problem for problem in problems if problem.path == name]
        if own:
            failure = ET.SubElement(case, "failure", message=own[0].message, type=own[0].code)
            failure.text = "\n".join(line(problem) for problem in own)
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"
