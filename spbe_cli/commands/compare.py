"""``spbe compare``: two results side by side, or all agencies of two folders or tables."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands import exit_code
from spbe_cli.commands.bases import scored
from spbe_cli.commands.judging_changes import gates_on, reaching
from spbe_cli.commands.other_instruments import of_result, tell_of_others
from spbe_cli.commands.selection import focuses
from spbe_cli.commands.submissions import agency_of, found_in, nothing_asked_for
from spbe_cli.commands.thresholds import occasions
from spbe_cli.core.comparing import compare, pair
from spbe_cli.core.focusing import focused_on
from spbe_cli.formats.progress import progress, told
from spbe_cli.model.comparison import Comparisons, Judgements
from spbe_cli.model.coverage import Coverage
from spbe_cli.output import CHECK_FORMATS, LIST_FORMATS, Checks, deliver_pages, deliver_problems, tell_problems
from spbe_cli.reading.assessments import Submission
from spbe_cli.reading.files import STANDARD_INPUT, unsaid
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import in_both, is_many, meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from spbe_cli.commands.common import Common
    from spbe_cli.commands.judging_changes import Gate
    from spbe_cli.formats.json.shapes import comparison as shapes
    from spbe_cli.model.assessment import Stage
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.result import Result, Verdict
    from spbe_cli.options.compare import Asked
    from spbe_cli.reading.sources import Reader
    from spbe_cli.views.page import Page


class Side(NamedTuple):
    """One side: its path, the reader for its year and stage, the files that the path means, and what was read from them.

    That is the results, the problems, whether any result is a row of a table, and how many files and rows could be read.
    """

    path: str
    reader: Reader
    files: Sequence[str]
    problems: Sequence[Problem]
    results: Sequence[Result] = ()
    tables: bool = False
    coverage: Coverage = Coverage(0, 0)

    @property
    def occasion(self) -> tuple[int | None, Stage | None]:
        """The year and the stage that are asked for."""
        return self.reader.asked.year, self.reader.asked.stage


class Outcome(NamedTuple):
    """What the command found: comparisons, the verdicts on them, and problems."""

    found: Comparisons
    judged: Judgements
    problems: Sequence[Problem] = ()


def run(asked: Asked, common: Common) -> int:
    """Compares two files, or the agencies in two folders or tables, and delivers the comparison.

    Files with problems are reported; the other agencies are compared. 1 when a gate was not met; 2, which wins, when a file can't
    be used, or when an agency that a gate is for is gone or can't be checked.

    Raises:
        BadInput: with every problem when nothing can be compared, or when a gate has nothing to check; nothing is delivered then.
    """
    if asked.old == asked.new == STANDARD_INPUT:
        raise BadInput([Problem.of(asked.new, "standard_input_twice")])
    reader = common.reader(strict=asked.strict)
    before, after = (
        Side(path, reader.on(*occasion), *meant([path], reader.asked.note))
        for path, occasion in zip((asked.old, asked.new), occasions(asked.years, asked.stages), strict=True)
    )
    files = (*before.files, *after.files)
    common = common.reading(*files)
    try:
        excused = common.excused(reader.instruments)
        before, after = _read((before, after), common)
        _refuse_empty((before, after))
        _refuse_years(before, after)
        many = any(one.tables or is_many(one.path) for one in (before, after))
        with progress(1, quiet=common.quiet, task="work_out"):
            found = _compared(before, after, common, many=many)
        if asked.focus is not None:
            found = _focused(found, asked.focus)
        outcome = _judged(found, common, excused)
    except BadInput as bad:
        deliver_problems(bad.problems, files, common.destination)
        raise
    problems = [*_problems(before, after), *outcome.problems]
    if common.gates.of_comparisons:
        context = {"unread": bool(after.problems)}
        problems += (
            Problem.of(asked.new, "agency_gone", agency=one, meant=found.near.get(one), **context) for one in found.only_old
        )
    outcome = outcome._replace(problems=problems)
    tell_of_others(map(of_result, (*before.results, *after.results)), common, reader.instruments)
    common.tell_unchecked("fail_on_difference")
    _tell_idle(asked, common, many=many)
    _deliver(outcome, common, asked, (before, after), many=many)
    if many and common.rows_only:
        from spbe_cli.views.comparisons import Unread, one_sided_notes, sides_answered_notes

        unread = Unread(bool(before.problems), bool(after.problems))
        common.tell_notes((*one_sided_notes(found, unread), *sides_answered_notes(found)))
    common.tell_failures(outcome.judged.every)
    tell_problems(problems)
    return exit_code(problems, met=all(one.passed for one in outcome.judged.every))


def _tell_idle(asked: Asked, common: Common, *, many: bool) -> None:
    """Says on standard error which options have no effect: two results have no order, and data has all agencies in its own."""
    order = {"--sort": asked.sort != "agency", "--reverse": asked.reverse}
    chosen = common.destination.chosen(LIST_FORMATS + CHECK_FORMATS)
    if not many:
        common.tell_idle(order, only_for="agencies")
    if chosen in ("json", "jsonl"):
        common.tell_idle({**(order if many else {}), "--top": asked.top}, beside=common.destination.asked)
    elif chosen == "csv":
        # Of many agencies it has the index alone, of one agency every indicator.
        common.tell_idle({"--focus": asked.focus} if many else {"--top": asked.top}, beside=common.destination.asked)


def _refuse_empty(sides: Iterable[Side]) -> None:
    """Raises BadInput where nothing on a side is of what was asked for."""
    if empty := [nothing_asked_for(side.path, side.reader) for side in sides if not side.results and not side.problems]:
        raise BadInput(empty)


def _problems(before: Side, after: Side) -> list[Problem]:
    """The problems of both sides; those of a file on both are told once."""
    return list(dict.fromkeys((*before.problems, *after.problems)))


def _refuse_years(before: Side, after: Side) -> None:
    """Raises BadInput where the columns of a table are of several years, and nobody said which of them is compared."""
    of_columns = {file: years for side in (before, after) for file, years in _undecided(side)}
    if not of_columns:
        return
    of_results = (one.assessment.year for side in (before, after) for one in side.results)
    known = sorted({*of_results, *chain(*of_columns.values())})
    raise BadInput(Problem.of(file, "years_in_columns", years=years, such=known[-2:]) for file, years in of_columns.items())


def _undecided(side: Side) -> Iterator[tuple[str, list[int]]]:
    """The tables of a side with columns of several years, and these years; none where a year was asked for."""
    if side.tables and any(one.code == "agency_twice" for one in side.problems):
        for file in side.files:
            years = sorted({year for year, _stage in _occasions_of_rows(file, side.reader)})
            if len(years) > 1:
                yield file, years


def _compared(before: Side, after: Side, common: Common, *, many: bool) -> Comparisons:
    """The results of both sides side by side.

    Raises:
        BadInput: when there are none, when the same rows are on both sides, or when no gate of changes can be checked on them.
    """
    problems = _problems(before, after)
    if not many and problems:
        raise BadInput(problems)
    found = pair(before.results, after.results) if many else Comparisons((compare(*before.results, *after.results),))
    if not found.pairs:
        if before.results and after.results:
            problems.append(Problem.of(after.path, "no_agency_in_common", other=before.path))
        raise BadInput(problems)
    _refuse_same_rows(before, after, found)
    if common.gates.of_changes and (unfit := list(_unfit(before, after, found))):
        raise BadInput([*problems, *unfit])
    return found


def _read(sides: Sequence[Side], common: Common) -> Iterator[Side]:
    """The sides, with what is read from each."""
    with progress(sum(len(side.files) for side in sides), quiet=common.quiet) as more:
        for side in sides:
            made = partial(scored, basis=common.gates.basis)
            found = found_in(told(side.files, more), side.reader, agency_of, made)
            problems = (*side.problems, *found.problems)
            yield side._replace(problems=problems, results=found.sound, tables=found.tables, coverage=found.coverage)


def _refuse_same_rows(before: Side, after: Side, found: Comparisons) -> None:
    """Raises BadInput where the same rows are on both sides for two years or stages, unless headings tell their figures apart."""
    asked = [before.occasion, after.occasion]
    if asked[0] == asked[1] or not all(map(_same_row, found.pairs)):
        return
    if files := [one for one in in_both(before.files, after.files) if not _occasions_of_rows(one, after.reader)]:
        raise BadInput(Problem.of(one, "same_rows", asked=asked) for one in files)


def _same_row(compared: Comparison) -> bool:
    old, new = compared.old, compared.new
    of_then = new.assessment.model_copy(update={"year": old.assessment.year, "stage": old.assessment.stage})
    return bool(in_both([old.path], [new.path])) and old.line == new.line and old.assessment == of_then


def _occasions_of_rows(path: str, reader: Reader) -> set[tuple[int, Stage | None]]:
    """The years and stages of a table whose columns are of several, so that a row is about several; none for other tables."""
    occasions: dict[int | None, set[tuple[int, Stage | None]]] = {}
    for read in reader.on(None, None).noting(unsaid).submissions(path):
        if isinstance(read, Submission):
            occasions.setdefault(read.row, set()).add((read.assessment.year, read.assessment.stage))
    return set().union(*(one for row, one in occasions.items() if row is not None and len(one) > 1))


def _unfit(before: Side, after: Side, found: Comparisons) -> Iterator[Problem]:
    """Problems that make a comparison meaningless: the same file twice, several years on a side, the later result first."""
    same = in_both(before.files, after.files) if before.occasion == after.occasion else []
    yield from (Problem.of(one, "same_file") for one in same)
    years = [max(one.assessment.year for one in side.results) for side in (before, after)]
    odd = False
    for side, latest in zip((before, after), years, strict=True):
        for one in side.results:
            if one.assessment.year != latest:
                odd = True
                context = {"agency": one.agency, "year": one.assessment.year, "latest": latest}
                yield Problem.at(one.path, one.line, None, "odd_year", **context)
    if not same and not odd and years[1] < years[0]:
        yield Problem.of(after.path, "earlier_than_before", year=years[1], before=years[0])
    for compared in found.pairs:
        if compared.backwards:
            old, new = compared.old.assessment, compared.new
            context = {"agency": new.agency, "year": old.year, "stage": new.assessment.stage, "before": old.stage}
            yield Problem.at(new.path, new.line, None, "stage_backwards", **context)


def _judged(found: Comparisons, common: Common, excused: Collection[int]) -> Outcome:
    """The comparisons with their verdicts; agencies that are only new must reach the index, too.

    A gate that can't be checked for some of the agencies is a problem of these.

    Raises:
        BadInput: when a gate can be checked for none.
    """
    problems: list[Problem] = []
    unchecked: set[str] = set()
    works: dict[str, bool] = {}

    def checked(agency: str, gates: Iterable[Gate]) -> Iterator[Verdict]:
        for gate, check in gates:
            try:
                verdicts = check()
            except BadInput as bad:
                problems.extend(bad.problems)
                unchecked.add(agency)
                works.setdefault(gate, False)
            else:
                works[gate] = True
                yield from verdicts

    verdicts = tuple(tuple(checked(one.new.agency, gates_on(one, common, excused))) for one in found.pairs)
    only_new = [list(checked(one.agency, [reaching(one, common, excused)])) for one in found.only_new]
    if not all(works.values()):
        raise BadInput(problems)
    return Outcome(found, Judgements(verdicts, tuple(chain(*only_new)), frozenset(unchecked)), problems)


def _focused(found: Comparisons, text: str) -> Comparisons:
    """The comparisons with the indicators that a focus means in each instrument of the new results.

    Raises:
        BadInput: when it means none in one of them, or when no agency has known levels on both sides.
    """
    chosen = focuses(text, {one.new.instrument.id: one.new.instrument for one in found.pairs}.values())
    if not any(one.exact for one in found.pairs):
        coarse = (one for pair in found.pairs for one in (pair.old, pair.new) if one.basis != "indicators")
        raise BadInput([Problem.at(one.path, one.line, None, "focus_no_levels", agency=one.agency) for one in coarse])
    return focused_on(found, chosen)


def _deliver(outcome: Outcome, common: Common, asked: Asked, sides: tuple[Side, Side], *, many: bool) -> None:
    found = outcome.found
    before, after = sides

    def pages() -> Iterator[Page]:
        if common.destination.is_report:
            from spbe_cli.views.report import comparison_report as page_of_one
            from spbe_cli.views.report import comparisons_report as page_of_many
        else:
            from spbe_cli.views.comparison import comparison_page as page_of_one
            from spbe_cli.views.comparisons import comparisons_page as page_of_many
        if many:
            from spbe_cli.views.comparisons import Order, Unread, unchecked_notes
            from spbe_cli.views.scope import coverage_facts, repeated_facts

            unread = Unread(bool(before.problems), bool(after.problems))
            page = page_of_many(found, Order(asked.sort, asked.top, asked.reverse), outcome.judged.every, unread)
            sides = before.coverage, after.coverage
            notes = (*page.notes, *unchecked_notes(outcome.judged.unchecked))
            yield page._replace(facts=(*page.facts, *coverage_facts(*sides), *repeated_facts(*sides)), notes=notes)
        else:
            yield page_of_one(found.pairs[0], asked.top, outcome.judged.pairs[0])

    def data() -> shapes.Comparison | shapes.Comparisons:
        from spbe_cli.formats.json import comparison as as_json

        if many:
            read = before.coverage, after.coverage
            return as_json.comparisons(found, outcome.judged, outcome.problems, read)
        return as_json.comparison(found.pairs[0], outcome.judged.pairs[0])

    def each() -> Iterator[shapes.Comparison]:
        from spbe_cli.formats.json import comparison as as_json

        for one, own in zip(found.pairs, outcome.judged.pairs, strict=True):
            yield as_json.comparison(one, own, checked=one.new.agency not in outcome.judged.unchecked)

    files = (*before.files, *after.files)
    checks = Checks(files, outcome.problems, outcome.judged.every if common.gates.of_comparisons else None)
    deliver_pages(pages(), common.destination, data, checks, each)
