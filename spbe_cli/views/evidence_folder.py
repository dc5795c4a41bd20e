"""What a reader sees of a folder of evidence: what is missing in it, what has changed, and what nobody lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spbe_cli.texts import _, ngettext, number
from spbe_cli.texts.words import listed
from spbe_cli.views.page import Cells, Column, Fact, Note, Page, Row, Table, data_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.filed import Filed, FileState, Folder

_MOST_UNLISTED: Final = 20


def folder_page(folder: Folder) -> Page:
    """What was looked for and found, first what is wrong."""
    return Page(
        title=_("The files in {folder}").format(folder=folder.path),
        facts=tuple(_facts(folder)),
        tables=(_data(folder), *_wrong(folder)),
        notes=tuple(_notes(folder)),
    )


def state_name(state: FileState) -> str:
    """What is found of an item of evidence."""
    return {
        "intact": _("as it was sealed"),
        "unsealed": _("not sealed"),
        "changed": _("changed since sealed"),
        "missing": _("not there"),
        "no_file": _("no file"),
    }[state]


def _facts(folder: Folder) -> Iterator[Fact]:
    counts = {
        _("Listed"): len(folder.filed),
        _("Not there"): len(folder.missing),
        _("Changed since sealed"): len(folder.changed),
        _("As sealed"): len(folder.in_state("intact")),
        _("Not sealed"): len(folder.in_state("unsealed")),
        _("Not listed"): len(folder.unlisted),
        _("Addresses, not looked up"): folder.addresses,
    }
    always = tuple(counts)[:3]
    for label, count in counts.items():
        if count or label in always:
            yield Fact(label, number(count), strong=label in always)


def _wrong(folder: Folder) -> Iterator[Table]:
    wrong = (*folder.missing, *folder.changed)
    several = len({one.agency for one in wrong}) > 1
    columns = (
        Column("state", _("Found")),
        Column("file", _("File"), wide=True),
        *([Column("near", _("Perhaps"), wide=True)] if any(one.near for one in wrong) else []),
        Column("agency", _("Agency"), spare=1, audience="all" if several else "none"),
        Column("indicator", _("No."), "number"),
        Column("place", _("Listed in"), spare=2),
    )
    rows = [
        Row.of(columns, {
            "state": state_name(one.state),
            "file": one.item.file,
            "near": one.near,
            "agency": one.agency,
            "indicator": one.indicator,
            "place": one.place,
        })
        for one in wrong
    ]  # fmt: skip
    if rows:
        yield Table(columns, tuple(rows), _("What is not there, and what has changed"))


def _notes(folder: Folder) -> Iterator[Note]:
    if folder.unlisted:
        shown, others = folder.unlisted[:_MOST_UNLISTED], len(folder.unlisted) - _MOST_UNLISTED
        text = _("No item lists: {names}").format(names=listed(shown))
        if others > 0:
            text += " " + ngettext("and {count} other", "and {count} others", others).format(count=number(others))
        yield Note(text, "warning")
    if unsealed := len(folder.in_state("unsealed")):
        text = ngettext("{count} file is not sealed: --seal does it.", "{count} files are not sealed: --seal does it.", unsealed)
        yield Note(text.format(count=number(unsealed)))
    if folder.passed and folder.filed:
        yield Note(_("All files that are listed are there, and none has changed since it was sealed."), "success")


def _data(folder: Folder) -> Table:
    columns = data_columns(("path", "agency", "indicator", "file", "sha256", "found"))
    rows = [Row.of(columns, _cells(one)) for one in folder.filed]
    rows += [Row.of(columns, {"file": one, "found": "unlisted"}) for one in folder.unlisted]
    return Table(columns, tuple(rows), audience="data")


def _cells(one: Filed) -> Cells:
    return {
        "path": one.path,
        "agency": one.agency,
        "indicator": one.indicator,
        "file": one.item.file,
        "sha256": one.item.sha256,
        "found": one.state,
    }
