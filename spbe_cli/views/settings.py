"""The page of what holds in a folder: settings, gates and headings with their places, and the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.config import Config, GateDefaults
from spbe_cli.texts import _
from spbe_cli.texts.words import listed
from spbe_cli.views.page import Column, Fact, Note, Page, Row, Table, data_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.settings import InForce, Section, Setting


def settings_page(found: InForce) -> Page:
    """The file, then what it can say with where each value comes from, then the variables that are read."""
    none = _("none here, or above in the same repository")
    return Page(
        title=_("What holds in this folder"),
        facts=(Fact("spbe.toml", none if found.path is None else found.path),),
        tables=(
            _data(found),
            *(table for section in _titles() if (table := _table(found, section)).rows),
            _environment(found),
        ),
        notes=tuple(_notes(found)),
    )


def _titles() -> dict[Section, str]:
    return {"settings": _("Settings"), "gates": _("Gates"), "columns": _("Headings of tables")}


def _data(found: InForce) -> Table:
    """All settings in one table, for programs."""
    columns = data_columns(("section", "setting", "value", "origin", "source", "line"))
    rows = (
        Row.of(columns, {
            "section": one.section,
            "setting": one.name,
            "value": _plain(one),
            "origin": one.origin,
            "source": one.source,
            "line": one.line,
        })
        for one in found.settings
    )  # fmt: skip
    return Table(columns, tuple(rows), audience="data")


def _table(found: InForce, section: Section) -> Table:
    columns = (
        Column("setting", _("Heading") if section == "columns" else _("Setting"), wide=True),
        Column("value", _("Value")),
        Column("place", _("From")),
        Column("says", _("What it says"), wide=True, audience="none" if section == "columns" else "people"),
    )
    rows = (
        Row.of(columns, {"setting": one.name, "value": _value(one), "place": place(one), "says": _says(one)})
        for one in found.settings
        if one.section == section
    )
    return Table(columns, tuple(rows), _titles()[section])


def _environment(found: InForce) -> Table:
    columns = (
        Column("name", _("Variable"), wide=True),
        Column("value", _("Value")),
        Column("says", _("What it says"), wide=True),
    )
    says = {
        "SPBE_LANG": _("The language, id or en; it comes before spbe.toml."),
        "SPBE_BROWSER": _("The browser that prints a PDF."),
        "NO_COLOR": _("No colour, whatever its value."),
        "FORCE_COLOR": _("Colour even where the output is no terminal."),
        "COLUMNS": _("How wide tables are."),
    }
    rows = (
        Row.of(columns, {"name": one.name, "value": one.value or _("not set"), "says": says[one.name]}) for one in found.variables
    )
    return Table(columns, tuple(rows), title=_("Environment"))


def _says(one: Setting) -> str:
    """What a setting is for, in the words of its model, which the schema of ``spbe.toml`` has too."""
    if one.section == "columns":
        return ""
    fields = GateDefaults.model_fields if one.section == "gates" else Config.model_fields
    return _(str(fields[one.name].description))


def _value(one: Setting) -> str:
    if one.value is not None:
        return _plain(one)
    if one.section == "columns":
        return _("passed over")
    return {"indicators": _("those that spbe brings"), "instrument": _("the one for the year")}.get(one.name) or _("none")


def _plain(one: Setting) -> str:
    if isinstance(one.value, bool):
        return str(one.value).lower()
    if isinstance(one.value, tuple):
        numbers = [each for each in one.value if isinstance(each, int)]
        return listed(numbers) if numbers else ", ".join(map(str, one.value))
    return one.value or ""


def place(one: Setting) -> str:
    """Where a value comes from: the option, the variable, or the place in the file."""
    if one.source is None:
        return _("default")
    return one.source if one.line is None else f"{one.source}:{one.line}"


def _notes(found: InForce) -> Iterator[Note]:
    for one in found.overruled:
        first = next(each for each in found.settings if each.name == one.name)
        text = _("{place} says {name} = {value}, but {source} comes first.")
        yield Note(text.format(place=place(one), name=one.name, value=_plain(one), source=first.source), "warning")
    yield Note(_("Options on the command line come before spbe.toml."))
