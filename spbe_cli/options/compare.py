"""What ``spbe compare`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Argument, Option

from spbe_cli.options.shared import GATES, Basis, Checked, Focus, Names, Reverse, Source, Strict, Tables, Written
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Both sides, how many rows are shown in which order, and how strict reading is."""

    old: Annotated[
        str,
        Argument(
            metavar=_("OLD"),
            help=_("The earlier results: an answer file, a folder, a quoted pattern or a table."),
            show_default=False,
        ),
    ]
    new: Annotated[str, Argument(metavar=_("NEW"), help=_("The later results, in one of the same forms."), show_default=False)]
    top: Annotated[
        int | None,
        Option("--top", min=1, metavar="N",
               help=_("Only the N indicators that matter most, the rest as one row; of many agencies the first N."),
               show_default=False),
    ] = None  # fmt: skip
    sort: Annotated[Literal["agency", "change", "index", "rank"], Option("--sort", help=_("The order of many agencies."))] = (
        "agency"
    )
    reverse: Reverse = False
    focus: Focus = None
    strict: Strict = False
    years: Annotated[
        str | None,
        Option("--year", metavar=_("YEAR|OLD,NEW"),
               help=_("Only this assessment year, or one for each side (2023,2024); it is that of tables that name none."),
               show_default=False),
    ] = None  # fmt: skip
    stages: Annotated[
        str | None,
        Option("--stage", metavar=_("STAGE|OLD,NEW"),
               help=_("Only this stage, or one for each side (self,final); it is that of tables that name none."),
               show_default=False),
    ] = None  # fmt: skip


class Gates(NamedTuple):
    """What a new result must meet, by itself and beside the old one."""

    fail_under: Annotated[
        list[str] | None,
        Option("--fail-under", metavar=_("INDEX|PREDICATE"),
               help=_("The index or predicate to be reached after; domain:2=2.0 for a part."), rich_help_panel=GATES,
               show_default=False),
    ] = None  # fmt: skip
    max_drop: Annotated[
        str | None,
        Option("--max-drop", metavar=_("POINTS"), help=_("By how much the exact index may drop."), rich_help_panel=GATES,
               show_default=False),
    ] = None  # fmt: skip
    no_regression: Annotated[
        Literal["predicate", "domain", "aspect", "indicator"] | None,
        Option("--no-regression", help=_("What may not be lower than before."), rich_help_panel=GATES, show_default=False),
    ] = None
    basis: Basis = None


OPTIONS: Final = (Asked, Tables, Source, Names, Gates, Checked, Written)
