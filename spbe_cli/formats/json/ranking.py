"""Rankings, and where points are lost, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.core.judging import figure, rounded
from spbe_cli.formats.json.checks import placed, problem
from spbe_cli.formats.json.figures import coverage_keys, figure_keys, selection
from spbe_cli.formats.json.result import entry
from spbe_cli.formats.json.text import SCHEMA, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from spbe_cli.core.focusing import FocusedLosses
    from spbe_cli.core.losses import Loss
    from spbe_cli.model.ranking import Coverage, Outliers, Ranked, Ranking
    from spbe_cli.model.result import Verdict
    from spbe_cli.reading.problems import Problem


_FIGURES = ("mean", "median", "q1", "q3", "min", "max")


class Whole(NamedTuple):
    """What belongs to all rankings together.

    That is: the problems of the files; how many files and rows could be read; the missing agencies, if a list was given;
    verdicts, if gates were asked for; and the outliers of each ranking, if asked for.
    """

    problems: Sequence[Problem]
    coverage: Coverage
    missing: Sequence[str] | None = None
    verdicts: Sequence[Verdict] | None = None
    outliers: Sequence[Outliers | None] | None = None


def rankings(values: Sequence[Ranking], whole: Whole) -> Iterator[str]:
    """Rankings as JSON text, piece by piece, with one result per line, because there may be many."""
    yield f'{{"schema": {SCHEMA}, "results": ['
    separator = "\n"
    for ranking in values:
        for one in ranking.ranked:
            yield separator + line(_place(one) | entry(one.entry))
            separator = ",\n"
    summaries = [_summary(one) for one in values]
    for summary, far in zip(summaries, whole.outliers or (), strict=whole.outliers is not None):
        summary["outliers"] = None if far is None else _outliers(far)
    errors = [problem(one) for one in whole.problems]
    yield f'\n],\n"errors": {line(errors)},\n"summary": {line(summaries)}'
    for key, value in _of_all(whole).items():
        yield f',\n"{key}": {line(value)}'
    yield "}\n"


def losses(values: Sequence[tuple[Ranking, Sequence[Loss], FocusedLosses | None]], whole: Whole) -> dict[str, Any]:
    """Where points are lost, ranking by ranking, with the total loss in a focus."""
    return {
        "schema": SCHEMA,
        "losses": [
            {
                **_of(ranking),
                **({} if focus is None else {"focus": {**selection(focus.selection), **_lost(focus.lost)}}),
                "parts": [
                    {
                        "tier": one.tier,
                        "id": one.id,
                        "title": one.title,
                        "count": one.count,
                        **figure_keys("mean", figure(one.mean, ranking.instrument)),
                        **({"levels": {str(level): count for level, count in one.levels}} if one.levels else {}),
                        **_lost(one.lost),
                        **({} if one.unproven is None else {"unproven": _unproven(*one.unproven)}),
                    }
                    for one in parts
                ],
            }
            for ranking, parts, focus in values
        ],
        "errors": [problem(one) for one in whole.problems],
        **_of_all(whole),
    }


def _lost(value: Fraction) -> dict[str, Any]:
    return {"lost": float(rounded(value, 4)), "lost_exact": str(value)}


def _unproven(count: int, mean: Fraction) -> dict[str, Any]:
    return {"count": count, **_lost(mean)}


def _of_all(whole: Whole) -> dict[str, Any]:
    data: dict[str, Any] = {} if whole.coverage.complete else {"read": coverage_keys(whole.coverage)}
    if whole.missing is not None:
        data["missing"] = list(whole.missing)
    if whole.verdicts is not None:
        data["gates"] = [placed(one) for one in whole.verdicts]
        data["passed"] = all(one.passed for one in whole.verdicts)
    return data


def _of(ranking: Ranking) -> dict[str, Any]:
    return {"instrument": ranking.instrument.id, "year": ranking.year, "stage": ranking.stage}


def _place(one: Ranked) -> dict[str, Any]:
    also = {"group_rank": one.group_rank, "mark": one.entry.mark}
    return {"rank": one.rank, **{key: value for key, value in also.items() if value is not None}}


def _summary(ranking: Ranking) -> dict[str, Any]:
    one = ranking.summary
    if one is None:
        return {**_of(ranking), "count": 0, **dict.fromkeys((*_FIGURES, "stdev")), "predicates": {}}
    figures = {name: figure(getattr(one, name), ranking.instrument) for name in _FIGURES}
    return {
        **_of(ranking),
        "count": one.count,
        **{name: float(value.shown) for name, value in figures.items()},
        "stdev": float(one.stdev),
        "predicates": dict(one.predicates),
    }


def _outliers(value: Outliers) -> dict[str, Any]:
    return {"low_exact": str(value.low), "high_exact": str(value.high), "agencies": [one.agency for one in value.entries]}
