"""What every command takes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from spbe_cli.output import CHECK_FORMATS, LIST_FORMATS, ROW_FORMATS, STANDARD_OUTPUT, Destination, tell, tell_problems
from spbe_cli.reading.instruments import built_in_path
from spbe_cli.reading.problems import installed
from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Literal

    from spbe_cli.commands.bases import Basis
    from spbe_cli.model.assessment import Assessment, Stage
    from spbe_cli.model.criteria import Criteria
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.owners import Part
    from spbe_cli.model.result import Verdict
    from spbe_cli.reading.assessments import Strict
    from spbe_cli.reading.instruments import Instruments
    from spbe_cli.reading.problems import Note as PassedOver
    from spbe_cli.reading.sources import Reader
    from spbe_cli.views.page import Note


class Gates(NamedTuple):
    """The gates that were asked for; None for each that was not.

    ``not_applicable`` are the indicators that gates allow to be not applicable.
    """

    fail_under: Sequence[str] | None = None
    max_drop: str | None = None
    no_regression: Literal["predicate", "domain", "aspect", "indicator"] | None = None
    fail_on_difference: bool | None = None
    basis: Basis | None = None
    not_applicable: Sequence[int] | None = None

    @property
    def of_results(self) -> bool:
        """Whether there is a gate for results by themselves."""
        return self.fail_under is not None or bool(self.fail_on_difference) or self.from_answers

    @property
    def from_answers(self) -> bool:
        """Whether a result fails if it has only announced figures."""
        return self.basis == "answers"

    @property
    def of_changes(self) -> bool:
        """Whether there is a gate for changes from earlier results."""
        return not (self.max_drop is self.no_regression is None)

    @property
    def of_comparisons(self) -> bool:
        """Whether there is a gate for comparisons: for the changes, or for the new results."""
        return self.fail_under is not None or self.of_changes or self.from_answers


class Tables(NamedTuple):
    """What the options say about tables: the sheet, the agency, the year and the stage to read, and other headings.

    ``occasions`` is whether there are options for the year and the stage, which those of ``init`` are not: they say what
    the new files are of.
    """

    sheet: str | None = None
    agency: str | None = None
    year: int | None = None
    stage: Stage | None = None
    columns: Mapping[str, str | None] = {}
    occasions: bool = True


class Common(NamedTuple):
    """The instrument file and default instrument, where output goes, whether to be quiet, and the gates.

    ``aliases`` is the file of other names of agencies, for a command that ``matches`` agencies by name. ``config`` is the
    ``spbe.toml`` that was read. ``places`` gives the place in it of each option that comes from it.
    """

    indicators: str | None = None
    instrument: str | None = None
    destination: Destination = Destination()
    quiet: bool = False
    gates: Gates = Gates()
    matches: bool = False
    aliases: str | None = None
    config: str | None = None
    places: Mapping[str, tuple[int, int]] = {}
    tables: Tables = Tables()

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Common:
        """The values of a command line, by the names of its options; a command need not have all of these options."""
        colour, force = not given.get("no_color", False), given.get("force", False)
        quiet = given.get("quiet", False)
        output = given.get("output")
        fills_in = "force" in given and "format" not in given
        if output == STANDARD_OUTPUT and not fills_in:
            output = None  # which is standard output for what nobody fills in
        to = Destination(given.get("format"), output, colour, force, quiet=quiet)
        gates = Gates(**{gate: given[gate] for gate in Gates._fields if gate in given})
        source = given.get("indicators"), given.get("instrument")
        tables = Tables(**{key: given[key] for key in ("sheet", "agency", "year", "stage") if key in given and "sheet" in given})
        tables = tables._replace(occasions="sheet" in given and ("year" in given or "years" in given))
        return cls(*source, to, quiet, gates, "aliases" in given, given.get("aliases"), tables=tables)

    def settled(self) -> Common:
        """The same, with what ``spbe.toml`` says for each option that was not given.

        Raises:
            BadInput: with every problem of that file.
        """
        from spbe_cli.reading.config import config_path, load_config, misnamed

        path = config_path()
        if path is None:
            self._tell_misnamed(misnamed())
            return self.reading(str(built_in_path()), self.indicators, self.aliases)
        read = load_config(path)
        gates = self.gates._asdict()
        asked = {"indicators": self.indicators, "instrument": self.instrument, "aliases": self.aliases, **gates}
        said = {"indicators": read.indicators, "instrument": read.config.instrument, **read.config.gates.model_dump()}
        if self.matches:
            said["aliases"] = read.aliases
        taken = {key: value for key, value in said.items() if asked[key] is None and value is not None}
        settled = asked | taken
        return self._replace(
            indicators=settled["indicators"],
            instrument=settled["instrument"],
            aliases=settled["aliases"],
            gates=Gates(**{key: settled[key] for key in gates}),
            config=path,
            tables=self.tables._replace(columns=read.config.columns),
            places={key: read.place.find(("gates", key) if key in gates else (key,)) for key in taken},
        ).reading(str(built_in_path()), settled["indicators"], settled["aliases"], path)

    @staticmethod
    def _tell_misnamed(names: Sequence[str]) -> None:
        """Says on standard error which files are no ``spbe.toml``, but are meant to be: their gates would be lost in silence."""
        if names:
            from spbe_cli.reading.problems import Problem

            tell_problems(Problem.of(one, "config_misnamed") for one in names)

    def place(self, option: str) -> tuple[str, int | None, int | None]:
        """Where an option was given: on the command line, or at a place in ``spbe.toml``."""
        if self.config is None or option not in self.places:
            return f"--{option.replace('_', '-')}", None, None
        return self.config, *self.places[option]

    def instruments(self) -> Instruments:
        """The instruments of the file that is asked for, or the built-in ones.

        Raises:
            BadInput: with every problem of the instrument file, or with the files that ``spbe.toml`` names in vain.
        """
        from spbe_cli.reading.instruments import load_instruments
        from spbe_cli.reading.problems import BadInput, Problem

        named = {"indicators": self.indicators, "aliases": self.aliases}
        missing = [key for key, path in named.items() if key in self.places and path and not os.path.exists(path)]
        if missing:
            raise BadInput(Problem.at(*self.place(key), "named_file_missing", value=named[key]) for key in missing)
        return load_instruments(self.indicators)

    def reader(self, *, strict: Strict = False) -> Reader:
        """A reader of answer files and tables for the chosen instruments; with ``strict`` every indicator must be answered.

        Raises:
            BadInput: as :meth:`instruments` says, with every problem of the file of aliases, or when the chosen instrument is not
                in the instrument file.
        """
        from spbe_cli.reading.sources import Asked, Reader

        instruments = self.instruments()
        asked = Asked(**self.tables._asdict(), note=self._teller())
        reader = Reader(instruments, self.default(instruments), strict, asked)
        if self.aliases is None:
            return reader
        from spbe_cli.reading.aliases import load_aliases

        return reader._replace(aliases=load_aliases(self.aliases))

    def _teller(self) -> Callable[[PassedOver], None]:
        """A function that says on standard error what was passed over, each thing once."""
        told: set[PassedOver] = set()

        def tell_once(note: PassedOver) -> None:
            if not self.quiet and note not in told:
                told.add(note)
                tell_problems([note])

        return tell_once

    def excused(self, instruments: Instruments) -> frozenset[int]:
        """The indicators that gates allow to be not applicable.

        Raises:
            BadInput: when no instrument has one of them.
        """
        from spbe_cli.reading.problems import BadInput, Problem

        given = frozenset(self.gates.not_applicable or ())
        known = {one for instrument in instruments for one in instrument.indicators}
        if given - known:
            place = self.place("not_applicable")
            raise BadInput(Problem.at(*place, "unknown_indicator", id=one) for one in sorted(given - known))
        return given

    def default(self, instruments: Instruments) -> Instrument | None:
        """The instrument for files that name none.

        Raises:
            BadInput: when there is none with the id that was asked for.
        """
        from spbe_cli.reading.instruments import chosen

        return None if self.instrument is None else chosen(instruments, self.instrument, *self.place("instrument"))

    def workbook(self, instrument: Instrument, assessment: Assessment, part: Part | None = None) -> bytes:
        """A workbook to fill in, with an assessment's answers and its year's criteria; of the whole, or of an owner's ``part``.

        Raises:
            BadInput: when the library that makes it is not installed, or the criteria can't be read.
        """
        with installed(self.destination.asked):
            from spbe_cli.writing.handout import handout
            from spbe_cli.writing.workbook import workbook
        criteria = self.criteria_of(instrument, assessment.year)
        if part is not None:
            return handout(instrument, criteria, assessment, part)
        return workbook(instrument, criteria, assessment)

    def blank_workbooks(self, instrument: Instrument, year: int) -> Callable[[Assessment], bytes]:
        """What makes workbooks to fill in for agencies that have answered nothing yet.

        Raises:
            BadInput: when the library that makes them is not installed, or the criteria can't be read.
        """
        with installed(self.destination.asked):
            from spbe_cli.writing.workbook import Blanks
        return Blanks(instrument, self.criteria_of(instrument, year)).workbook

    def criteria(self, instrument: Instrument) -> Criteria | None:
        """The level criteria of an instrument; None where there are none.

        A region's own instrument has its own criteria. It also has those of the built-in instrument of the same id, if all the
        indicators and levels in them are in it.
        """
        from spbe_cli.reading.criteria import load_criteria

        return load_criteria(instrument, lent=self.indicators is not None)

    def criteria_by_id(self, instruments: Iterable[Instrument]) -> dict[str, Criteria | None]:
        """The level criteria of instruments, by the instrument's id; each is read once."""
        return {identifier: self.criteria(one) for identifier, one in {one.id: one for one in instruments}.items()}

    def criteria_of(self, instrument: Instrument, year: int) -> Criteria | None:
        """The level criteria of an assessment year, as help to fill in answers; None where there are none."""
        criteria = self.criteria(instrument)
        return None if criteria is None else criteria.held_in(year)

    def reading(self, *files: str | None) -> Common:
        """The same, with the files that are read, so that no output overwrites them; None stands for no file."""
        read = tuple(one for one in files if one is not None)
        return self._replace(destination=self.destination._replace(inputs=(*self.destination.inputs, *read)))

    @property
    def rows_only(self) -> bool:
        """Whether the output has rows only, so that what stands beside them is said on standard error."""
        return self.destination.chosen(LIST_FORMATS + CHECK_FORMATS) in ROW_FORMATS

    def tell_unchecked(self, *gates: Literal["max_drop", "no_regression", "fail_on_difference"]) -> None:
        """Says on standard error which of these gates ``spbe.toml`` has, as the command that is running can't check them.

        Only where the output is what the gates say: whoever reads it takes it for all of them.
        """
        if not self.destination.is_of_checks:
            return
        from spbe_cli.reading.problems import Problem

        unchecked = [gate for gate in gates if getattr(self.gates, gate) not in (None, False)]
        tell_problems(Problem.at(*self.place(gate), "gate_elsewhere", gate=gate) for gate in unchecked)

    @staticmethod
    def tell_idle(given: Mapping[str, object], **why: str) -> None:
        """Says on standard error which options have no effect on what is asked for.

        Args:
            given: values by option; one that is false was not given.
            why: ``beside``, the option that leaves them none; or ``only_for``, what they have an effect on: an option,
                ``agencies``, ``agency``, ``commitments``, ``gates`` or ``open``.
        """
        from spbe_cli.reading.problems import Problem

        tell_problems(Problem.of(option, "idle", **why) for option, value in given.items() if value)

    def tell_notes(self, notes: Iterable[Note]) -> None:
        """Says notes on standard error."""
        tell("".join(f"{visible(one.text)}\n" for one in notes))

    def tell_failures(self, verdicts: Iterable[Verdict]) -> None:
        """Says on standard error which gates were not met, unless standard output shows it already."""
        if self.destination.path is None and not self.rows_only:
            return
        from spbe_cli.views.notes import verdict_text

        for one in verdicts:
            if not one.passed:
                tell(f"{visible(one.path)}: {verdict_text(one)}\n")
