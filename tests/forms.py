"""Workbooks to fill in, as openpyxl opens them."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from openpyxl import load_workbook

from spbe_cli import texts
from spbe_cli.model.instrument import Instrument
from spbe_cli.writing.workbook import workbook


def blank(instrument: Instrument, **head: str) -> Any:
    """A workbook of an instrument in which only the agency, and what else is given, is filled in."""
    return load_workbook(io.BytesIO(_written(instrument, texts.language(), tuple({"agency": "Kota Contoh", **head}.items()))))


@cache
def _written(instrument: Instrument, _language: texts.Language, head: tuple[tuple[str, str], ...]) -> bytes:
    # Hundreds of tests begin with the same one, and writing it takes as long as opening it.
    return workbook(instrument, head=dict(head))
