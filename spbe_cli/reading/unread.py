"""Files of a folder that are not read there although they may hold answers, so that nobody takes them for counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from spbe_cli.model.keys import ASSESSMENT
from spbe_cli.reading.decoding import BETWEEN_CELLS, begun
from spbe_cli.reading.tables.headings import meaning

if TYPE_CHECKING:
    from pathlib import Path

_SHEETS: Final = (".ods", ".ots", ".fods", ".xls", ".xlsb", ".xlsm", ".xltx", ".xltm", ".et", ".numbers", ".gsheet")
_HALF_HERE: Final = (".crdownload", ".part", ".partial", ".download", ".opdownload")
"""What browsers call a file that they have not downloaded to its end."""
_DOCUMENTS: Final = (".doc", ".docx", ".odt", ".pdf", ".zip", ".rar", ".7z", ".tar", ".gz", ".eml", ".msg")
_TEXTS: Final = (".yaml", ".yml", ".json", ".csv", ".tsv", ".txt")

_BEGINNING: Final = 4096
_FIRST_LINES: Final = 20


def _key(*english: str) -> re.Pattern[str]:
    """Any of these keys of an answer file, in both languages."""
    names = [name for pair in ASSESSMENT.items() if pair[1] in english for name in pair]
    return re.compile(rf"""\b(?:{"|".join(names)})["']?\s*:""")


_AGENCY: Final = _key("agency")
_RESULT: Final = _key("answers", "published")
_OURS: Final = re.compile(r'"schema"\s*:|_num\b')
"""What commands write beside the answers: results, and no answers."""


def may_hold_answers(file: Path, *, nested: bool, named_otherwise: bool) -> bool:
    """Whether a file that is not read may hold answers: a text by what it begins with, another one by its kind and name.

    Documents in ``nested`` folders are more likely evidence; a sheet ``named_otherwise``, as owners are, is that.
    """
    name = file.name.lower()
    if name.endswith(_TEXTS):
        return _begins_with_answers(file)
    return not named_otherwise and name.endswith((*_SHEETS, *_HALF_HERE, *(() if nested else _DOCUMENTS)))


def _begins_with_answers(file: Path) -> bool:
    """Whether a text begins with keys of an answer file, or with the headings of a table of agencies or of indicators."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_BEGINNING)
    except OSError:
        return False
    text = begun(data)
    if _OURS.search(text):
        return False
    if _AGENCY.search(text) and _RESULT.search(text):
        return True
    return any(_is_heading(line) for line in text.splitlines()[:_FIRST_LINES])


def _is_heading(line: str) -> bool:
    found = [one for cell in BETWEEN_CELLS.split(line) if (one := meaning(cell.strip(' "'))) is not None]
    what = {one.what for one in found}
    figures = not what.isdisjoint(("index", "level")) or any(one.id is not None for one in found)
    return (figures and "agency" in what) or what.issuperset(("indicator", "level"))
