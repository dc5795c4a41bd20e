"""What ``spbe init`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Option

from spbe_cli.options.shared import FilledIn, Indicators, Names
from spbe_cli.texts import _


class Asked(NamedTuple):
    """The agency or a list of agencies, the year and stage, the form, and the answers to begin with."""

    agency: Annotated[
        str | None, Option("--agency", metavar=_("NAME"), help=_("Whose answers they will be."), show_default=False)
    ] = None
    year: Annotated[
        int | None,
        Option("--year", metavar=_("YEAR"), help=_("The assessment year; without it this year."), show_default=False),
    ] = None
    stage: Annotated[
        Literal["self", "document", "interview", "visit", "final"] | None,
        Option("--stage", help=_("The stage of the assessment."), show_default=False),
    ] = None
    group: Annotated[
        str | None,
        Option("--group", metavar=_("NAME"), help=_("The group that the agency belongs to."), show_default=False),
    ] = None
    opds: Annotated[
        str | None,
        Option("--opds", metavar=_("FILE"),
               help=_("Agencies, a name on a line or in a table: a file for each, in the folder that -o names."),
               show_default=False),
    ] = None  # fmt: skip
    form: Annotated[
        Literal["yaml", "xlsx"] | None,
        Option("--as", help=_("Answer files or workbooks; without it, as the output's ending says, answer files without one."),
               show_default=False),
    ] = None  # fmt: skip
    old: Annotated[
        str | None,
        Option("--from", metavar=_("OLD"),
               help=_("Begin with the answers of an earlier file; of a folder or table, by the agency's name."),
               show_default=False),
    ] = None  # fmt: skip


class Source(NamedTuple):
    """The instruments: a file of them, and the one that is answered."""

    indicators: Indicators = None
    instrument: Annotated[
        str | None,
        Option("--instrument", metavar="ID", help=_("Which instrument; without it the one for the year."), show_default=False),
    ] = None


OPTIONS: Final = (Asked, Source, Names, FilledIn)
