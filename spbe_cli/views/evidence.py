"""Items of evidence, and what was said of them, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import _
from spbe_cli.texts.messages import status_name
from spbe_cli.views.page import Items

if TYPE_CHECKING:
    from spbe_cli.model.assessment import Answer
    from spbe_cli.model.evidence import Evidence


def evidence_cell(answer: Answer) -> Items | None:
    """All that is handed in for an answer, an item a line; None where nothing is."""
    return Items(tuple(map(item_text, answer.evidence))) if answer.evidence else None


def item_text(item: Evidence) -> str:
    """An item by its name, with what it proves and what was said of it."""
    said = [
        _("level {level}").format(level=item.proves) if item.proves is not None else None,
        status_name(item.status) if item.status else None,
        item.note,
    ]
    about = ", ".join(filter(None, said))
    return f"{item.file} ({about})" if about else item.file


def judged_text(item: Evidence) -> str:
    """An item by its name, with what it proves, and who said what of it on which day."""
    by = [item.by, item.judged.isoformat() if item.judged else None]
    said = [
        _("level {level}").format(level=item.proves) if item.proves is not None else None,
        " ".join(filter(None, (status_name(item.status) if item.status else None, *by))) or None,
    ]
    about = ", ".join(filter(None, said))
    text = f"{item.file} ({about})" if about else item.file
    return f"{text}: {item.note}" if item.note else text
