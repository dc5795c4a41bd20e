"""Rankings, and where points are lost, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.core.judging import figure, rounded
from spbe_cli.formats.json.checks import placed, problem
from spbe_cli.formats.json.figures import figure_keys, selection
from spbe_cli.formats.json.result import entry
from spbe_cli.formats.json.text import SCHEMA, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from spbe_cli.core.focusing import FocusedLosses
    from spbe_cli.core.losses import Loss
    from spbe_cli.model.ranking import Ranking
    from spbe_cli.model.result import Verdict
    from spbe_cli.reading.problems import Problem


_FIGURES = ("mean", "median", "q1", "q3", "min", "max")


def rankings(
    values: Sequence[Ranking],
    problems: Sequence[Problem],
    missing: Sequence[str] | None,
    verdicts: Sequence[Verdict] | None,
) -> Iterator[str]:
    """Rankings as JSON text, piece by piece, a result on a line, as there may be many."""
    yield f'{{"schema": {SCHEMA}, "results": ['
    separator = "\n"
    for ranking in values:
        for one in ranking.ranked:
            yield separator + line({"rank": one.rank, "mark": "!" if one.entry.doubt == "refuted" else None, **entry(one.entry)})
            separator = ",\n"
    errors = [problem(one) for one in problems]
    yield f'\n],\n"errors": {line(errors)},\n"summary": {line([_summary(one) for one in values])}'
    for key, value in _of_all(missing, verdicts).items():
        yield f',\n"{key}": {line(value)}'
    yield "}\n"


def losses(
    values: Sequence[tuple[Ranking, Sequence[Loss], FocusedLosses | None]],
    problems: Sequence[Problem],
    missing: Sequence[str] | None,
    verdicts: Sequence[Verdict] | None,
) -> dict[str, Any]:
    """Where points are lost, ranking by ranking; with what is lost in a focus together."""
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
                    }
                    for one in parts
                ],
            }
            for ranking, parts, focus in values
        ],
        "errors": [problem(one) for one in problems],
        **_of_all(missing, verdicts),
    }


def _lost(value: Fraction) -> dict[str, Any]:
    return {"lost": float(rounded(value, 4)), "lost_exact": str(value)}


def _of_all(missing: Sequence[str] | None, verdicts: Sequence[Verdict] | None) -> dict[str, Any]:
    """What is said of all rankings together: who is missing where some were expected, and verdicts where gates were asked for."""
    data: dict[str, Any] = {}
    if missing is not None:
        data["missing"] = list(missing)
    if verdicts is not None:
        data["gates"] = [placed(one) for one in verdicts]
        data["passed"] = all(one.passed for one in verdicts)
    return data


def _of(ranking: Ranking) -> dict[str, Any]:
    return {"instrument": ranking.instrument.id, "year": ranking.year, "stage": ranking.stage}


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
