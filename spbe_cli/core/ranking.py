"""Results to rankings: one per instrument, year and stage, by the exact index."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.core.weighting import total
from spbe_cli.model import agencies
from spbe_cli.model.assessment import stage_order
from spbe_cli.model.base import folded
from spbe_cli.model.ranking import Announced, Entry, Outliers, Position, Ranked, Ranking, Standing, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal
    from typing import Literal

    from spbe_cli.model.assessment import Stage
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import PartResult, Result

_STDEV_DECIMALS = 4


def entry(
    result: Result,
    detail: Literal["domain", "aspect", "indicator"] | None = None,
    line: int | None = None,
    sheet: str | None = None,
) -> Entry:
    """What a ranking keeps of a result, with the tree down to ``detail`` if that is given.

    ``line`` and ``sheet`` are the row of a table and its sheet.
    """
    assessment, published = result.assessment, result.assessment.published
    return Entry(
        path=result.path,
        line=line,
        sheet=sheet,
        agency=assessment.agency,
        year=assessment.year,
        instrument=result.instrument.id,
        stage=assessment.stage,
        group=assessment.group,
        kind=assessment.kind_of_agency,
        basis=result.basis,
        adjusted=result.adjusted,
        index=result.index,
        interval=result.interval,
        decisive=result.decisive,
        predicate=result.predicate,
        completeness=result.completeness,
        values=result.values,
        announced=None if published is None else Announced(published.index, published.predicate, result.differences),
        cautions=result.cautions,
        parts=() if detail is None else tuple(_pruned(part, detail) for part in result.parts),
        doubt=result.doubt,
        backed=result.backed.grade if result.backed else None,
        claimed=result.claimed.grade if result.claimed else None,
        owner=assessment.owner,
    )


def rank(results: Iterable[Result]) -> tuple[Ranking, ...]:
    """The rankings of results: one for each year, stage and instrument, as only what is comparable is ranked.

    Raises:
        ValueError: when an agency is there twice in one ranking, or when two instruments have one id.
    """
    results = tuple(results)
    instruments: dict[str, Instrument] = {}
    for one in results:
        if instruments.setdefault(one.instrument.id, one.instrument) != one.instrument:
            raise ValueError(f"two instruments have the id {one.instrument.id}")
    entries = tuple(map(entry, results))
    for first, second in twice(entries):
        raise ValueError(f"{second.agency} is there twice, first as {first.agency}: {first.path or '?'}, {second.path or '?'}")
    return rankings(entries, instruments)


def rankings(entries: Iterable[Entry], instruments: Mapping[str, Instrument]) -> tuple[Ranking, ...]:
    """The rankings of entries: by year and stage, then by instrument in the order of ``instruments``.

    An index off the scale is listed last, without a rank, and in no summary. Source: contract section 5.
    """
    comparable: defaultdict[tuple[str, int, Stage | None], list[Entry]] = defaultdict(list)
    for one in entries:
        comparable[one.instrument, one.year, one.stage].append(one)
    order = {identifier: position for position, identifier in enumerate(instruments)}
    return tuple(
        Ranking(instruments[identifier], year, stage, ranked, _summary(ranked, instruments[identifier]))
        for (identifier, year, stage), members in sorted(
            comparable.items(), key=lambda item: (item[0][1], stage_order(item[0][2]), order[item[0][0]])
        )
        for ranked in (_ranked(members),)
    )


def twice(entries: Iterable[Entry]) -> tuple[tuple[Entry, Entry], ...]:
    """Pairs of entries of the same agency in one ranking: the first entry, and each further one."""
    first: dict[tuple[str, int, str | None, str], Entry] = {}
    pairs = []
    for one in entries:
        key = (one.instrument, one.year, one.stage, agencies.key(one.agency))
        if key in first:
            pairs.append((first[key], one))
        else:
            first[key] = one
    return tuple(pairs)


def standings(result: Result, others: Iterable[Entry]) -> tuple[Standing, ...]:
    """Where a result stands among all comparable entries, among those of its group, and among those of its kind.

    Entries are comparable if they have its instrument, year and stage. A stage that is not named stands for any stage; if an
    agency has several comparable stages, the last one counts. The result replaces an entry of the same agency. Only standings
    with at least one peer are given. An index off the scale has no standing and is no peer. The entries have their parts.
    """
    own = entry(result)
    counted = (one for one in others if one.on_scale and _comparable(own, one)) if own.on_scale else ()
    by_stage = sorted(counted, key=lambda one: stage_order(one.stage))
    comparable = {agencies.key(one.agency): one for one in by_stage}
    itself = comparable.pop(agencies.key(own.agency), None)
    group = own.group or (itself.group if itself else None)
    peers = list(comparable.values())
    scopes: tuple[tuple[Literal["all", "group", "kind"], str | None, list[Entry]], ...] = (
        ("all", None, peers),
        ("group", group, [one for one in peers if group and one.group and agencies.key(one.group) == agencies.key(group)]),
        ("kind", own.kind, [one for one in peers if agencies.kind_key(one.kind) == agencies.kind_key(own.kind)]),
    )
    return tuple(_standing(result, among, called, own, chosen) for among, called, chosen in scopes if chosen)


def _comparable(own: Entry, other: Entry) -> bool:
    same = (own.instrument, own.year) == (other.instrument, other.year)
    return same and (own.stage == other.stage or own.stage is None or other.stage is None)


def _standing(
    result: Result, among: Literal["all", "group", "kind"], name: str | None, own: Entry, peers: list[Entry]
) -> Standing:
    parts = []
    for position, part in enumerate(result.parts):
        known = [value.exact for one in peers if (value := one.parts[position].value)]
        if part.value and known:
            parts.append((part, _position(part.value.exact, known)))
    return Standing(among, name, _position(own.index.exact, [one.index.exact for one in peers]), tuple(parts))


def _position(value: Fraction, others: Sequence[Fraction]) -> Position:
    values = sorted((*others, value))
    return Position(
        value=value,
        rank=1 + sum(one > value for one in others),
        count=len(values),
        percentile=Fraction(100 * sum(one < value for one in others), len(others)),
        best=values[-1],
        q3=_quantile(values, Fraction(3, 4)),
        median=_quantile(values, Fraction(1, 2)),
        q1=_quantile(values, Fraction(1, 4)),
    )


def summary(entries: Sequence[Entry], instrument: Instrument) -> Summary:
    """The summary of entries of one ranking; there must be at least one."""
    values = sorted((one.index.exact for one in entries), key=_rising)
    count = len(values)
    mean = total((one.numerator, one.denominator) for one in values) / count
    variance = total((one.numerator**2, one.denominator**2) for one in values) / count - mean**2
    given = Counter(one.predicate_name for one in entries)
    return Summary(
        count=count,
        mean=mean,
        median=_quantile(values, Fraction(1, 2)),
        q1=_quantile(values, Fraction(1, 4)),
        q3=_quantile(values, Fraction(3, 4)),
        min=values[0],
        max=values[-1],
        stdev=_root(variance),
        predicates=tuple((one.name, given[one.name]) for one in instrument.predicates if given[one.name]),
    )


def _summary(ranked: Iterable[Ranked], instrument: Instrument) -> Summary | None:
    counted = [one.entry for one in ranked if one.rank is not None]
    return summary(counted, instrument) if counted else None


def outliers(ranking: Ranking) -> Outliers:
    """Entries below the first or above the third quartile by more than one and a half times the distance between the two.

    There must be a summary. Source: J. W. Tukey, Exploratory Data Analysis (1977), with the quartiles of :class:`Summary`.
    """
    summary = ranking.summary
    if summary is None:
        raise ValueError("a ranking without ranks has no outliers")
    reach = (summary.q3 - summary.q1) * Fraction(3, 2)
    found = Outliers(summary.q1 - reach, summary.q3 + reach, ())
    counted = (one.entry for one in ranking.ranked if one.rank is not None)
    return found._replace(entries=tuple(one for one in counted if found.side(one.index.exact)))


def _ranked(entries: list[Entry]) -> tuple[Ranked, ...]:
    # One key at a time: the second sorting keeps the order of those that it finds equal, and fewer keys are in memory at once.
    ordered = sorted(entries, key=lambda one: folded(one.agency))
    ordered.sort(key=lambda one: _rising(one.index.exact), reverse=True)
    counted = [one for one in ordered if one.on_scale]
    ranks = positions([one.index.exact for one in counted])
    return (*map(Ranked, ranks, counted), *(Ranked(None, one) for one in ordered if not one.on_scale))


def _rising(value: Fraction) -> tuple[int, Fraction]:
    """A sort key for a value: whole numbers are compared far faster, and nearly always decide between two values."""
    return (value.numerator << 64) // value.denominator, value


def positions(values: Sequence[Fraction]) -> Iterator[int]:
    """The rank of each value, from 1; ``values`` are sorted, the highest first; equal values share a rank (1, 2, 2, 4)."""
    rank = 0
    for position, value in enumerate(values):
        if position == 0 or value != values[position - 1]:
            rank = position + 1
        yield rank


def _quantile(values: Sequence[Fraction], share: Fraction) -> Fraction:
    position = share * (len(values) - 1)
    low = int(position)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (position - low)


def _root(value: Fraction) -> Decimal:
    # Twice as many digits under the root give one digit more than is displayed.
    scale = 10 ** (2 * (_STDEV_DECIMALS + 1))
    root = isqrt(value.numerator * scale // value.denominator)
    return rounded(Fraction(root, 10 ** (_STDEV_DECIMALS + 1)), _STDEV_DECIMALS)


def _pruned(part: PartResult, detail: Literal["domain", "aspect", "indicator"]) -> PartResult:
    if detail == "indicator":
        return part
    aspects = tuple(aspect._replace(indicators=()) for aspect in part.aspects) if detail == "aspect" else ()
    return part._replace(aspects=aspects, indicators=())
