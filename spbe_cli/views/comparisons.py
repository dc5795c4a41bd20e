"""The page of many compared agencies: which rose and fell, which are new or gone, and which indicators moved."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from spbe_cli.core.judging import rounded
from spbe_cli.model.base import folded
from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import listed, tier
from spbe_cli.views.absent import listed_with_near
from spbe_cli.views.answered import answered_notes
from spbe_cli.views.figures import agencies_text, both, change_text, effect_text, signed, signed_value
from spbe_cli.views.notes import checked_notes, doubt_notes, failures, notes_on, of_stages_notes, yardstick_note
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Table, data_columns
from spbe_cli.views.result import focus_text
from spbe_cli.views.sides import Sides, side_cells, sides_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spbe_cli.model.comparison import Comparison, Comparisons, Movement, Movements, Ranks
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.result import Result, Verdict

Sort = Literal["agency", "change", "index", "rank"]

_MEAN_DECIMALS = 2


class Unread(NamedTuple):
    """Whether files of each side could not be used; an agency that seems to be missing may be in them."""

    old: bool = False
    new: bool = False


SEEN: Final = Unread()


class Order(NamedTuple):
    """The order of agencies: by name, biggest rise of the index first, highest index first, biggest rise in rank first.

    ``reverse`` reverses the order; at most ``top`` agencies are shown.
    """

    sort: Sort = "agency"
    top: int | None = None
    reverse: bool = False


def comparisons_page(found: Comparisons, order: Order, verdicts: Sequence[Verdict] = (), unread: Unread = SEEN) -> Page:
    """Agencies side by side, in an order, then the indicators by their effect."""
    sides = _common_sides(found.pairs)
    return Page(
        title=ngettext("Comparison of {count} agency", "Comparison of {count} agencies", len(found.pairs)).format(
            count=number(len(found.pairs))
        ),
        subtitle=_subtitle(found.pairs),
        facts=(*_facts(found, sides), *(_focus_fact(one, one.focus) for one in found.movements if one.focus)),
        tables=(
            _agencies_table(_sorted(found.pairs, order)[: order.top], sides),
            *(
                _movements_table(one, sides, order.top, _movements_title(one, found, sides))
                for one in found.movements
                if one.indicators
            ),
        ),
        notes=(*_notes(found, unread), *failures(verdicts), *checked_notes(verdicts)),
    )


def unchecked_notes(agencies: Iterable[str]) -> Iterator[Note]:
    """A note on the agencies for which a gate could not be checked."""
    if names := sorted(agencies):
        yield Note(_("Not every gate could be checked for: {names}").format(names=", ".join(names)), "failure")


def _common_sides(pairs: Sequence[Comparison]) -> Sides:
    """The names of the sides if they are the same for all pairs, else just the old and the new side."""
    each = {sides_of(one.old, one.new) for one in pairs}
    return each.pop() if len(each) == 1 else Sides(_("Old"), _("New"), _("Old"), _("New"))


def _subtitle(pairs: Sequence[Comparison]) -> str:
    if not pairs:
        return ""

    def span(side: Literal["old", "new"]) -> tuple[str, str]:
        results = [one.old if side == "old" else one.new for one in pairs]
        years = sorted({one.assessment.year for one in results})
        sources = {one.instrument.source: None for one in results}
        return "-".join(str(year) for year in dict.fromkeys((years[0], years[-1]))), ", ".join(sources)

    old, new = span("old"), span("new")
    return " · ".join(both(*one) for one in zip(old, new, strict=True))


def _sorted(pairs: Sequence[Comparison], order: Order) -> list[Comparison]:
    """Pairs in the order that was asked for, equal ones by name; an index off the scale has no change and comes last."""
    by_name = sorted(pairs, key=lambda one: folded(one.new.agency), reverse=order.reverse and order.sort == "agency")
    way = -1 if order.reverse else 1
    keys: dict[Sort, Callable[[Comparison], tuple[bool, Fraction]]] = {
        "agency": lambda _one: (False, Fraction(0)),
        "change": lambda one: (not one.on_scale, -way * (one.change.exact or Fraction(0))),
        "index": lambda one: (not one.new.on_scale, -way * one.new.index.exact),
        "rank": lambda one: (one.ranks is None or one.ranks.rise is None, -way * Fraction((one.ranks and one.ranks.rise) or 0)),
    }
    return sorted(by_name, key=keys[order.sort])


def _facts(found: Comparisons, sides: Sides) -> Iterator[Fact]:
    pairs = [one for one in found.pairs if one.on_scale]
    text = _("{count} only in {side}")
    one_sided = ((found.only_old, sides.old_name), (found.only_new, sides.new_name))
    only = [text.format(count=number(len(names)), side=side) for names, side in one_sided if names]
    if off := len(found.pairs) - len(pairs):
        only.append(_("{count} of these off the scale, in no sum").format(count=number(off)))
    yield Fact(_("Agencies"), "; ".join((_("{count} on both sides").format(count=number(len(found.pairs))), *only)))
    if pairs:
        old, new = (
            rounded(sum((one.index.exact for one in side), Fraction(0)) / len(pairs), _MEAN_DECIMALS)
            for side in ([one.old for one in pairs], [one.new for one in pairs])
        )
        yield Fact(_("Mean index"), f"{number(old)} → {number(new)} ({signed(new - old)})", strong=True)
    changes = [one.change.shown or 0 for one in pairs]
    text = _("{up} up, {down} down, {same} unchanged")
    yield Fact(_("Index"), text.format(**_counts([(change > 0) - (change < 0) for change in changes])), strong=True)
    ways = {"up": 1, "same": 0, "down": -1}
    yield Fact(_("Predicate"), text.format(**_counts([ways[one.predicate] for one in pairs if one.predicate])))


def _focus_fact(movements: Movements, focus: Selection) -> Fact:
    """How much the indicators in focus changed the mean index of the compared agencies."""
    effect = effect_text(sum((one.effect for one in movements.indicators), Fraction(0)))
    text = _("{focus}, {effect} of the change of the mean index").format(focus=focus_text(focus), effect=effect)
    return Fact(_("Focus"), text)


def _counts(signs: Sequence[int]) -> dict[str, str]:
    return {way: number(signs.count(sign)) for way, sign in (("up", 1), ("down", -1), ("same", 0))}


def _agencies_table(pairs: Sequence[Comparison], sides: Sides) -> Table:
    columns = (
        Column("agency", _("Agency"), wide=True),
        *data_columns(f"{side}_{key}" for side in ("from", "to") for key in ("year", "stage", "instrument")),
        Column("from", sides.old, "number"),
        Column("to", sides.new, "number"),
        *data_columns(("delta", "delta_exact"), "number"),
        Column("change", _("Change"), "number", audience="people"),
        Column("predicates", _("Predicate"), audience="people"),
        *data_columns(("from_predicate", "to_predicate")),
        Column("ranks", _("Rank"), audience="people", spare=1),
        *data_columns(("from_rank", "to_rank", "rank_change"), "number"),
    )
    return Table(columns, tuple(Row.of(columns, _agency_cells(one)) for one in pairs))


def _agency_cells(one: Comparison) -> Cells:
    old, new, change = one.old, one.new, one.change
    changed: Cells = {"delta": change.shown, "delta_exact": change.exact, "change": change_text(*change)}
    return {
        "agency": new.agency,
        **side_cells(one),
        "from": old.index.shown,
        "to": new.index.shown,
        **(changed if one.on_scale else {}),
        "predicates": both(old.predicate_name or "–", new.predicate_name or "–"),
        "from_predicate": old.predicate_name or None,
        "to_predicate": new.predicate_name or None,
        **_rank_cells(one.ranks),
    }


def _rank_cells(ranks: Ranks | None) -> Cells:
    if ranks is None:
        return {}
    old, new = ("–" if one is None else number(one) for one in ranks)
    rise = "" if ranks.rise is None else f" ({signed(Decimal(ranks.rise))})"
    return {"ranks": f"{both(old, new)}{rise}", "from_rank": ranks.old, "to_rank": ranks.new, "rank_change": ranks.rise}


def _movements_title(one: Movements, found: Comparisons, sides: Sides) -> str:
    """What heads the indicators that moved; with the instrument and its agencies where there are several instruments."""
    if len(found.movements) == 1:
        if sides.claimed:
            return _("Over-claimed indicators, the biggest effect on the mean index first")
        return _("What moved, the biggest effect on the mean index first")
    text = _("What moved under {instrument} ({agencies}), the biggest effect on their mean index first")
    if sides.claimed:
        text = _("Over-claimed indicators under {instrument} ({agencies}), the biggest effect on their mean index first")
    return text.format(instrument=one.instrument.source, agencies=agencies_text(one.agencies))


def _movements_table(one: Movements, sides: Sides, top: int | None, title: str) -> Table:
    columns = (
        Column("id", _("No."), "number"),
        Column("label", tier("indicator").capitalize(), wide=True),
        Column("up", _("Higher"), "number"),
        Column("down", _("Lower"), "number"),
        Column("change", _("Mean\nchange"), "number"),
        Column("effect", _("Effect"), "number"),
    )
    rows = tuple(
        Row.of(
            columns,
            {
                "id": each.indicator.id,
                "label": each.indicator.title.id,
                "up": each.up,
                "down": each.down,
                "change": signed_value(each.change, _MEAN_DECIMALS),
                "effect": effect_text(each.effect),
            },
        )
        for each in _first(one, sides)[:top]
    )
    return Table(columns, rows, title)


def _first(one: Movements, sides: Sides) -> Sequence[Movement]:
    """The indicators in the order in which they are shown; if one side is claimed, the most over-claimed first."""
    if not sides.claimed:
        return one.indicators
    way = 1 if sides.claims == "old" else -1
    return sorted(one.indicators, key=lambda each: (way * each.effect, each.indicator.id))


def one_sided_notes(found: Comparisons, unread: Unread) -> Iterator[Note]:
    """The agencies that are on one side only."""
    if found.only_old:
        text = _("Gone, or in a file that can't be used: {names}") if unread.new else _("Gone: {names}")
        yield Note(text.format(names=listed_with_near(found.only_old, found.near)), "warning")
    if found.only_new:
        text = _("New, or before in a file that can't be used: {names}") if unread.old else _("New: {names}")
        yield Note(text.format(names=", ".join(one.agency for one in found.only_new)))


def sides_answered_notes(found: Comparisons) -> Iterator[Note]:
    """Which results on either side leave indicators unanswered or not applicable."""
    yield from answered_notes(_named(found))


def _named(found: Comparisons) -> Iterator[tuple[str, Result]]:
    """The results of both sides, each with the names of its agency and its side."""
    for one in found.pairs:
        sides = sides_of(one.old, one.new)
        yield f"{one.old.agency} {sides.old_name}", one.old
        yield f"{one.new.agency} {sides.new_name}", one.new


def _mixed(found: Comparisons) -> list[str]:
    """The instruments of each side that has several in its mean."""
    pairs = [one for one in found.pairs if one.on_scale]
    sides = ({one.old.instrument.id for one in pairs}, {one.new.instrument.id for one in pairs})
    return sorted(set().union(*(one for one in sides if len(one) > 1)))


def _notes(found: Comparisons, unread: Unread) -> Iterator[Note]:
    yield from one_sided_notes(found, unread)
    if any(not one.same_instrument for one in found.pairs):
        yield yardstick_note()
    yield from of_stages_notes([one.new.agency for one in found.pairs if one.stage_unnamed])
    if mixed := _mixed(found):
        text = _("Not all agencies of a side were measured by the same instrument, so the mean index mixes these: {instruments}.")
        yield Note(text.format(instruments=listed(mixed)), "warning")
    left_out = len(found.pairs) - sum(one.agencies for one in found.movements)
    if left_out and any(one.indicators for one in found.movements):
        text = _("{agencies} left out of what moved, as no answers under one instrument are known of both sides.")
        yield Note(text.format(agencies=agencies_text(left_out)))
    cautions = (one for pair in found.pairs for result in (pair.old, pair.new) for one in result.cautions)
    yield from dict.fromkeys(notes_on(cautions, "provisional", "year_outside"))
    yield from sides_answered_notes(found)
    yield from doubt_notes(_named(found))
