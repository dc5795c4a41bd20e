"""The basis on which results are judged, ranked and planned for: what is claimed, or what accepted evidence proves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from spbe_cli.core.scoring import score
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from spbe_cli.model.result import Result
    from spbe_cli.reading.assessments import Submission

Basis = Literal["claimed", "backed", "answers"]


def scored(read: Submission, basis: Basis | None = None) -> Result:
    """The result of a submission on a basis.

    Raises:
        BadInput: as :func:`on_basis` says.
    """
    return on_basis(score(read.assessment, read.instrument, read.path, read.line), basis)


def on_basis(result: Result, basis: Basis | None) -> Result:
    """The result itself, or the result that accepted evidence proves when the basis is ``backed``.

    Raises:
        BadInput: when no item of its evidence has a status.
    """
    if basis != "backed":
        return result
    if result.backed is None:
        raise BadInput([Problem.at(result.path, result.line, None, "nothing_judged", agency=result.agency)])
    return result.backed
