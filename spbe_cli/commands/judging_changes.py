"""The gates on a comparison: the later result by itself, and beside the earlier one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from spbe_cli.commands.judging import verdicts_on
from spbe_cli.commands.thresholds import drop
from spbe_cli.core import gates
from spbe_cli.core.regressing import Changes
from spbe_cli.model.result import Verdict
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Literal

    from spbe_cli.commands.common import Common
    from spbe_cli.commands.thresholds import Place
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.result import Result

Gate = tuple[str, Callable[[], Sequence[Verdict]]]
"""A gate by its name, and what gives its verdicts, or raises BadInput where it can't be checked."""


def gates_on(comparison: Comparison, common: Common, excused: Collection[int]) -> Iterator[Gate]:
    """The gates that are asked for."""
    asked, new = common.gates, comparison.new
    yield reaching(new, common, excused)
    if asked.of_changes:
        changes = Changes(comparison, excused)
        if (allowed := asked.max_drop) is not None:
            yield "max_drop", lambda: [_dropped(changes, allowed, comparison, common.place("max_drop"))]
        if (tier := asked.no_regression) is not None:
            yield "no_regression", lambda: [_kept(changes, tier, new.agency, common.place("no_regression"))]
    if asked.of_comparisons and not comparison.same_agency:
        yield "same_agency", partial(_refuse_another, comparison)


def reaching(result: Result, common: Common, excused: Collection[int]) -> Gate:
    """The gate on a result by itself."""
    return "fail_under", lambda: list(verdicts_on(gates.judged(result, excused), result.instrument, common))


def _refuse_another(comparison: Comparison) -> Sequence[Verdict]:
    """Raises BadInput, as a gate is for one agency."""
    new = comparison.new
    raise BadInput([Problem.at(new.path, new.line, None, "another_agency", agency=new.agency, other=comparison.old.agency)])


def _dropped(changes: Changes, allowed: str, comparison: Comparison, where: Place) -> Verdict:
    """Whether the index drops by at most so much.

    Raises:
        BadInput: when ``allowed`` is no number of index points, or the index of before can't be.
    """
    old, new = comparison.old, comparison.new
    verdict = changes.max_drop(drop(allowed, new.instrument, where))
    if verdict is None:
        raise BadInput([Problem.at(*where, "index_before_refuted", agency=new.agency, value=old.index.exact)])
    return verdict


def _kept(changes: Changes, tier: Literal["predicate", "domain", "aspect", "indicator"], agency: str, where: Place) -> Verdict:
    """Whether no part of a tier, or not the predicate, is lower than before.

    Raises:
        BadInput: when something that had a value before can't be compared.
    """
    verdict = changes.predicate_kept() if tier == "predicate" else changes.no_regression(tier)
    if verdict is None:
        raise BadInput([Problem.at(*where, "nothing_compared", agency=agency, tier=tier)])
    if tier == "predicate":
        return verdict
    for code, ids in (("parts_missing", changes.missing(tier)), ("parts_refuted", changes.refuted(tier))):
        if ids:
            raise BadInput([Problem.at(*where, code, agency=agency, tier=tier, ids=ids)])
    return verdict
