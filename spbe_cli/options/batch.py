"""What ``spbe batch`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Option

from spbe_cli.options.shared import (
    GATES,
    Basis,
    Checked,
    FailOnDifference,
    Focus,
    Names,
    Occasion,
    Paths,
    Reverse,
    Source,
    Strict,
    Tables,
    Written,
)
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Which files, which results in them, and how they are laid out."""

    paths: Paths
    top: Annotated[
        int | None, Option("--top", min=1, metavar="N", help=_("Only the first N, or of each group."), show_default=False)
    ] = None
    sort: Annotated[Literal["rank", "agency", "group"], Option("--sort", help=_("The order of the rows."))] = "rank"
    reverse: Reverse = False
    kind: Annotated[
        list[str] | None,
        Option("--kind", metavar=_("KIND"), help=_("Only agencies of this kind, such as Kota; repeatable."), show_default=False),
    ] = None
    group: Annotated[
        list[str] | None,
        Option("--group", metavar=_("GROUP"), help=_('Only agencies of this group, such as "Provinsi Bali"; repeatable.'),
               show_default=False),
    ] = None  # fmt: skip
    group_by: Annotated[
        Literal["group", "kind"] | None,
        Option("--group-by", help=_("Keep a group or kind of agency together, with the rank within it."), show_default=False),
    ] = None
    outliers: Annotated[
        bool, Option("--outliers", help=_("List the agencies whose index is far from the others, by the quartile rule."))
    ] = False
    by: Annotated[
        Literal["domain", "aspect", "indicator"] | None,
        Option("--by", help=_("Where points are lost, instead of the ranking."), show_default=False),
    ] = None
    detail: Annotated[
        Literal["domain", "aspect", "indicator"] | None,
        Option("--detail", help=_("How deep the results in JSON go."), show_default=False),
    ] = None
    expect: Annotated[
        str | None,
        Option("--expect", metavar=_("FILE"), help=_("The expected agencies, one name per line; missing ones are listed."),
               show_default=False),
    ] = None  # fmt: skip
    focus: Focus = None
    strict: Strict = False


class Gates(NamedTuple):
    """What every result must meet."""

    fail_under: Annotated[
        list[str] | None,
        Option("--fail-under", metavar=_("INDEX|PREDICATE"),
               help=_("The index or predicate to be reached by all; domain:2=2.0 for a part."), rich_help_panel=GATES,
               show_default=False),
    ] = None  # fmt: skip
    fail_on_difference: FailOnDifference = None
    basis: Basis = None


OPTIONS: Final = (Asked, Tables, Occasion, Source, Names, Gates, Checked, Written)
