"""Words for data."""

from __future__ import annotations

from types import SimpleNamespace

from spbe_cli import texts
from spbe_cli.texts import words


def test_an_instruments_text_is_the_official_one_where_there_is_no_other() -> None:
    both, one = SimpleNamespace(id="belum diperiksa", en="not yet checked"), SimpleNamespace(id="belum diperiksa", en=None)
    assert (words.in_language(both), words.in_language(one)) == ("not yet checked", "belum diperiksa")
    texts.use("id")
    assert (words.in_language(both), words.in_language(one)) == ("belum diperiksa", "belum diperiksa")
