"""The formulas of a row: what was filled in as a number, how often it counts, and what its level asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli import office
from spbe_cli.reading.remarks import CALLED, NEGATIONS, UNCLEAR, WORDS
from spbe_cli.texts import _, exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spbe_cli.model.scale import Scale
    from spbe_cli.model.tree import Indicator
    from spbe_cli.office import Area

_SIGNS: Final = str.maketrans(office.SIGNS, " " * len(office.SIGNS))


class Row(NamedTuple):
    """A row to fill in: an indicator, and which of its services where it repeats."""

    indicator: Indicator
    service: int | None
    line: int

    @property
    def first(self) -> bool:
        """Whether it is the only row of its indicator, or the first."""
        return self.service in (None, 1)


def cells_of(row: Row, at: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row by the keys of their columns."""
    return {key: xl_rowcol_to_cell(row.line, column) for key, column in at.items()}


class Measure(NamedTuple):
    """How the answers of a row are measured: the scale, how many units the row weighs, and the cells that hold the levels.

    ``names`` are those of the levels, as :func:`spoken`; None where a name alone is no value. ``values`` stand beside them.
    """

    scale: Scale
    units: int
    names: Area | None
    values: Area


def helpers(row: Row, rows: Sequence[Row], at: Mapping[str, int], measure: Measure) -> dict[str, str]:
    """The hidden cells that make a number of what was filled in, and say how often it counts (``cells.HELPERS``).

    Levels in words are understood as :mod:`spbe_cli.reading.levels` does, but of a remark behind a number only the first word is
    looked at. ``state`` is the number, ``n/a``, ``?`` for what can't be, or nothing. An indicator is one item, or none when it
    does not apply; of one that repeats every answered service is an item, and so are as many empty rows as services are missing.
    """
    scale, names, values = measure.scale, measure.names, measure.values
    c = cells_of(row, at)
    low, high = exact(scale.min), exact(scale.max)
    states = f"{cells_of(rows[0], at)['state']}:{cells_of(rows[-1], at)['state']}"
    away = f'OR({c["token"]}="n/a",LEFT({c["clean"]},13)="tidak berlaku")'
    fits = f"{c['number']}>={low},{c['number']}<={high}"
    if not scale.fractional:
        away_from_low = f"({c['number']}-{low})*{exact(1 / scale.step)}"
        fits += f",ABS({away_from_low}-ROUND({away_from_low},0))<1E-6"
    fits += f',LEFT({c["clean"]},1)<>"-"'
    named, clear = '""', _clear(c)
    if names is not None:
        clear = f"OR(SUMPRODUCT(--({names}={c['behind']}))>0,{clear})"
        fits += f",SUMPRODUCT(({names}={c['behind']})*({values}<>{c['number']}))=0"
        said = f"({names}={c['bare']})"
        named = f'IF(SUMPRODUCT(--{said})=1,SUMPRODUCT({said}*{values}),"")'
    level = f'IF(ISNUMBER({c["number"]}),IF(AND({fits},{clear}),{c["number"]},"?"),"?")'
    if row.service is None:
        items, answered, not_applicable = (
            f'IF({c["state"]}="n/a",0,1)',
            f"COUNT({c['state']})",
            f'COUNTIF({c["state"]},"n/a")',
        )
    else:
        nothing_of_it = f'AND(COUNT({states})=0,COUNTIF({states},"n/a")>0)'
        empty = f"{row.service}-COUNT({cells_of(rows[0], at)['state']}:{c['state']})"
        missing = f"{row.indicator.repeat}-COUNT({states})"
        items = f"IF(ISNUMBER({c['state']}),1,IF({nothing_of_it},0,IF({empty}<={missing},1,0)))"
        answered = f"IF(COUNT({states})>0,1,0)" if row.first else "0"
        not_applicable = f"IF({nothing_of_it},1,0)" if row.first else "0"
    return {
        "clean": office.cleaned(c["level"]),
        "bare": office.bare(c["clean"], () if scale.bands else CALLED),
        "token": office.leading(c["bare"]),
        "behind": f"TRIM(MID({c['bare']},LEN({c['token']})+1,200))",
        "number": f'IF({c["token"]}="","",IFERROR({_pointless(c["token"])},{named}))',
        "state": f'IF({c["clean"]}="","",IF({away},"n/a",{level}))',
        "items": items,
        "value": f"IF(ISNUMBER({c['state']}),{c['state']},{low})",
        "units": str(measure.units),
        "answered": answered,
        "away": not_applicable,
    }


def spoken(name: str | None) -> str:
    """The name of a level as the formulas compare it, without the signs that may stand before it."""
    return " ".join((name or "").casefold().translate(_SIGNS).split())


def _clear(c: Mapping[str, str]) -> str:
    """A formula for whether a number is clear with the word behind it: :mod:`spbe_cli.reading.remarks` has the words."""
    first, negated = office.leading(c["behind"]), f'{c["number"]}&" "&{office.listed(NEGATIONS)}&" "'
    return (
        f"AND(SUMPRODUCT(--(LEFT({first},1)={office.listed(map(str, range(10)))}))=0,"
        f"SUMPRODUCT(--({first}={office.listed(UNCLEAR)}))=0,"
        f'SUMPRODUCT(--ISNUMBER(FIND({negated},{c["clean"]}&" ")))=0,'
        f"SUMPRODUCT(({c['behind']}={office.listed(WORDS)})*({c['number']}<>{office.listed(WORDS.values())}))=0)"
    )


def _pointless(token: str) -> str:
    """A formula for the number in a word, behind which a full stop may stand: ``3. Terdefinisi``."""
    return office.numeric(f'IF(RIGHT({token},1)=".",LEFT({token},LEN({token})-1),{token})')


def backed(row: Row, at: Mapping[str, int], scale: Scale, proven: str) -> str:
    """A hidden cell too: of the value as much as accepted evidence proves, by a formula for what is proven of the indicator."""
    return f"MIN({cells_of(row, at)['value']},MAX({exact(scale.min)},{proven}))"


def asks(c: Mapping[str, str], asked: Area, values: Area, last: int) -> tuple[str, str]:
    """What the highest level that is reached asks for, and the one above it."""
    # A level that is typed as its number is found whatever binary floating point makes of it.
    held = f"IFERROR(MATCH({c['value']}+1E-9,{values},1),0)"
    this = f'IF(AND(ISNUMBER({c["state"]}),{held}>0),INDEX({asked},MAX(1,{held})),"")'
    highest = office.joined(_("This is the highest level."))
    above = f"IF({held}>={last},{highest},INDEX({asked},MIN({last},{held}+1)))"
    shown = f'OR({c["items"]}>0,{c["state"]}="?")'
    return this, f'IF({shown},{above},"")'
