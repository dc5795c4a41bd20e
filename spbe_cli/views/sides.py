"""What two results beside each other are called, and how the instruments that measured them differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from spbe_cli.model import agencies
from spbe_cli.texts import _, number
from spbe_cli.texts.words import occasion_name, stage_name

if TYPE_CHECKING:
    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Result
    from spbe_cli.views.page import Cells


class Sides(NamedTuple):
    """The names of the two sides, over their columns and in a sentence; ``claims`` is the side that the agency claims."""

    old: str
    new: str
    old_name: str
    new_name: str
    claims: Literal["old", "new"] | None = None

    @property
    def claimed(self) -> bool:
        """Whether one of the sides is what the agency claims."""
        return self.claims is not None


def sides_of(old: Result, new: Result) -> Sides:
    """The names of the two sides, by what differs: years, stages, or only the file."""
    before, after = old.assessment, new.assessment
    if before.year != after.year:
        return Sides(*(str(before.year), str(after.year)) * 2)
    if before.stage and after.stage and before.stage != after.stage:
        names = stage_name(before.stage), stage_name(after.stage)
        if before.stage == "self":
            return Sides(_("Claimed"), _("Given"), *names, claims="old")
        if after.stage == "self":
            return Sides(_("Given"), _("Claimed"), *names, claims="new")
        return Sides(occasion_name(before.year, before.stage), occasion_name(after.year, after.stage), *names)
    names = (old.path, new.path) if agencies.key(before.agency) == agencies.key(after.agency) else (before.agency, after.agency)
    return Sides(_("Old"), _("New"), *names)


def side_names(before: Comparison) -> tuple[str, str]:
    """The names of the earlier and the present result: their years with their stages where these differ, else what is enough."""
    old, new = before.old.assessment, before.new.assessment
    if before.other_stage:
        return occasion_name(old.year, old.stage), occasion_name(new.year, new.stage)
    return (_("Before"), _("Now")) if old.year == new.year else (str(old.year), str(new.year))


def side_cells(comparison: Comparison) -> Cells:
    """The year, the stage and the instrument of both sides, as data."""
    cells: Cells = {}
    for side, result in (("from", comparison.old), ("to", comparison.new)):
        one = result.assessment
        cells |= {f"{side}_year": one.year, f"{side}_stage": one.stage, f"{side}_instrument": result.instrument.id}
    return cells


def yardstick_text(old: Instrument, new: Instrument) -> str:
    """The differences of two instruments that matter for an index."""
    differences = []
    scales = [_scale_text(one) for one in (old, new)]
    if scales[0] != scales[1]:
        differences.append(_("levels {change}").format(change=" → ".join(scales)))
    differences.append(_("indicators {change}").format(change=f"{len(old.indicators)} → {len(new.indicators)}"))
    bounds = [{one.name: one.lower for one in instrument.predicates[:-1]} for instrument in (old, new)]
    if bounds[0].keys() != bounds[1].keys():
        differences.append(_("other predicates"))
    else:
        moved = [
            f"{name} {number(bound)} → {number(bounds[1][name])}" for name, bound in bounds[0].items() if bound != bounds[1][name]
        ]
        if moved:
            differences.append(_("predicates from {changes}").format(changes=", ".join(moved)))
    return "; ".join(differences)


def _scale_text(instrument: Instrument) -> str:
    scale = instrument.scale
    span = f"{number(scale.min)}-{number(scale.max)}"
    return span if scale.step == 1 else _("{span} with fractions").format(span=span)
