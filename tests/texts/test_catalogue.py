"""What is said: the Indonesian catalogue against the code, the choice of the language, numbers, and text made harmless."""

from __future__ import annotations

import gettext
import io
import locale
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, get_args

import pytest
import typer
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import texts
from spbe_cli.model.base import Text
from spbe_cli.model.rules import Rule, Sure
from spbe_cli.texts import rules, typer_words
from tests.conftest import EXAMPLES, Spbe
from tests.strategies import built_in

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "spbe_cli" / "texts" / "id" / "LC_MESSAGES" / "spbe.po"
COMPILED = texts._FOLDER / "id" / "LC_MESSAGES" / "spbe.mo"

Forms = tuple[str, ...]


def forms(text: str | Iterable[str] | None) -> Forms:
    """A message's singular, and its plural where it has one."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def extracted(folder: Path, mappings: Iterable[tuple[str, str]]) -> set[Forms]:
    """Every message that is marked in a folder's code."""
    found = extract_from_dir(folder, list(mappings), directory_filter=lambda path: not Path(path).name.startswith("."))
    return {forms(text) for _file, _line, text, _comments, _context in found}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}", text))


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with SOURCE.open("rb") as file:
        return read_po(file, abort_invalid=True)


@pytest.fixture(scope="module")
def entries(catalogue: Catalog) -> dict[Forms, Message]:
    return {forms(entry.id): entry for entry in catalogue if entry.id}


@pytest.fixture(scope="module")
def marked() -> set[Forms]:
    """The messages of our code, found as the mapping in pyproject.toml says."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    return extracted(ROOT, ((mapping["pattern"], mapping["method"]) for mapping in mappings))


def test_every_message_is_translated(marked: set[Forms], entries: Mapping[Forms, Message]) -> None:
    assert len(marked) > 200
    assert [text for text in sorted(marked) if text not in entries] == []


def test_no_message_is_left_over(marked: set[Forms], entries: Mapping[Forms, Message]) -> None:
    # One that is marked inside an f-string is not found before Python 3.12: mark it outside.
    assert [text for text in sorted(entries) if text not in marked] == []


def test_no_translation_is_empty_or_uncertain(entries: Mapping[Forms, Message]) -> None:
    assert [text for text, entry in entries.items() if not all(forms(entry.string) or [None])] == []
    assert [text for text, entry in entries.items() if entry.fuzzy] == []


def test_placeholders_are_kept(entries: Mapping[Forms, Message]) -> None:
    # The one Indonesian form may follow either English one, as a plural may name what a singular does not.
    assert [
        text
        for text, entry in entries.items()
        if placeholders(forms(entry.string)[0]) not in [placeholders(form) for form in text]
    ] == []


def test_the_source_is_tidy(catalogue: Catalog, entries: Mapping[Forms, Message]) -> None:
    assert (str(catalogue.locale), catalogue.num_plurals) == ("id", 1)
    assert not catalogue.obsolete
    assert [text for text, entry in entries.items() if entry.locations] == []
    assert list(entries) == sorted(entries)


def test_the_compiled_catalogue_is_that_of_the_source(catalogue: Catalog) -> None:
    def compiled(file: IO[bytes]) -> dict[str, str]:
        words: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        return {text: word for text, word in words.items() if text}

    expected = io.BytesIO()
    write_mo(expected, catalogue)
    expected.seek(0)
    with COMPILED.open("rb") as file:
        assert compiled(file) == compiled(expected), "compile it: pip install --no-deps -e ."


def test_every_word_of_typer_is_translated(entries: Mapping[Forms, Message]) -> None:
    words = extracted(Path(typer.__file__).parent, [("**.py", "python")])
    assert ("Options",) in words
    assert [text for text in sorted(words) if text not in entries] == []


def test_typers_words_change_with_the_language() -> None:
    english = typer_words.words()
    texts.use("id")
    indonesian = typer_words.words()
    assert [word for word in indonesian if word in english] == []
    assert english[:3] == ("Arguments", "Options", "Commands")
    assert indonesian[:3] == ("Argumen", "Opsi", "Perintah")


RULES: dict[str, list[dict[str, Any]]] = {
    "rule_crosswalk": [{"instruments": ("a", "b")}],
    "rule_focus": [{"focuses": ("a",)}],
    "rule_levels": [{"scale": one.scale} for one in built_in()],
    "rule_predicate": [{}, {"predicates": built_in()[0].predicates}],
    "rule_rounding": [{"decimals": 2}],
    "rule_thresholds": [{"basis": "exact", "year": 2024}, {"basis": "rounded", "year": 2023}, {"thresholds": {2021: "exact"}}],
    "rule_weights": [{"count": 47}],
    "rule_wording": [{"year": None}, {"year": 2024}],
}
"""What a rule is about, where that is more than a minimum."""


@pytest.mark.parametrize("code", rules._SAYS)
def test_every_rule_has_text_in_both_languages(code: str) -> None:
    for context in RULES.get(code, [{"minimum": Fraction(1)}]):
        said = {}
        for language in texts.LANGUAGES:
            texts.use(language)
            said[language] = rules.rule_says(Rule(code, None, None, context))
        assert "" not in said.values()
        assert said["en"] != said["id"]
        assert "{" not in "".join(said.values())


@pytest.mark.parametrize(
    ("sure", "source", "english", "indonesian"),
    [
        ("regulation", None, "Permen PANRB 59/2020, annex, B.4", "Permen PANRB 59/2020, lampiran, B.4"),
        ("announced", Text(id="hasil 2025", en="results of 2025"), "results of 2025", "hasil 2025"),
        ("secondary", "Permen", "Permen, as secondary sources have it", "Permen, menurut sumber sekunder"),
        ("convention", Text(id="karena", en="because"), "a convention (because)", "ketentuan (karena)"),
        (None, "Contoh\x1b rekaan", "Contoh\\x1b rekaan", "Contoh\\x1b rekaan"),
    ],
)
def test_where_a_rule_comes_from(sure: Sure | None, source: Text | str | None, english: str, indonesian: str) -> None:
    rule = Rule("rule_mean", sure, source)
    assert (rules.rule_source(rule), rules.sourced("So.", rule)) == (english, f"So. Source: {english}.")
    texts.use("id")
    assert (rules.rule_source(rule), rules.sourced("Begitu.", rule)) == (indonesian, f"Begitu. Sumber: {indonesian}.")


def test_a_convention_that_nothing_more_is_said_of() -> None:
    assert rules.rule_source(Rule("rule_not_applicable", "convention", None)) == "a convention of spbe"


def test_how_sure_a_rule_is_has_words_in_both_languages() -> None:
    words = {}
    for language in texts.LANGUAGES:
        texts.use(language)
        words[language] = [rules.how_sure(one) for one in (*get_args(Sure), None)]
    assert len({*words["en"], *words["id"]}) == 12


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ("score a.yaml --lang id", {"SPBE_LANG": "en"}, "id"),
        ("score --lang=en a.yaml", {"SPBE_LANG": "id", "LANG": "id_ID.UTF-8"}, "en"),
        ("score --lang xx", {"SPBE_LANG": "id"}, "id"),
        ("score --lang", {}, "en"),
        ("score", {"SPBE_LANG": "id", "LC_ALL": "en_US.UTF-8"}, "id"),
        ("score", {"SPBE_LANG": "en", "LANG": "id_ID.UTF-8"}, "en"),
        ("score", {"SPBE_LANG": "xx", "LANG": "id_ID.UTF-8"}, "id"),
        ("score", {"SPBE_LANG": "", "LANG": "id_ID"}, "id"),
        ("score", {"LC_ALL": "id_ID.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
        ("score", {"LC_ALL": "C", "LC_MESSAGES": "id_ID.UTF-8", "LANG": "id_ID.UTF-8"}, "en"),
        ("score", {"LC_MESSAGES": "id_ID.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
        ("score", {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "id_ID.UTF-8"}, "id"),
        ("score", {"LANG": "Indonesian_Indonesia.1252"}, "id"),
        ("score", {"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(arguments: str, environment: dict[str, str], language: str) -> None:
    assert texts.wanted(arguments.split(), environment) == language


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the locale elsewhere")
def test_the_language_is_english_where_nothing_is_said() -> None:
    assert texts.wanted(["score"], {}) == "en"


@pytest.mark.systems
@pytest.mark.skipif(sys.platform != "win32", reason="as Windows keeps it")
@pytest.mark.parametrize(("named", "language"), [("Indonesian_Indonesia.1252", "id"), ("id-ID", "id"), ("en-US", "en")])
def test_the_language_is_that_of_windows_where_nothing_is_said(named: str, language: str) -> None:
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, named)
    try:
        assert texts.wanted(["score"], {}) == language
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def test_numbers_have_the_languages_decimal_mark() -> None:
    values = (Decimal("2.60"), Fraction(11, 4), Fraction(1, 3), 3)
    assert [texts.number(value) for value in values] == ["2.60", "2.75", "1/3", "3"]
    texts.use("id")
    assert [texts.number(value) for value in values] == ["2,60", "2,75", "1/3", "3"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(11, 4), "2.75"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(-7, 6), "-7/6"),
        (Fraction(1, 20), "0.05"),
        (Fraction(1, 10**12), "0.000000000001"),
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(-3), "-3"),
    ],
)
def test_exact_numbers_are_written_in_full(value: Fraction, text: str) -> None:
    assert texts.exact(value) == text


@given(st.fractions() | st.decimals(allow_nan=False, allow_infinity=False, places=6).map(Fraction))
def test_exact_numbers_read_back(value: Fraction) -> None:
    text = texts.exact(value)
    assert Fraction(text) == value
    assert not re.fullmatch(r"-?\d+\.\d*0", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kota\x1b[31m", "Kota\\x1b[31m"),
        ("a\nb\r\tc\0", "a\\nb\\r\\tc\\x00"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("\u2066a\u2069\u200b\u2028\ufeff", "\\u2066a\\u2069\\u200b\\u2028\\ufeff"),
        ("a\x9b\udcff", "a\\x9b\\udcff"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_would_be_obeyed_is_written_out(text: str, shown: str) -> None:
    assert texts.visible(text) == shown


@pytest.mark.parametrize("text", ["Kabupaten Siñgkèl", "e\u0301", "Kota 🏛️ 👍🏽 🇮🇩", "a\u00a0b", "ᮊᮧᮒ", "", "\\x1b"])
def test_what_only_is_read_survives(text: str) -> None:
    assert texts.visible(text) == text
    # Nor does it change beside something that is written out.
    assert texts.visible(f"{text}\x07") == f"{text}\\x07"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs Python as a user would, with no locale or colour from outside."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        env=kept | {"COLUMNS": "100", "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )


def test_help_is_in_the_language_asked_for() -> None:
    asked = ("-m", "spbe_cli", "score", "--help")
    indonesian = run(*asked, SPBE_LANG="id").stdout
    english = run(*asked, "--lang", "en", SPBE_LANG="id").stdout
    assert english == run(*asked).stdout
    for ours in ("Rincian tabel:", "─ Keluaran ─", "─ Syarat: "):
        assert ours in indonesian
        assert ours not in english
    for typers in ("─ Argumen ─", "─ Opsi ─", "[wajib]", "[bawaan: aspect]"):
        assert typers in indonesian
        assert typers not in english
    for words in (
        "How deep the table goes.",
        "─ Output ─",
        "─ Gates: ",
        "─ Arguments ─",
        "─ Options ─",
        "[required]",
        "[default: ",
    ):
        assert words in english
        assert words not in indonesian


def test_the_marked_words_of_typer_cost_no_start() -> None:
    imported = run("-X", "importtime", "-m", "spbe_cli", "score", str(EXAMPLES / "denpasar-2018.yaml"), SPBE_LANG="id").stderr
    assert "spbe_cli.texts" in imported
    assert "typer_words" not in imported


def test_keys_are_named_in_the_language(spbe: Spbe, write: Callable[..., str]) -> None:
    write("instansi,tahun\n", "table.csv")
    write("tahun\tindeks\n2023\t2\n", "other.tsv")
    write("tahun: 2023\n", "a.yaml")
    told = spbe("validate", "table.csv", "other.tsv", "a.yaml", "--lang", "id").out
    assert "tidak ada kolom instansi" in told
    assert "kunci instansi tidak ada" in told
    assert "seharusnya ada jawaban, hasil_resmi, atau keduanya" in told
    # Options have one name in both languages.
    assert not {"agency", "answers", "published"} & set(re.findall(r"(?<![-\w])\w+", told))
    assert "there is no column agency" in spbe("validate", "other.tsv").out
