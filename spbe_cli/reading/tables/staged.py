"""Columns of several stages in one table: what each stage by itself has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from spbe_cli.model.assessment import stage_called, stage_order
from spbe_cli.reading.tables.above import Given
from spbe_cli.reading.tables.columns import of_indicators
from spbe_cli.reading.tables.headings import Meaning
from spbe_cli.reading.tables.parts import below
from spbe_cli.reading.tables.stages import is_stage, judged_by
from spbe_cli.reading.tables.years import of_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spbe_cli.model.assessment import Stage
    from spbe_cli.reading.tables.grid import Grid
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary

_NAMES: Final = ("title", "across")
"""What headings mean that are names."""

_LEVEL: Final = Meaning("level")
_INDEX: Final = Meaning("index")
_OURS: Final = Meaning("ours")


def with_stages(head: Head, vocabulary: Vocabulary) -> Head:
    """The same beginning with results below headings that mean something only without the stage behind them.

    So do ``Indeks SPBE Mandiri``, and several that say nothing but a stage, or stand below another heading: ``Mandiri`` beside
    ``Interviu``. Beside a column of the same meaning that says no stage such a heading means nothing, as anybody may have judged
    that one; nor does it beside a column that a setting chooses.
    """
    bare = _LEVEL if of_indicators(head) else _INDEX if "agency" in head.whats else None
    results, stages = _results(head), said(head)
    stages = {column: one for column, one in stages.items() if not vocabulary.is_set(head.rows[-1].cells.get(column, ""))}
    silent = {one for column, one in results.items() if column not in stages}
    found: dict[int, Meaning] = {}
    surely = set[int]()
    for column, text in head.texts.items():
        of = None if head.meanings[column] is not None or vocabulary.is_set(text) else judged_by(_in_year(text)[0])
        meant = None if of is None else vocabulary.meaning(of[0]) if of[0] else bare
        if of is not None and meant is not None and meant.is_result:
            found[column] = _INDEX if bare == _INDEX and meant == _LEVEL else meant
            stages[column] = stage_called(of[1])
            if of[0] and len(head.rows) == 1:
                surely.add(column)
    results |= found
    same = Counter((results[column], _in_year(head.texts[column])[1], stage) for column, stage in stages.items())
    alike = Counter(results[column] for column in stages)
    fitting = {
        column: one
        for column, one in found.items()
        if one not in silent
        and same[one, _in_year(head.texts[column])[1], stages[column]] == 1
        and (column in surely or alike[one] > 1)
    }
    return head._replace(meanings={**head.meanings, **fitting})


def _in_year(heading: str) -> tuple[str, int | None]:
    return of_year(heading) or (heading, None)


def with_figures(grid: Grid, head: Head, vocabulary: Vocabulary) -> Head:
    """The same beginning without headings that are likely those of results, where no level or figure stands below.

    Below ``Asesor`` may be names, below ``Dokumen`` evidence, and below ``Kondisi Saat Ini`` a description.
    """
    texts = head.texts
    results = [column for column, one in _results(head).items() if one in (_LEVEL, _INDEX)]
    unsure = [column for column in results if is_stage(texts[column]) or vocabulary.meaning(texts[column]) is None]
    cells = {column: [cell for row in below(grid, head) if (cell := row.cells.get(column))] for column in unsure}
    others = [column for column, said in cells.items() if said and not any(map(vocabulary.may_be_level, said))]
    return head._replace(meanings={**head.meanings, **dict.fromkeys(others)})


def said(head: Head) -> dict[int, Stage | None]:
    """The columns of results whose headings say by whose judgement they are, with the stage; None where they say only who judged.

    A heading over several columns does so by what stands below it. A name of an agency or of a part may end in any word.
    """
    found: dict[int, Stage | None] = {}
    for column, one in _results(head).items():
        over = head.over.get(column)
        below = "" if over is None else head.rows[-1].cells.get(column, "")
        texts = (below,) if one.what in _NAMES else (below, over or "", _in_year(head.texts[column])[0])
        if (of := next(filter(None, map(judged_by, texts)), None)) is not None:
            found[column] = stage_called(of[1])
    return found


def each(head: Head, asked: Stage | None) -> list[Head]:
    """The same beginning, once for each stage that headings of results say, in the order of time.

    Where a stage is asked for, or where a label above says one, only that one counts, else what says no stage (``Nilai Asesor``).
    The last stage has the results that say none beside others that do. A single stage is that of the whole table, but for the
    final one: ``Nilai Akhir`` is also what comes out in the end.

    Headings are left as they are where a column of its own says which stage a row is about, where two columns of one meaning are
    of the same stage, and where one of them says none.
    """
    stages, results = said(head), _results(head)
    if not stages or "stage" in head.whats or not _are_told_apart(results, stages):
        return [head]
    head = head._replace(meanings={**head.meanings, **{column: results[column] for column in stages}})
    every = sorted(set(stages.values()), key=stage_order)
    label = head.given.get("stage")
    wanted = asked if label is None else stage_called(label.text)
    if wanted is None and every == ["final"]:
        return [head]
    chosen = every if wanted is None else [one for one in (wanted, None) if one in every][:1] or every
    silent = results.keys() - stages.keys()
    return [_only(head, stages, one, silent if one != every[-1] else ()) for one in chosen]


def several(head: Head) -> dict[Stage | None, str]:
    """The stages of a table that is read for several, each with the first heading that says it; none for other tables."""
    stages = said(head) if len(each(head, None)) > 1 else {}
    return {stage: head.texts[column] for column, stage in reversed(stages.items())}


def elsewhere(head: Head, asked: Stage | None) -> frozenset[int]:
    """The columns of results of other stages than the one that is asked for; none where no stage is."""
    if asked is None:
        return frozenset()
    kept = each(head, asked)
    return frozenset(column for column in _results(head) if all(one.meanings[column] == _OURS for one in kept))


def _are_told_apart(results: Mapping[int, Meaning], stages: Mapping[int, Stage | None]) -> bool:
    """Whether no two columns of one meaning are of the same stage, and none of them says no stage."""
    pairs = [(results[column], stage) for column, stage in stages.items()]
    meant = {one for one, _stage in pairs}
    return len(set(pairs)) == len(pairs) and not any(one in meant for column, one in results.items() if column not in stages)


def _only(head: Head, stages: Mapping[int, Stage | None], wanted: Stage | None, silent: Iterable[int]) -> Head:
    others = [*silent, *(column for column, stage in stages.items() if stage != wanted)]
    column = next(column for column, stage in stages.items() if stage == wanted)
    given = {} if wanted is None else {"stage": Given(head.row, column, wanted)}
    return head._replace(meanings={**head.meanings, **dict.fromkeys(others, _OURS)}, given={**given, **head.given})


def _results(head: Head) -> dict[int, Meaning]:
    """The columns of results; a level in a row for each agency is its index."""
    found = {column: one for column, one in head.meanings.items() if one is not None and one.is_result}
    return found if of_indicators(head) else {column: _INDEX if one == _LEVEL else one for column, one in found.items()}
