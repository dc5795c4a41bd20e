"""Where a result stands among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.core.judging import rounded
from spbe_cli.texts import _, number
from spbe_cli.views.page import Cell, Cells, Column, Percent, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.model.ranking import Position, Standing

_POSITION_DECIMALS = 2


def standings_table(standings: Sequence[Standing]) -> Table:
    """The standings of a result among peers, by index and by the parts of its top tier. There must be a standing."""
    figures = (
        Column("value", _("Value"), "number"),
        Column("best", _("Best"), "number"),
        Column("q3", _("3rd\nquartile"), "number", spare=1),
        Column("median", _("Median"), "number"),
        Column("q1", _("1st\nquartile"), "number", spare=1),
    )
    columns = (
        Column("label", _("Among"), wide=True),
        Column("rank", _("Ranked"), "number"),
        Column("percentile", _("Above"), "number"),
        *figures,
    )

    def row(label: str, one: Position, depth: int, *, strong: bool) -> Row:
        cells: Cells = {figure.key: rounded(getattr(one, figure.key), _POSITION_DECIMALS) for figure in figures}
        share: Cell = Percent(rounded(one.percentile, 0))
        rank = f"{number(one.rank)}/{number(one.count)}"
        return Row.of(columns, cells | {"label": label, "rank": rank, "percentile": share}, depth, strong=strong)

    rows = []
    for standing in standings:
        rows.append(row(peers_name(standing), standing.index, 0, strong=True))
        rows += [row(f"{part.id}  {part.title.id}", one, 1, strong=False) for part, one in standing.parts]
    return Table(columns, tuple(rows), _("Standing among peers"))


def peers_name(standing: Standing) -> str:
    """What the peers of a standing are called."""
    return {
        "all": _("All"),
        "group": standing.name,
        "kind": _("Kind: {kind}").format(kind=standing.name),
    }[standing.among] or ""
