"""Verdicts of gates and problems."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from spbe_cli.formats.json.shapes.keys import Agency, Exact, Path, Version
from spbe_cli.model.base import N_
from spbe_cli.model.result import Doubt

Fall = TypedDict(
    "Fall",
    {
        "id": Annotated[int, N_("The number of the part or indicator.")],
        "from": Annotated[float, N_("Its value before, as it is shown.")],
        "from_exact": Annotated[Exact, N_("The same, exact.")],
        "to": Annotated[float, N_("Its value now, as it is shown.")],
        "to_exact": Annotated[Exact, N_("The same, exact.")],
    },
)
"""A value that is lower than before."""


class VerdictContext(TypedDict, total=False):
    """What else a verdict tells, as far as it has it."""

    tier: Annotated[Literal["predicate", "domain", "aspect", "indicator"], N_("What was judged, where it is not the index.")]
    id: Annotated[int, N_("The number of the part that was judged.")]
    fallen: Annotated[list[int], N_("The numbers of those that are lower than before.")]
    changes: Annotated[list[Fall], N_("The values of those of them that are known on both sides.")]
    compared: Annotated[int, N_("How many could be compared.")]
    total: Annotated[int, N_("How many the instrument has.")]
    not_applicable: Annotated[list[int], N_("The indicators that do not apply and count at the minimum here.")]
    basis: Annotated[Literal["backed"], N_("That the index was judged which accepted evidence proves.")]
    doubt: Annotated[Doubt, N_("Why the announced figure can't be.")]


class Verdict(VerdictContext):
    """What a gate says."""

    name: Annotated[str, N_("The gate, named as its option.")]
    expected: Annotated[str | int, N_("What was expected: an exact figure, a predicate or a count.")]
    actual: Annotated[str | int, N_("What was found, in the same form.")]
    passed: Annotated[bool, N_("Whether the gate is met.")]
    message: Annotated[str, N_("A sentence for people, in the language that is chosen.")]


class OnLine(TypedDict, total=False):
    """At which line, where that is known."""

    line: Annotated[int, N_("The line or row at which its answers begin.")]


class PlacedVerdict(Verdict, OnLine):
    """What a gate says of one of many agencies."""

    agency: Agency
    path: Path


class InCell(TypedDict, total=False):
    """Where in a workbook."""

    sheet: Annotated[str | None, N_("The sheet of a workbook.")]
    cell: Annotated[str, N_("The cell of a workbook, with its sheet.")]


class OfAgency(TypedDict, total=False):
    """Of which row."""

    agency: Annotated[str, N_("The agency that the row of a table names.")]


class Problem(InCell, OfAgency):
    """Something wrong with an input."""

    path: Annotated[str, N_("The file or the option that it is about.")]
    line: Annotated[int | None, N_("The line, or the row of a sheet, from 1; null where the whole file is meant.")]
    column: Annotated[int | None, N_("The column, from 1; null where the whole file is meant.")]
    code: Annotated[str, N_("What is wrong, for programs.")]
    message: Annotated[str, N_("A sentence for people, in the language that is chosen.")]
    hint: Annotated[str | None, N_("What to do about it; null where nothing helps.")]


Errors = Annotated[list[Problem], N_("The problems of files and rows that could not be used, and of what was asked for.")]
Passed = Annotated[bool, N_("Whether all gates are met.")]
AllPassed = Annotated[bool, N_("Whether all gates are met, and nothing is in errors: what could not be checked has not passed.")]


class Problems(TypedDict):
    """What is wrong with files."""

    schema: Version
    files: Annotated[int, N_("How many files were looked at.")]
    problems: Annotated[list[Problem], N_("Every problem; none where all is well.")]
