"""What ``spbe score`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Option

from spbe_cli.options.shared import (
    GATES,
    OUTPUT,
    Basis,
    Checked,
    FailOnDifference,
    Files,
    Focus,
    Names,
    Occasion,
    Source,
    Strict,
    Tables,
    Today,
    Written,
)
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, and what is asked for beyond their scores."""

    files: Files
    settings: Annotated[
        list[str] | None,
        Option("--set", metavar=_("SELECTION=LEVEL"),
               help=_("What if: other answers (32=4, domain:3=4), before and after side by side."),
               show_default=False),
    ] = None  # fmt: skip
    detail: Annotated[Literal["domain", "aspect", "indicator"], Option("--detail", help=_("How deep the table goes."))] = "aspect"
    target: Annotated[
        str | None,
        Option("--target", metavar=_("INDEX|PREDICATE"),
               help=_("Show the distance to this target, today and with all commitments kept."),
               show_default=False),
    ] = None  # fmt: skip
    today: Today = None
    strict: Strict = False
    among: Annotated[
        str | None,
        Option("--among", metavar=_("PATH"),
               help=_("Where it stands among the results in a folder or table: all, its group, its kind."), show_default=False),
    ] = None  # fmt: skip
    before: Annotated[
        str | None,
        Option("--before", metavar=_("FILE"), help=_("An earlier answer file or table, to see beside it."), show_default=False),
    ] = None
    as_judged: Annotated[
        str | None,
        Option("--as-judged", metavar=_("PATH"),
               help=_("The index to expect if it is judged like these self-assessments, whose final results are there too."),
               show_default=False),
    ] = None  # fmt: skip
    lowered: Annotated[
        str | None,
        Option("--lowered", metavar="P",
               help=_("What to expect when each answered level is one lower with this probability, such as 0.2."),
               show_default=False),
    ] = None  # fmt: skip
    focus: Focus = None
    owners: Annotated[
        str | None,
        Option("--owners", metavar=_("FILE"),
               help=_("Who answers for the gaps on one page; without it, who is named in the file."), rich_help_panel=OUTPUT,
               show_default=False),
    ] = None  # fmt: skip
    one_page: Annotated[
        bool, Option("--one-page", help=_("A single sheet for the head of the agency, to be signed."), rich_help_panel=OUTPUT)
    ] = False


class Gates(NamedTuple):
    """What a result must meet."""

    fail_under: Annotated[
        list[str] | None,
        Option("--fail-under", metavar=_("INDEX|PREDICATE"),
               help=_("The index or predicate to be reached; domain:2=2.0 for a part."), rich_help_panel=GATES,
               show_default=False),
    ] = None  # fmt: skip
    fail_on_difference: FailOnDifference = None
    basis: Basis = None


OPTIONS: Final = (Asked, Tables, Occasion, Source, Names, Gates, Checked, Written)
