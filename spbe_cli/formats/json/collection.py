"""An assessment that is being collected from its owners, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.formats.json.checks import problem
from spbe_cli.formats.json.figures import index_figure
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.model.proof import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spbe_cli.formats.json.shapes import collection as shapes
    from spbe_cli.model.collection import Collection
    from spbe_cli.model.result import Result
    from spbe_cli.reading.problems import Problem


def status(value: Collection, problems: Iterable[Problem] = ()) -> shapes.Status:
    """An assessment that is not complete yet: who has answered what, the range of the index, and the problems of files."""
    assessment = value.low.assessment
    answered = value.low.completeness.total - len(value.open)
    judged: shapes.Judged = {"evidence": counts(Counts.of(assessment.evidence))} if assessment.judged else {}
    return {
        "schema": SCHEMA,
        "agency": assessment.agency,
        "year": assessment.year,
        "instrument": assessment.instrument,
        "stage": assessment.stage,
        "answered": answered,
        "total": value.low.completeness.total,
        "open": list(value.open),
        "low": _outlook(value.low),
        "high": _outlook(value.high),
        "before": None
        if value.before is None or value.earlier is None
        else {
            "agency": value.earlier.agency,
            "year": value.earlier.year,
            "instrument": value.earlier.instrument,
            **_outlook(value.before),
            "open": list(value.before_open),
        },
        "owners": [
            {
                "owner": one.name,
                "indicators": list(one.asked),
                "answered": one.answered,
                "open": list(one.open),
                "contributes": list(one.supports),
                "nothing_brought": list(one.unsupported),
                "due": None if one.due is None else one.due.isoformat(),
                "late": one.late,
                "paths": list(one.paths),
                "with_problems": list(one.unsound),
                "foreign": [{"owner": other, "indicators": list(ids)} for other, ids in one.foreign.items()],
            }
            for one in value.owners
        ],
        **judged,
        "unowned": list(value.unowned),
        "problems": [problem(one) for one in problems],
        "unknown_owners": [{"owner": owner, "path": path} for path, owner in value.strangers.items()],
    }


def counts(value: Counts) -> shapes.Counts:
    """Items of evidence by what became of them."""
    return {"accepted": value.accepted, "waiting": value.waiting, "rejected": value.rejected, "revise": value.revise}


def _outlook(value: Result) -> shapes.Reach:
    return {**index_figure(value.index), "predicate": value.predicate_name}
