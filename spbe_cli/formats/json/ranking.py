"""Rankings, and where points are lost, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.core.judging import figure, rounded
from spbe_cli.formats.json.checks import placed, problem
from spbe_cli.formats.json.figures import coverage, mean_figure, selection
from spbe_cli.formats.json.result import entry
from spbe_cli.formats.json.text import SCHEMA, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from spbe_cli.core.focusing import FocusedLosses
    from spbe_cli.core.losses import Loss
    from spbe_cli.formats.json.shapes import ranking as shapes
    from spbe_cli.model.coverage import Coverage
    from spbe_cli.model.ranking import Outliers, Ranked, Ranking
    from spbe_cli.model.result import Verdict
    from spbe_cli.reading.problems import Problem
    from spbe_cli.views.absent import Absent
    from spbe_cli.views.ranking import GroupMean


class Whole(NamedTuple):
    """What belongs to all rankings together.

    That is: the problems of the files; how many files and rows could be read; who is absent, if a list was given; verdicts, if
    gates were asked for; and the outliers and the groups of each ranking, if asked for.
    """

    problems: Sequence[Problem]
    coverage: Coverage
    absent: Absent | None = None
    verdicts: Sequence[Verdict] | None = None
    outliers: Sequence[Outliers | None] | None = None
    groups: Sequence[Sequence[GroupMean]] | None = None


def rankings(values: Sequence[Ranking], whole: Whole) -> Iterator[str]:
    """Rankings as JSON text, piece by piece, with one result per line, because there may be many."""
    yield f'{{"schema": {SCHEMA}, "results": ['
    separator = "\n"
    for one in each(values):
        yield separator + line(one)
        separator = ",\n"
    far: Sequence[shapes.FarAway] = [{} for _ranking in values]
    if whole.outliers is not None:
        far = [{"outliers": None if one is None else _outliers(one)} for one in whole.outliers]
    groups: Sequence[shapes.Grouped] = [{} for _ranking in values]
    if whole.groups is not None:
        groups = [{"groups": list(map(_group, one))} for one in whole.groups]
    summaries = list(map(_summary, values, far, groups))
    errors = [problem(one) for one in whole.problems]
    yield f'\n],\n"errors": {line(errors)},\n"summary": {line(summaries)}'
    for key, value in _of_all(whole).items():
        yield f',\n"{key}": {line(value)}'
    yield "}\n"


def each(values: Iterable[Ranking]) -> Iterator[shapes.Ranked]:
    """The results of all rankings, one by one."""
    for ranking in values:
        for one in ranking.ranked:
            yield {**_place(one), **entry(one.entry)}


def losses(values: Sequence[tuple[Ranking, Sequence[Loss], FocusedLosses | None]], whole: Whole) -> shapes.Losses:
    """Where points are lost, ranking by ranking, with the total loss in a focus."""
    return {
        "schema": SCHEMA,
        "losses": [_losses(*one) for one in values],
        "errors": [problem(one) for one in whole.problems],
        **_of_all(whole),
    }


def _losses(ranking: Ranking, parts: Sequence[Loss], focus: FocusedLosses | None) -> shapes.LossesOfRanking:
    chosen: shapes.Focus = {} if focus is None else {"focus": {**selection(focus.selection), **_lost(focus.lost)}}
    return {**_of(ranking), **chosen, "parts": [_loss(one, ranking) for one in parts]}


def _loss(value: Loss, of: Ranking) -> shapes.LostPart:
    levels: shapes.Levels = {"levels": {str(level): count for level, count in value.levels}} if value.levels else {}
    unproven: shapes.Unproven = {} if value.unproven is None else {"unproven": _unproven(*value.unproven)}
    return {
        "tier": value.tier,
        "id": value.id,
        "title": value.title,
        "count": value.count,
        **mean_figure(figure(value.mean, of.instrument)),
        **levels,
        **_lost(value.lost),
        **unproven,
    }


def _lost(value: Fraction) -> shapes.Lost:
    return {"lost": float(rounded(value, 4)), "lost_exact": str(value)}


def _unproven(count: int, mean: Fraction) -> shapes.UnprovenLost:
    return {"count": count, **_lost(mean)}


def _of_all(whole: Whole) -> shapes.OfAll:
    data: shapes.OfAll = {} if whole.coverage.complete else {"read": coverage(whole.coverage)}
    if whole.absent is not None:
        data["missing"] = list(whole.absent.missing)
        data["unusable"] = [one for one in whole.absent.missing if one in whole.absent.unusable]
        data["earlier"] = list(whole.absent.earlier)
        data["unexpected"] = list(whole.absent.unexpected)
    if whole.verdicts is not None:
        data["gates"] = [placed(one) for one in whole.verdicts]
        data["passed"] = not whole.problems and all(one.passed for one in whole.verdicts)
    return data


def _of(ranking: Ranking) -> shapes.OfRanking:
    return {"instrument": ranking.instrument.id, "year": ranking.year, "stage": ranking.stage}


def _place(one: Ranked) -> shapes.Placed:
    data: shapes.Placed = {"rank": one.rank}
    if one.group_rank is not None:
        data["group_rank"] = one.group_rank
    if one.entry.mark is not None:
        data["mark"] = one.entry.mark
    return data


def _summary(ranking: Ranking, far: shapes.FarAway, groups: shapes.Grouped) -> shapes.Summary:
    one = ranking.summary

    def shown(value: Fraction | None) -> float | None:
        return None if value is None else float(figure(value, ranking.instrument).shown)

    return {
        **_of(ranking),
        "count": one.count if one else 0,
        "mean": shown(one.mean if one else None),
        "median": shown(one.median if one else None),
        "q1": shown(one.q1 if one else None),
        "q3": shown(one.q3 if one else None),
        "min": shown(one.min if one else None),
        "max": shown(one.max if one else None),
        "stdev": float(one.stdev) if one else None,
        "predicates": dict(one.predicates) if one else {},
        **far,
        **groups,
    }


def _group(one: GroupMean) -> shapes.Group:
    return {"name": one.name, "count": one.ranked, "mean": None if one.mean is None else float(one.mean)}


def _outliers(value: Outliers) -> shapes.Outliers:
    return {"low_exact": str(value.low), "high_exact": str(value.high), "agencies": [one.agency for one in value.entries]}
