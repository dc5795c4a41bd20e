"""An assessment that is being collected from its owners, as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from spbe_cli.formats.json.figures import figure_keys
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.model.evidence import STATUSES

if TYPE_CHECKING:
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.collection import Collection
    from spbe_cli.model.result import Result


def status(value: Collection) -> dict[str, Any]:
    """An assessment that is not complete yet: who has answered what, and the range of the index."""
    assessment = value.low.assessment
    answered = value.low.completeness.total - len(value.open)
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
        if value.before is None
        else {"year": value.before_year, **_outlook(value.before), "open": list(value.before_open)},
        "owners": [
            {
                "owner": one.name,
                "indicators": list(one.asked),
                "answered": one.answered,
                "open": list(one.open),
                "due": None if one.due is None else one.due.isoformat(),
                "late": one.late,
                "paths": list(one.paths),
            }
            for one in value.owners
        ],
        **({"evidence": _evidence(assessment)} if assessment.judged else {}),
        "unowned": list(value.unowned),
        "unknown_owners": [{"owner": owner, "path": path} for path, owner in value.strangers.items()],
    }


def _evidence(value: Assessment) -> dict[str, int]:
    """How many items of evidence have each status."""
    counts = Counter(item.status for item in value.evidence)
    return {status or "none": counts[status] for status in (*STATUSES, None)}


def _outlook(value: Result) -> dict[str, Any]:
    return {**figure_keys("index", value.index), "predicate": value.predicate_name}
