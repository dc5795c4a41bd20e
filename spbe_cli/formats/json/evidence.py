"""What is proven of claims, and the files of the evidence, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.proving import all_counts
from spbe_cli.formats.json.checks import problem
from spbe_cli.formats.json.collection import counts
from spbe_cli.formats.json.figures import asked_level, index_figure, level, levels, whole
from spbe_cli.formats.json.text import SCHEMA
from spbe_cli.model.proof import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.formats.json.shapes import evidence as shapes
    from spbe_cli.formats.json.shapes import keys
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.filed import Filed, Folder
    from spbe_cli.model.proof import Lacking, Proof
    from spbe_cli.model.result import IndicatorResult, Result
    from spbe_cli.reading.problems import Problem


def evidence(
    proofs: Sequence[Proof], problems: Sequence[Problem], criteria: Mapping[str, Criteria | None], files: Folder | None
) -> shapes.Evidence:
    """What is proven in each assessment, the files of the evidence where they were looked at, and what is wrong with other files.

    ``criteria`` are by the ids of instruments.
    """
    looked_at: shapes.LookedAt = {} if files is None else {"folder": folder(files)}
    return {
        "schema": SCHEMA,
        "agencies": [_proof(one, criteria.get(one.claimed.instrument.id)) for one in proofs],
        "total": {
            "agencies": len(proofs),
            "indicators": {
                "claimed": sum(one.claims for one in proofs),
                "proven": sum(one.proven for one in proofs),
                "nothing_handed_in": sum(len(one.bare) for one in proofs),
            },
            "items": counts(all_counts(proofs)),
        },
        **looked_at,
        "errors": [problem(one) for one in problems],
    }


def folder(value: Folder) -> shapes.Folder:
    """A folder of evidence: which listed files are missing or have changed, and which files no item lists."""
    return {
        "path": value.path,
        "passed": value.passed,
        "listed": len(value.filed),
        "addresses": value.addresses,
        "intact": len(value.in_state("intact")),
        "unsealed": len(value.in_state("unsealed")),
        "missing": [_filed(one) for one in value.missing],
        "changed": [_filed(one) for one in value.changed],
        "unlisted": list(value.unlisted),
    }


def _filed(value: Filed) -> shapes.FiledItem:
    return {
        "place": value.place,
        "agency": value.agency,
        "indicator": value.indicator,
        "file": value.item.file,
        "found": value.state,
        "sha256": value.item.sha256,
        "sha256_found": value.seal,
    }


def proof_line(value: Proof, criteria: Criteria | None) -> shapes.ProofLine:
    """What is proven in one assessment, by itself."""
    return {"schema": SCHEMA, **_proof(value, criteria)}


def _proof(value: Proof, criteria: Criteria | None) -> shapes.Proof:
    claimed = value.claimed
    return {
        "path": claimed.path,
        "agency": claimed.agency,
        "year": claimed.assessment.year,
        "instrument": claimed.instrument.id,
        "stage": claimed.assessment.stage,
        "judged": value.judged,
        "claimed": _graded(claimed),
        "backed": _graded(value.backed),
        "indicators": {"claimed": value.claims, "proven": value.proven, "nothing_handed_in": list(value.bare)},
        "items": counts(value.items),
        "unproven": [_lacking(one, value, criteria) for one in value.lacking],
    }


def _graded(value: Result) -> keys.Grade:
    return {**index_figure(value.index), "predicate": value.predicate_name or None}


def _lacking(value: Lacking, of: Proof, criteria: Criteria | None) -> shapes.Lacking:
    return {
        "indicator": value.id,
        "title": value.one.indicator.title.id,
        "owner": value.owner,
        **_claimed(value.one),
        **_backed(value.unproven.backed),
        "lost_exact": str(value.unproven.lost),
        "open": value.open,
        "next": _next(value, of, criteria),
        "handed_in": [_item(one) for one in value.items],
    }


def _claimed(value: IndicatorResult) -> shapes.ClaimedLevel:
    services: shapes.ClaimedServices = {"claimed_levels": levels(value)} if value.indicator.repeat else {}
    return {"claimed": level(value), "claimed_exact": _exact(value), **services}


def _backed(value: IndicatorResult) -> shapes.BackedLevel:
    services: shapes.BackedServices = {"backed_levels": levels(value)} if value.indicator.repeat else {}
    return {"backed": level(value), "backed_exact": _exact(value), **services}


def _exact(value: IndicatorResult) -> str | None:
    return None if value.level is None else str(value.level.exact)


def _next(value: Lacking, of: Proof, criteria: Criteria | None) -> keys.AskedLevel | None:
    """The level that is to be proven next, with what it asks for and its evidence, where there are criteria."""
    if value.next is None:
        return None
    asked = criteria and criteria.asked(of.claimed.assessment.year, value.id, value.next)
    return asked_level(value.next, value.id, of.claimed.instrument, asked)


def _item(value: Evidence) -> shapes.HandedIn:
    return {
        "file": value.file,
        "state": state_of(value),
        "proves": None if value.proves is None else whole(value.proves),
        "status": value.status,
        "by": value.by,
        "date": None if value.judged is None else value.judged.isoformat(),
        "note": value.note,
        "sha256": value.sha256,
    }
