"""Answer files to assessments, and every problem of one at its place (§)."""

from __future__ import annotations

import gc
import io
import re
import sys
import tracemalloc
from datetime import date
from fractions import Fraction
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest

from spbe_cli.model import keys
from spbe_cli.model.base import Checked, decimals_of
from spbe_cli.model.evidence import Evidence
from spbe_cli.reading.assessments import Submission, load_assessment
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.sources import Reader
from tests.conftest import ANSWER_FILES
from tests.reading.test_parsing import found, marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from spbe_cli.reading.problems import Problem

    Write = Callable[..., str]

INSTRUMENTS = load_instruments()
WITH_YEARS = "permenpanrb-59-2020 (2021-2025), permenpanrb-5-2018 (2018-2020), permenpanrb-8-2026 (2026-), pegi (2007-2017)"


def read(path: str, default: str | None = None, *, strict: bool = False) -> Submission:
    [only] = Reader(INSTRUMENTS, INSTRUMENTS.named(default) if default else None, strict).sound([path])
    return only


def problems(path: str, *, strict: bool = False) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as bad:
        read(path, strict=strict)
    assert {one.path for one in bad.value.problems} == {path}
    return bad.value.problems


def bare(item: Evidence) -> Any:
    """An item of evidence as a file says it."""
    return item.said if len(item.said) > 1 else item.file


def said(part: Checked) -> dict[str, Any]:
    """What was read, but for what is as it would be without the file."""
    return {
        name: said(value) if isinstance(value, Checked) else tuple(map(bare, value)) if name == "evidence" else value
        for name, value in part
        if value != type(part).model_fields[name].get_default(call_default_factory=True, validated_data={})
    }


def answered(year: int, answers: str) -> str:
    """A file whose instrument is the one for the year: 2015 PeGI, 2018, 2024, 2026 Pemdi."""
    return f"agency: Kota X\nyear: {year}\nanswers:\n{indent(answers, '  ')}\n"


def announced(year: int, published: str) -> str:
    return f"agency: Kota X\nyear: {year}\npublished:\n{indent(published, '  ')}\n"


@pytest.mark.parametrize("path", ANSWER_FILES, ids=lambda path: path.name)
def test_examples(path: Any) -> None:
    assert load_assessment(path).path == str(path)


def test_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answered(2024, "1: 3").encode())))
    assert load_assessment("-").assessment.agency == "Kota X"


@pytest.mark.parametrize(
    ("year", "text", "meant"),
    [
        (2024, "1: 3", {"levels": (3,)}),
        (2024, "1: +3", {"levels": (3,)}),
        *[(2024, f"1: {text}", {"levels": (3,)}) for text in ("3.0", "3.00", "{level: 3.0}")],
        (2018, "35: [1.0, 3]", {"levels": (1, 3)}),
        (2024, "1: {criteria: [1.0, 2]}", {"criteria": (1, 2)}),
        (2026, "1: {accepted: {1: 1.0}}", {"accepted": {1: 1}}),
        (2018, "1: 0", {"levels": (0,)}),
        (2015, "1: 2.50", {"levels": (Fraction(5, 2),)}),
        (2026, "1: 4.99", {"levels": (Fraction(499, 100),)}),
        (2024, "1: {level: 3}", {"levels": (3,)}),
        (2018, "35: [1, 3, 3]", {"levels": (1, 3, 3)}),
        (2018, "35: {level: [0]}", {"levels": (0,)}),
        (2018, "35: 2", {"levels": (2,)}),
        (2024, "1: {criteria: [3, 1, 1]}", {"criteria": (1, 3)}),
        (2024, "1: {criteria: []}", {"criteria": ()}),
        (2018, "1: {criteria: [0, 1]}", {"criteria": (0, 1)}),
        (2026, "1: {accepted: {1: 1, 2: 0}}", {"accepted": {1: 1, 2: 0}}),
        (2026, "1: {accepted: {}}", {"accepted": {}}),
        (2026, "5: {national_index: 68.75}", {"national_index": Fraction(275, 4)}),
        (2026, "5: {national_index: 0}", {"national_index": 0}),
        *[(2024, f"1: {text}", {"not_applicable": ""}) for text in ("n/a", "N/A", '" n/a "', '{not_applicable: ""}')],
        (2024, "1: {not_applicable: bukan wewenang kami}", {"not_applicable": "bukan wewenang kami"}),
        *[(2024, f"1: {text}", {}) for text in ("", "~", "{}", "{level: }", "{not_applicable: ~, evidence: ~, target: ~}")],
        (2024, "1: {note: menyusul}", {"note": "menyusul"}),
        (2024, "1: {level: 3, evidence: sk.pdf}", {"levels": (3,), "evidence": ("sk.pdf",)}),
        (
            2024,
            '1: {level: 3, evidence: [sk.pdf, "https://example.go.id/sop"]}',
            {"levels": (3,), "evidence": ("sk.pdf", "https://example.go.id/sop")},
        ),
        (
            2024,
            "1: {tingkat: 3, bukti: {berkas: a, membuktikan: 2, status: DITERIMA, oleh: Tim, tanggal: 2024-08-01, catatan: x}}",
            {
                "levels": (3,),
                "evidence": (
                    {"file": "a", "proves": 2, "status": "accepted", "by": "Tim", "date": date(2024, 8, 1), "note": "x"},
                ),
            },
        ),
        (
            2026,
            f"1: {{level: 3, evidence: [a, {{file: b, proves: 3.0, sha256: {'A1' * 32}}}, {{file: c}}]}}",
            {"levels": (3,), "evidence": ("a", {"file": "b", "proves": 3, "sha256": "a1" * 32}, "c")},
        ),
        (2024, "1: {target: {level: 4}}", {"target": {"level": 4}}),
        (
            2024,
            "1: {level: 2, target: {level: 4, by: 2025-06-30, owner: Dinas Kominfo}}",
            {"levels": (2,), "target": {"level": 4, "by": date(2025, 6, 30), "owner": "Dinas Kominfo"}},
        ),
    ],
)
def test_forms_of_answers(write: Write, year: int, text: str, meant: dict[str, Any]) -> None:
    [answer] = (read(write(answered(year, text))).assessment.answers or {}).values()
    assert said(answer) == meant
    assert answer.answered == (not {"levels", "criteria", "accepted", "national_index"}.isdisjoint(meant))


@pytest.mark.parametrize(
    ("head", "default", "chosen"),
    [
        *[(f"year: {year}", None, "pegi") for year in (2007, 2017)],
        *[(f"year: {year}", None, "permenpanrb-5-2018") for year in (2018, 2020)],
        *[(f"year: {year}", None, "permenpanrb-59-2020") for year in (2021, 2025)],
        *[(f"year: {year}", None, "permenpanrb-8-2026") for year in (2026, 2099)],
        ("year: 2018", "pegi", "pegi"),
        ("year: 2006", "pegi", "pegi"),
        ("year: 2018\ninstrument: permenpanrb-59-2020", None, "permenpanrb-59-2020"),
        ("year: 2018\ninstrument: permenpanrb-59-2020", "pegi", "permenpanrb-59-2020"),
        ("year: 2006\ninstrument: pegi", None, "pegi"),
        ("year: 2018\ninstrument:", None, "permenpanrb-5-2018"),
    ],
)
def test_the_instrument_named_else_the_default_else_the_one_for_the_year(
    write: Write, head: str, default: str | None, chosen: str
) -> None:
    given = read(write(f"agency: X\n{head}\nanswers: {{1: 2}}\n"), default)
    assert (given.instrument.id, given.assessment.instrument) == (chosen, chosen)


@pytest.mark.parametrize(
    ("year", "text", "codes"),
    [
        # Levels: whole numbers on the scale.
        *[(2024, f"1: §{level}", "level_range") for level in (0, 6, -1, 10**30)],
        *[(2018, f"1: §{level}", "level_range") for level in (-1, 6)],
        *[
            (2024, f"1: §{level}", "level_not_whole")
            for level in ('"3"', "2.5", "3.01", "1e0", "true", "yes", "010", "1:30", "tiga", "3 - Terdefinisi", "9" * 100)
        ],
        (2024, "1: {level: §9}", "level_range"),
        (2024, "1: {level: §'3'}", "level_not_whole"),
        (2024, "1: {level: §{a: 1}}", "level_not_whole"),
        (2024, "1:\n  note: x\n  level: §0", "level_range"),
        *[(year, f"1: §{level}", "level_range") for year in (2015, 2026) for level in (0.99, "0.9999", 5.01, "5.0001")],
        *[(year, f"1: §{level}", "level_not_number") for year in (2015, 2026) for level in ('"3"', "true", "yes", "010")],
        # Lists: only where the indicator repeats, each level at its own place.
        (2024, "1: §[3]", "level_list"),
        (2024, "1: §[]", "level_list"),
        (2024, "1: {level: §[3, 4]}", "level_list"),
        (2026, "1: §[2.5]", "level_list"),
        (2018, "35: §[]", "level_list_empty"),
        (2018, "35: {level: §[]}", "level_list_empty"),
        (2018, '35: [1, §6, §"2", 3, §2.5, §~, §true, §[1]]', "level_range" + 5 * " level_not_whole"),
        (2018, "35: {level: [1, §7]}", "level_range"),
        (2018, "35:\n  - 1\n  - §9", "level_range"),
        (2018, "34: §[1]", "level_list"),
        # Indicators that are not there, and ids that are none.
        *[(2024, f"§{key}: 3", "unknown_part") for key in (0, 48, -1, '"03"', "x", "1-3", "2.5", "true", "~", "010", "1:30")],
        (2018, "§36: 3", "unknown_part"),
        (2026, "§21: 3", "unknown_part"),
        (2015, "§6: 3", "unknown_part"),
        # Keys.
        (2024, "1: {§levl: 3}", "unknown_key"),
        (2024, "1:\n  level: 3\n  §bukty: x", "unknown_key"),
        (2024, "1: {level: 3, §levels: [4]}", "unknown_key"),
        (2024, "1: {§levels: 3}", "unknown_key"),
        (2024, "1: {§3: x}", "unknown_key"),
        (2024, "1: {level: 3, target: {level: 4, §bye: 2025-06-30}}", "unknown_key"),
        (2024, "1: {level: 3, §by: 2025-06-30}", "unknown_key"),
        # One form at most.
        (2024, "1: {level: 2,§5}", "key_without_colon"),
        (2024, "1: {level: 3, §lvl: }", "unknown_key"),
        (2024, "1: {level: 3, §criteria: [1]}", "several_forms"),
        (2024, "1: {§not_applicable: x, level: 3}", "several_forms"),
        (2026, "1: {accepted: {1: 1}, §national_index: §3}", "several_forms no_conversion"),
        (2024, "1: {level: 3, §criteria: [1], §nte: x}", "several_forms unknown_key"),
        (2024, "1: {level: §9, §criteria: [§7]}", "level_range several_forms criterion_range"),
        # Criteria.
        *[(2024, f"1: {{criteria: §{given}}}", "criteria_type") for given in ("3", "x", "{1: 2}", "true")],
        (2024, '1: {criteria: [§0, 2, §6, §"3", §true, §1.5]}', " ".join(5 * ["criterion_range"])),
        (2018, "1: {criteria: [0, §6]}", "criterion_range"),
        (2024, "1: {criteria: [1]}\n2: {criteria: [§true]}", "criterion_range"),
        (2015, "1: {criteria: §[1]}", "no_criteria"),
        # Accepted evidence items.
        *[(2026, f"1: {{accepted: §{given}}}", "accepted_type") for given in ("3", "[1, 2]", "x")],
        (2026, '1: {accepted: {§6: 1, §0: 1, §"01": 1}}', " ".join(3 * ["accepted_level"])),
        *[(2026, f"1: {{accepted: {{§{level}: 1}}}}", "accepted_level") for level in ("true", "1.0", "~", "x")],
        (2026, '1: {accepted: {1: §2, 2: §-1, 3: §true, 4: §"1", 5: §~}}', " ".join(5 * ["accepted_count"])),
        (2026, "3: {accepted: {1: 4}}\n1: {accepted: {1: §4}}", "accepted_count"),  # what is equal is not equally right
        (2026, "5: {accepted: §{1: 1}}", "no_evidence_items"),
        (2024, "1: {accepted: §{1: 1}}", "no_evidence_items"),
        # National indices.
        *[(2026, f"5: {{national_index: §{given}}}", "national_index_range") for given in (-1, 100.01)],
        *[(2026, f"6: {{national_index: §{given}}}", "national_index_range") for given in (0.99, 5.01)],
        (2026, "5: {national_index: 0.5}\n6: {national_index: §0.5}", "national_index_range"),
        *[(2026, f"5: {{national_index: §{given}}}", "number_type") for given in ('"3"', "true", "[1]")],
        (2026, "1: {national_index: §3}", "no_conversion"),
        (2024, "1: {national_index: §3}", "no_conversion"),
        # Not applicable.
        *[(2024, f"1: {{not_applicable: §{given}}}", "not_applicable_type") for given in ("3", "true", "[x]", "{a: b}")],
        (2024, "1: §na", "level_not_whole"),
        (2015, "§1: n/a\n2: n/a\n3: {not_applicable: x}\n4: n/a\n5: n/a", "nothing_applicable"),
        # What goes with an answer.
        *[(2024, f"1: {{level: 3, evidence: §{given}}}", "evidence_type") for given in ("3", "true", '""')],
        (2024, '1: {level: 3, evidence: [a, §3, §" ", §[b], §~]}', " ".join(4 * ["evidence_type"])),
        (2024, "1: {level: 3, evidence: §{status: accepted}}", "missing_key"),
        (2024, "1: {level: 3, evidence: [{file: a, §stat: sent}]}", "unknown_key"),
        (2024, "1: {level: 3, evidence: [{file: a, §berkas: b}]}", "duplicate_key"),
        *[(2024, f"1: {{level: 3, evidence: {{file: a, status: §{given}}}}}", "one_of") for given in ("ok", "true", "3")],
        *[
            (2024, f"1: {{level: 3, evidence: {{file: a, proves: §{given}}}}}", "criterion_range")
            for given in ("0", "6", "x", "2.5")
        ],
        *[(2018, f"1: {{level: 3, evidence: {{file: a, proves: §{given}}}}}", "criterion_range") for given in ("-1", "6")],
        (2015, "1: {level: 3, evidence: {file: a, proves: §5}}", "level_range"),
        (2015, "1: {level: 3, evidence: {file: a, proves: §x}}", "number_type"),
        *[(2024, f"1: {{level: 3, evidence: {{file: a, date: §{given}}}}}", "date") for given in ("2024", "1 Mei", "2024-02-30")],
        *[
            (2024, f"1: {{level: 3, evidence: {{file: a, sha256: §{given}}}}}", "sha256")
            for given in ("abc", "12", f"{'g' * 64}")
        ],
        *[(2024, f"1: {{note: §{given}}}", "text_type") for given in ("3", "true", "[x]")],
        (2024, '1: {note: §" "}', "blank"),
        *[(2024, f"1: {{target: §{given}}}", "mapping_type") for given in ("4", "x", "[4]")],
        (2024, "1: {target: §{}}", "missing_key"),
        (2024, "1: {target: §{by: 2025-06-30}}", "missing_key"),
        (2024, "1: {target: {level: §6, by: §2025-02-30, owner: §3}}", "level_range date text_type"),
        *[(2024, f"1: {{target: {{level: §{given}}}}}", "level_not_whole") for given in ('"4"', "3.5", "true", "[4]")],
        *[(2024, f"1: {{target: {{level: 4, by: §{given}}}}}", "date") for given in ("soon", "30-06-2025", "2025", "20250630")],
    ],
)
def test_problems_of_answers(write: Write, year: int, text: str, codes: str) -> None:
    text, expected = marked(answered(year, text), codes)
    assert found(problems(write(text))) == expected


@pytest.mark.parametrize(
    ("year", "text", "codes"),
    [
        (2024, "index: §-0.01", "announced_range"),
        (2024, "index: §5.01", "announced_range"),
        (2015, "index: §4.5", "announced_range"),
        *[(2024, f"index: §{given}", "number_type") for given in ('"2.64"', "2,64", "true", "[2.64]", "02.6")],
        (2024, "index: 2.6\npredicate: §Baikk", "unknown_predicate"),
        (2024, "index: 2.6\npredicate: §3", "predicate_type"),
        (2018, "index: 2.6\npredicate: §[Baik]", "predicate_type"),
        (
            2024,
            "index: 2.6\ndomains: {1: §-1, 2: §5.5, 3: 2.005, 4: §~}",
            2 * "announced_range " + "number_type",
        ),
        (2024, "index: 2.6\ndomains: {§0: 2, §5: 2, §'01': 2, §x: 2}", " ".join(4 * ["unknown_part"])),
        (2024, "index: 2.6\naspects:\n  1: §6\n  §9: 2", "announced_range unknown_part"),
        (2026, "index: 2.6\ndomains: {§1: 2}", "unknown_part"),
        (2024, "index: 2.6\ndomains: §3", "figures_type"),
        (2024, "index: 2.6\naspects: §[1, 2]", "figures_type"),
        (2024, "index: 2.6\n§indexx: 3", "unknown_key"),
        (2024, "index: 2.6\n§1: 3", "unknown_key"),
        (2024, "index: §-2.645\npredicate: §Bagus\naspects: {1: §9}", "announced_range unknown_predicate announced_range"),
        # Nothing that gives an index.
        (2024, "§index:", "published_empty"),
        (2024, "§domains: {}\npredicate: ~", "published_empty"),
        (2024, "§predicate: Baik", "published_incomplete"),
        (2024, "§domains: {1: 1, 2: 2, 3: 3}", "published_incomplete"),
        (2024, "§domains: {1: 1, 2: 2, 3: 3}\naspects: {7: 2}", "published_incomplete"),
        (2026, "§aspects: {1: 1, 2: 2}", "published_incomplete"),
    ],
)
def test_problems_of_announced_figures(write: Write, year: int, text: str, codes: str) -> None:
    text, expected = marked(announced(year, text), codes)
    assert found(problems(write(text))) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("agency: X\nyear: 2024\npublished: §{}\n", "published_empty"),
        ("agency: X\nyear: 2024\npublished: §2.6\n", "mapping_type"),
        ("agency: X\nyear: 2024\npublished: §[2.6]\nanswers: {1: 3}\n", "mapping_type"),
        ("agency: X\nyear: 2024\nanswers: §3\n", "mapping_type"),
        ("agency: X\nyear: 2024\nanswers: §[3, 4]\n", "mapping_type"),
        # Neither answers nor announced figures, whatever else is wrong.
        ("# x\n§agency: X\nyear: 2024\n", "neither"),
        ("§agency: X\nyear: 2024\nanswers:\npublished: ~\n", "neither"),
        ("§agency: §3\nyear: 2024\n", "neither text_type"),
        ("§agency: X\nyear: 2024\ninstrument: §x\n", "neither unknown_instrument"),
        # Keys.
        ("agency: X\nyear: 2024\n§owners: Y\nanswers: {1: 3}\n", "unknown_key"),
        ("agency: X\nyear: 2024\nanswers: {1: 3}\n§<b>: 1\n§'': 2\n", "unknown_key unknown_key"),
        ("agency: X\nyear: 2024\nanswers:\n  1: 3\n§2: 3\n", "unknown_key"),
        ("agency: X\nyear: 2024\nanswers: {1: 3}\n§true: 3\n§~: 4\n", "unknown_key unknown_key"),
        # The year, and the instrument for it.
        ("§agency: X\nanswers: {1: 3}\n", "missing_key"),
        ("agency: X\nyear:§\nanswers: {1: 3}\n", "blank_year"),
        *[
            (f"agency: X\nyear: §{year}\nanswers: {{1: 3}}\n", "whole_number_type")
            for year in ('"2024"', "2024.5", "true", "yes", "02024", "[2024]", "2024/2025")
        ],
        ("agency: X\nyear: §2006\nanswers: {1: 3}\n", "no_instrument_for_year"),
        ("agency: X\nyear: §1024\ninstrument: pegi\nanswers: {1: 3}\n", "too_small"),
        ("agency: X\nyear: §20240\ninstrument: pegi\nanswers: {1: 3}\n", "too_great"),
        ("agency: X\nyear: 2024\ninstrument: §permenpanrb-59\nanswers: {1: 3}\n", "unknown_instrument"),
        ("agency: X\nyear: 2024\ninstrument: §''\nanswers: {1: 3}\n", "unknown_instrument"),
        ("agency: X\nyear: 2024\ninstrument: §59\nanswers: {1: 3}\n", "text_type"),
        # The agency and what else is in the head.
        ("§year: 2024\nanswers: {1: 3}\n", "missing_key"),
        ("agency:§\nyear: 2024\nanswers: {1: 3}\n", "text_type"),
        *[(f"agency: §{name}\nyear: 2024\nanswers: {{1: 3}}\n", "blank") for name in ('""', '" "')],
        *[(f"agency: §{name}\nyear: 2024\nanswers: {{1: 3}}\n", "text_type") for name in ("5", "2.50", "true", "[X]", "{X: Y}")],
        *[
            (f"agency: X\nyear: 2024\nstage: §{stage}\nanswers: {{1: 3}}\n", "one_of")
            for stage in ("finall", "3", "Finale", "[self]")
        ],
        *[(f"agency: X\nyear: 2024\n{key}: §3\nanswers: {{1: 3}}\n", "text_type") for key in ("group", "kind", "owner")],
        *[(f"agency: X\nyear: 2024\n{key}: §''\nanswers: {{1: 3}}\n", "blank") for key in ("group", "kind", "owner")],
        # The same key twice: in one language or in both, the second is the wrong one.
        ("agency: X\n§agency: Y\nyear: 2024\nanswers: {1: 3}\n", "duplicate_key"),
        ("agency: X\n§instansi: Y\nyear: 2024\nanswers: {1: 3}\n", "duplicate_key"),
        ("instansi: X\n§agency: Y\nyear: 2024\nanswers: {1: 3}\n", "duplicate_key"),
        ("agency: X\nyear: 2024\nanswers: {1: 3}\n§jawaban: {1: 9}\n", "duplicate_key"),
        ("agency: X\nyear: 2024\nanswers: {1: {tingkat: 3, §level: 4}}\n", "duplicate_key"),
        ("agency: X\nyear: 2024\nanswers: {1: {target: {level: 3, §tingkat: 4}}}\n", "duplicate_key"),
        (
            "agency: X\nyear: 2024\npublished: {index: 3, §indeks: 3, aspek: {1: 2}, §aspects: {1: 2}}\n",
            "duplicate_key duplicate_key",
        ),
        ("agency: X\nyear: 2024\nanswers: {1: 3, 2: 3, §1: 4}\n", "duplicate_key"),
        ("agency: X\nyear: 2024\nanswers:\n  1: §9\n  §1: 3\n  2: §9\n", "level_range duplicate_key level_range"),
        ("agency: X\n§agency: Y\nyear: 2024\n§yaer: 2024\nanswers: {1: §9}\n", "duplicate_key unknown_key level_range"),
        ("agency: X\n§instansi: Y\nyear: 2024\nanswers: {1: §9, §1: 3}\n", "duplicate_key level_range duplicate_key"),
        # In Indonesian, at the same places.
        ("§instansi: X\njawaban: {1: 3}\n", "missing_key"),
        ("instansi: §3\ntahun: 2024\ntahap: §akhiran\npemilik: §4\njawaban: {1: 3}\n", "text_type one_of text_type"),
        ("instansi: X\ntahun: §2006\njawaban: {1: 3}\n", "no_instrument_for_year"),
        ("instansi: X\ntahun: 2024\ninstrumen: §x\njawaban: {1: 3}\n", "unknown_instrument"),
        (
            "instansi: X\ntahun: 2024\njawaban:\n  1: {tingkat: §9, bukti: [§3], catatan: §4}\n",
            "level_range evidence_type text_type",
        ),
        (
            "instansi: X\ntahun: 2024\njawaban: {1: {kriteria: [§9]}, 2: {tidak_berlaku: §3}}\n",
            "criterion_range not_applicable_type",
        ),
        ("instansi: X\ntahun: 2024\njawaban: {1: {tingkat: 3, §kriteria: [1]}}\n", "several_forms"),
        (
            "instansi: X\ntahun: 2024\njawaban: {1: {target: {tingkat: §9, paling_lambat: §x, penanggung_jawab: §3}}}\n",
            "level_range date text_type",
        ),
        (
            "instansi: X\ntahun: 2026\njawaban: {1: {diterima: {§9: 1}}, 5: {indeks_nasional: §101}}\n",
            "accepted_level national_index_range",
        ),
        (
            "instansi: X\ntahun: 2024\nhasil_resmi: {indeks: §9, predikat: §x, domain: {§9: 1}, aspek: {1: §9}}\n",
            "announced_range unknown_predicate unknown_part announced_range",
        ),
        ("instansi: X\ntahun: 2024\n§hasil: {indeks: 3}\njawaban: {§x: 1}\n", "unknown_key unknown_part"),
        # No YAML, or not ours: that alone.
        ("agency: X\nanswers:\n§\t1: 9\n", "tab"),
        ("agency: X\nyear: 2023\npublished: {index: 2,§62}\n", "key_without_colon"),
        ("agency: X\nyear: 2023\n§foo:\nanswers: {1: 3}\n", "unknown_key"),
        ("agency: X\nyear: 2024\nanswers: {1: §!x 3, 2: §9}\n", "tag level_range"),
        ("agency: X\nyear: 2024\nanswers: {1: 3, §<<: {2: 3}, 2: §9}\n", "merge_key level_range"),
        ("agency: §!!python/object/apply:os.system [ls]\nyear: 2024\nanswers: {1: 3}\n", "tag"),
        ("§- agency: X\n", "not_a_mapping"),
        ("§", "empty"),
        ("agency: X\nyear: 2024\nanswers: {1: 3}\n§---\nagency: Y\n", "several_documents"),
    ],
)
def test_problems_of_files(write: Write, text: str, codes: str) -> None:
    text, expected = marked(text, codes)
    assert found(problems(write(text))) == expected


def test_every_problem_at_once_in_the_order_of_the_text(write: Write) -> None:
    text, expected = marked(
        """\
# a comment
year: 2024
§agnecy: X
stage: §finish
kind: §3
published:
  index: §7
  predicate: §Bagus
  domains: {§9: 1, 2: §-1}
§tahun: 2023
answers:
  2: §9
  1: {level: §yes, §nte: x, target: {level: §8, by: §x}}
  §99: 3
  3: {criteria: [1, §7]}
  §2: 4
  4: §[3]
""",
        "unknown_key one_of text_type announced_range unknown_predicate unknown_part announced_range duplicate_key"
        " level_range level_not_whole unknown_key level_range date unknown_part criterion_range duplicate_key level_list",
    )
    assert found(problems(write(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "§Instansi: X\n§Tahun: 2024\n§Jawaban: {1: 9}\n",
        "§nama instansi: X\n§tahun penilaian: 2024\n§nilai: {1: 9}\n",
        "agency: X\nyear: 2024\n§publisehd: {index: 9}\n",
    ],
)
def test_what_follows_from_a_wrong_key_is_not_told(write: Write, text: str) -> None:
    text, expected = marked(text, " ".join(text.count("§") * ["unknown_key"]))
    assert found(problems(write(text))) == expected


def test_what_is_missing_beside_an_unknown_key_is_told(write: Write) -> None:
    codes = sorted(one.code for one in problems(write("agency: X\nfoo: 1\nnilai: {1: 3, x: 3}\n")))
    assert codes == ["missing_key", "neither", "unknown_key", "unknown_key"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("agenci: X\nyear: 2024\nanswers: {}\n", "did you mean agency?"),
        ("instanzi: X\nyear: 2024\nanswers: {}\n", "did you mean instansi?"),
        ("agency: X\ntahunn: 2024\nanswers: {}\n", "did you mean tahun?"),
        ("agency: X\nyear: 2024\njawabann: {}\n", "did you mean jawaban?"),
        (answered(2024, "1: {levl: 3}"), "did you mean level?"),
        (answered(2024, "1: {tingkt: 3}"), "did you mean tingkat?"),
        (answered(2024, "1: {tidak_berlaku_: x}"), "did you mean tidak_berlaku?"),
        (answered(2024, "1: {target: {level: 3, onwer: X}}"), "did you mean owner?"),
        (answered(2024, "1: {target: {level: 3, paling_lama: x}}"), "did you mean paling_lambat?"),
        (announced(2024, "indexx: 3"), "did you mean index?"),
        (announced(2024, "predikatt: Baik"), "did you mean predikat?"),
        (announced(2024, "index: 3\npredicate: Sangt Baik"), "did you mean Sangat Baik?"),
        (announced(2024, "index: 3\npredicate: Zzz"), "known: Memuaskan, Sangat Baik, Baik, Cukup, Kurang"),
        (answered(2024, "48: 3"), "known: 1-47"),
        (announced(2024, "index: 3\ndomains: {5: 3}"), "known: 1-4"),
        ("agency: X\nyear: 2024\nstage: finall\nanswers: {}\n", "did you mean final?"),
        ("agency: X\nyear: 2024\ninstrument: permenpanrb-59-2002\nanswers: {}\n", "did you mean permenpanrb-59-2020?"),
        (
            "agency: X\nyear: 2024\ninstrument: zzz\nanswers: {}\n",
            (
                "known: permenpanrb-59-2020, permenpanrb-5-2018, permenpanrb-8-2026, pegi; "
                "a file of your own is named with --indicators"
            ),
        ),
        (
            "agency: X\nyear: 2006\nanswers: {}\n",
            f"name one with instrument: {WITH_YEARS}",
        ),
        (answered(2024, "1: tiga"), "write 3"),
        (answered(2024, "1: Tingkat 3"), "write 3"),
        (answered(2024, "1: Terkelola"), "write 2"),
        (answered(2024, "1: {level: 3 - Terdefinisi}"), "write 3"),
        (answered(2024, "1: n/a - tidak ada"), 'write {not_applicable: "tidak ada"}'),
        (
            answered(2018, "35: [1, n/a - tidak ada]"),
            "n/a stands for the whole answer; a service that does not apply is left out of the list",
        ),
        (answered(2024, "1: {level: 3, evidence: [{file: a, date: 31/12/2024}]}"), "write 2024-12-31"),
        (answered(2024, "1: {level: 3, target: {level: 4, by: 1 Mei 2025}}"), "write 2025-05-01"),
        (answered(2024, '1: "3"'), "write the number without quotes and without a leading zero"),
        (answered(2024, "1: 010"), "write the number without quotes and without a leading zero"),
        (answered(2024, "1: 3 atau 4"), "write the number alone"),
        (answered(2024, "1: 1e99"), None),
        *[(answered(2024, f"1: {one}"), "write it without a point or an exponent: 3") for one in ("3.", "3e0", ".3e1")],
        ("agency: X\nyear: 2024\nindex: 3\nanswers: {}\n", "it belongs below published"),
        ("agency: X\nyear: 2024\npredikat: Baik\nanswers: {}\n", "it belongs below published"),
        ("agency: X\nyear: 2024\nanswers:\n1: 3\n", "it belongs below answers"),
        ("agency: X\nyear: 2024\njawaban: {}\npublished: {1: 3}\n", "known: index, predicate, domains, aspects"),
        *[(answered(2024, f"{one}: 3"), "did you mean 12?") for one in ("I12", "Indikator 12", "12.", "12.0", "No. 12")],
        *[(answered(2024, f"{one}: 3"), "known: 1-47") for one in ("domain 1", "I48", "0")],
        *[
            (answered(2024, f"{one}: 3"), "write each indicator on a line of its own, such as 1: 3")
            for one in ("1-5", "1, 2", "1 s.d. 5", "3 dan 4")
        ],
        *[
            (answered(2024, f"{one}: 3"), "did you mean 2?")
            for one in ("2. Kebijakan Peta Rencana", "Kebijakan Internal Peta Rencana SPBE", "2 - x")
        ],
        (announced(2024, "index: 3\ndomains: {Tata Kelola SPBE: 3}"), "did you mean 2?"),
        (announced(2024, "index: 3\ndomains: {Kebijakan Internal Peta Rencana SPBE: 3}"), "known: 1-4"),
        (answered(2024, "domain 1: {1: 3, 2: 3}"), "the numbers below it belong directly below answers"),
        (answered(2024, "domain 1: {1: 3, 99: 3}"), "known: 1-47"),
        (answered(2024, "1: III"), "write 3"),
        ("nama instansi: X\nyear: 2024\nanswers: {}\n", "did you mean agency?"),
        ("agency: X\ntahun penilaian: 2024\nanswers: {}\n", "did you mean year?"),
        ("agency: X\nyear: 2024\nnilai: {1: 3, 47: 2}\n", "did you mean answers?"),
        ("- {agency: X, year: 2024}\n- {agency: Y, year: 2024}\n", "write each into a file of its own"),
        ("- X\n- Y\n", "a table of agencies is a file that ends in .csv or .tsv"),
        (answered(2024, "1: belum"), "an indicator that is not answered yet is left empty; one that does not apply is n/a"),
        (answered(2024, "1: {criteria: 3}"), "such as [1, 2]"),
        (announced(2024, "domains: [3, 2, 1, 4]"), "such as 1: 2.64"),
        ('agency: X\nyear: "2024"\nanswers: {}\n', "write the number without quotes"),
        ("agency: X\nyear: 2024\nanswers: [3, 2]\n", "such as 1: 3"),
    ],
)
def test_hints(write: Write, text: str, hint: str | None) -> None:
    assert hint in [one.hint for one in problems(write(text))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (answered(2024, "1: 6"), "level 6: expected a whole number from 1 to 5"),
        (answered(2018, '1: "3"'), 'level "3": expected a whole number from 0 to 5'),
        (answered(2015, "1: 4.01"), "value 4.01: expected a number from 1 to 4 in steps of 0.01 or finer"),
        (answered(2024, "1: {criteria: [6]}"), "6: expected a level from 1 to 5"),
        (answered(2026, "1: {accepted: {2: 5}}"), "5: level 2 asks for 4 items, expected 0 to 4"),
        (answered(2026, "5: {national_index: 101}"), "101: expected a national index from 0 to 100"),
        (answered(2024, "1: {tingkat: 3, level: 4}"), 'the key "level" is there already, in line 4'),
        (announced(2024, "index: 5.01"), "announced figure 5.01: expected 0 to 5"),
        # What the file holds is shown as text, whatever it would do elsewhere.
        (answered(2024, '"[red]\\e[31m": 3'), '"[red]\\x1b[31m" is no indicator: expected its number'),
        (answered(2024, f"1: {'x' * 1000}"), f'level "{"x" * 60}…": expected a whole number from 1 to 5'),
    ],
)
def test_messages_say_what_was_expected(write: Write, text: str, message: str) -> None:
    assert [one.message for one in problems(write(text))] == [message]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (answered(2015, "1: 3\n§2:\n3: §9\n4: n/a\n§5: {note: x}"), "must_be_answered level_range must_be_answered"),
        ("agency: X\nyear: 2015\nanswers: §§{1: 3, 2: 3, 3: n/a}\n", "must_be_answered must_be_answered"),
        ("agency: X\nyear: 2015\nanswers:\n  §§1: 3\n  2: 3\n  3: 3\n", "must_be_answered must_be_answered"),
    ],
)
def test_strict_asks_for_every_answer(write: Write, text: str, codes: str) -> None:
    text, expected = marked(text, codes)
    assert found(problems(write(text), strict=True)) == expected


@pytest.mark.parametrize("text", [answered(2015, "1: 3\n2: 2\n3: n/a\n4: 1\n5: 4"), announced(2015, "index: 2.6")])
def test_strict_is_content_with_what_is_complete(write: Write, text: str) -> None:
    assert read(write(text), strict=True).assessment == read(write(text)).assessment


PEMDI = """\
agency: Pemerintah Kota Contoh
year: 2026
instrument: permenpanrb-8-2026
stage: final
group: Provinsi Contoh
kind: Kota
owner: Dinas Kominfo
answers:
  1: {level: 2.5, evidence: [sk.pdf], note: lengkap}
  2:
    criteria: [1, 2]
    target: {level: 3.5, by: 2026-12-31, owner: Bappeda}
  3: {accepted: {1: 4}}
  4: {not_applicable: bukan wewenang}
  5: {national_index: 68.75}
published: {index: 2.64, predicate: Baik, aspects: {1: 2.06}}
"""
PEMDI_INDONESIAN = """\
instansi: Pemerintah Kota Contoh
tahun: 2026
instrumen: permenpanrb-8-2026
tahap: final
kelompok: Provinsi Contoh
jenis: Kota
pemilik: Dinas Kominfo
jawaban:
  1: {tingkat: 2.5, bukti: [sk.pdf], catatan: lengkap}
  2:
    kriteria: [1, 2]
    target: {tingkat: 3.5, paling_lambat: 2026-12-31, penanggung_jawab: Bappeda}
  3: {diterima: {1: 4}}
  4: {tidak_berlaku: bukan wewenang}
  5: {indeks_nasional: 68.75}
hasil_resmi: {indeks: 2.64, predikat: Baik, aspek: {1: 2.06}}
"""
PEMDI_REVERSED = """\
published: {aspects: {1: 2.06}, predicate: Baik, index: 2.64}
answers:
  5: {national_index: 68.75}
  4: {not_applicable: bukan wewenang}
  3: {accepted: {1: 4}}
  2:
    target: {owner: Bappeda, by: 2026-12-31, level: 3.5}
    criteria: [2, 1]
  1: {note: lengkap, evidence: [sk.pdf], level: 2.5}
owner: Dinas Kominfo
kind: Kota
group: Provinsi Contoh
stage: final
instrument: permenpanrb-8-2026
year: 2026
agency: Pemerintah Kota Contoh
"""
ANNOUNCED = "agency: Kota X\nyear: 2024\npublished: {domains: {1: 1, 2: 2.5, 3: 3.25, 4: 4}}\n"
ANNOUNCED_INDONESIAN = "instansi: Kota X\ntahun: 2024\nhasil_resmi: {domain: {1: 1, 2: 2.5, 3: 3.25, 4: 4}}\n"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (PEMDI, PEMDI_INDONESIAN),
        (PEMDI, PEMDI_REVERSED),
        (PEMDI, PEMDI.replace("agency", "instansi").replace("answers", "jawaban").replace("accepted", "diterima")),
        (ANNOUNCED, ANNOUNCED_INDONESIAN),
    ],
    ids=["Indonesian", "reversed", "both languages", "announced in Indonesian"],
)
def test_language_and_order_of_keys_do_not_matter(write: Write, text: str, other: str) -> None:
    assert read(write(text)).assessment == read(write(other, "other.yaml")).assessment


def test_the_indonesian_texts_above_have_every_key() -> None:
    written = set(re.findall(r"[a-z_]+(?=:)", PEMDI_INDONESIAN + ANNOUNCED_INDONESIAN))
    assert written == {*keys.ASSESSMENT, *keys.ANSWER, *keys.TARGET, *keys.PUBLISHED, "target"}


@pytest.mark.parametrize(
    ("stage", "written"),
    [
        ("self", ["Mandiri", "Penilaian Mandiri", "self-assessment", "Self Assessment", "tahap mandiri"]),
        ("document", ["Penilaian Dokumen", "document assessment"]),
        ("interview", ["penilaian  interviu", "Penilaian Wawancara"]),
        ("visit", ["Penilaian Visitasi"]),
        ("final", ["Hasil Akhir", "final result", "Penilaian Akhir"]),
    ],
)
def test_the_names_of_stages_in_full(stage: str, written: list[str], write: Write) -> None:
    for one in written:
        assert read(write(f"agency: X\nyear: 2024\nstage: {one}\nanswers: {{1: 3}}\n")).assessment.stage == stage


@pytest.mark.parametrize("stage", ["penilaian", "hasil mandiri akhir", "mandiri 1", "''"])
def test_other_words_are_no_stages(stage: str, write: Write) -> None:
    assert [one.code for one in problems(write(f"agency: X\nyear: 2024\nstage: {stage}\nanswers: {{1: 3}}\n"))] in (
        ["one_of"],
        ["blank"],
    )


def test_a_year_in_quotes_says_by_what_the_answers_are_checked(write: Write) -> None:
    text, expected = marked(
        'agency: X\nyear: §"2024"\nstage: §x\nanswers: {1: §9, §48: 2}\n', "whole_number_type one_of level_range unknown_part"
    )
    assert found(problems(write(text))) == expected


def test_what_a_file_says(write: Write) -> None:
    given = read(write(PEMDI)).assessment
    assert (given.agency, given.year, given.stage, given.group, given.kind, given.owner) == (
        "Pemerintah Kota Contoh", 2026, "final", "Provinsi Contoh", "Kota", "Dinas Kominfo",
    )  # fmt: skip
    assert given.published is not None
    assert said(given.published) == {
        "index": Fraction(66, 25),
        "predicate": "Baik",
        "aspects": {1: Fraction(103, 50)},
    }
    assert list(given.answers or {}) == [1, 2, 3, 4, 5]
    assert not given.answer(6).answered


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("index: 2.6", {"index": Fraction(13, 5)}),
        ("index: 3\npredicate: ' sangat  BAIK'", {"index": 3, "predicate": "Sangat Baik"}),
        ("index: 0.5", {"index": Fraction(1, 2)}),
        ("domains: {1: 1, 2: 2, 3: 3, 4: 4}", {"domains": {1: 1, 2: 2, 3: 3, 4: 4}}),
        (
            "domains: {1: 1, 2: 2, 3: 3}\naspects: {7: 2, 8: 3.50}",
            {"domains": {1: 1, 2: 2, 3: 3}, "aspects": {7: 2, 8: Fraction(7, 2)}},
        ),
    ],
)
def test_announced_figures(write: Write, text: str, figures: dict[str, Any]) -> None:
    given = read(write(announced(2024, text))).assessment
    assert given.answers is None
    assert given.published is not None
    assert said(given.published) == figures


def test_with_answers_little_needs_to_be_announced(write: Write) -> None:
    given = read(write("agency: X\nyear: 2024\nanswers: {1: 3}\npublished: {predicate: Baik}\n")).assessment
    assert given.published is not None
    assert given.published.predicate == "Baik"


def test_places_of_what_was_read(write: Write) -> None:
    text, [(line, column, _)] = marked(answered(2024, "1: 3\n2: {tingkat: §4}").replace("answers", "jawaban"), "here")
    assert read(write(text)).places.find(("answers", 2, "level")) == (line, column)


def test_equal_levels_keep_the_digits_that_each_is_written_with(write: Write) -> None:
    answers = read(write(answered(2026, "{1: 2.5, 2: 2.500, 3: 2.5, 4: 2.500}"))).assessment.answers
    assert answers is not None
    assert [decimals_of(one.levels[0], 2) for one in answers.values() if one.levels] == [2, 3, 2, 3]


def test_much_evidence_takes_little_memory(tmp_path: Path) -> None:
    """Of 600 agencies with 564 items each, what is kept once read would else take more than most machines have to spare."""
    item = "{{file: dokumen-{n}-{k}.pdf, proves: 3, status: accepted, by: Tim Asesor, date: 2024-08-01}}"
    answers = "".join(
        f"  {n}: {{level: 3, evidence: [{', '.join(item.format(n=n, k=k) for k in range(12))}]}}\n" for n in range(1, 48)
    )
    path = tmp_path / "a.yaml"
    path.write_text(f"agency: A\nyear: 2024\nanswers:\n{answers}", encoding="utf-8")
    load_assessment(path)
    tracemalloc.start()
    try:
        read = load_assessment(path)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 564 * 1024
    finally:
        tracemalloc.stop()
    assert sum(len(read.assessment.answer(n).evidence) for n in range(1, 48)) == 564
