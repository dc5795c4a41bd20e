"""Messages: each has words in both languages, with the values that it may be about."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from spbe_cli import texts
from spbe_cli.model.base import Text
from spbe_cli.model.rules import Rule
from spbe_cli.texts import messages

CONTEXT: dict[str, Any] = {
    "accepted": 1, "actual": 2, "agency": "Kota Contoh", "asked": 3, "basis": "exact", "before": 2024,
    "bound": Fraction(5, 2), "decimals": 2, "endings": [".yaml"], "expected": 3, "extra": "report", "first": 1,
    "browser": "/usr/bin/chromium", "forms": ["met", "levels"], "given": "Baik", "high": Fraction(5), "higher": "Baik", "id": 7,
    "ids": [1, 2, 3, 9], "instrument": "contoh", "latest": 2025, "key": "agancy", "kind": "proces",
    "known": ["agency", "process"], "level": 3,
    "levels": [1, 2], "library": "Jinja2", "limit": 5, "low": Fraction(1), "lower": "Cukup",
    "maximum": Fraction(5), "meant": "Dinas Sosial", "minimum": Fraction(1), "most": 4, "name": "a.yaml",
    "option": "--indicators own.yaml",
    "rule": Rule("rule_equal_items", "announced", Text(id="hasil", en="results")),
    "near": ["aa.yaml"], "other": "Cukup", "owner": "Bappeda", "reason": "Permission denied", "sheet": "Data",
    "shown": Decimal("2.60"),
    "source": "Permen", "step": Fraction(1),
    "tier": "aspect", "title": "Layanan", "total": Fraction(199, 2), "type": "frozen", "use": "spbe batch",
    "used": "en", "value": "03", "why": "exact",
    "year": 2017, "years": "2018-2020",
}  # fmt: skip
"""One value for everything that a message may be about."""

CONTEXTS: dict[str, list[dict[str, Any]]] = {
    "above_headings": [{"count": 1, "taken": []}, {"count": 2, "taken": []}, {"count": 2, "taken": ["Kota Contoh", "2024"]}],
    "agency_twice": [
        *({"first": "a.csv:12", "parts": parts, "occasions": True} for parts in (False, True)),
        *({"first": "a.csv:12", "stages": [(2023, "self"), (2023, None)], "occasions": option} for option in (False, True)),
        *({"first": "a.csv:12", "years": [2023, 2024], "occasions": option} for option in (False, True)),
    ],
    "alias_twice": [{"name": "Kota A", "first": "Kota B"}],
    "another_indicator": [{"number": 2}],
    "announced_otherwise": [{"first": "a.yaml:12:1"}],
    "another_part": [
        {"key": "year", "indonesian": "tahun", "value": 2024, "other": 2023, "first": "a.yaml:12:1", "count": n, "one_file": one}
        for n in (1, 36)
        for one in (False, True)
    ],
    "named_below": [{"names": ["Dinas A"]}],
    "encoding": [{"table": False}, {"table": True}],
    "marks_left_out": [{"names": ["Kota A 1)"]}],
    "numbers_count": [{"key": "Kegiatan"}],
    "sheets_of_values": [{"sheet": "Eksternal", "first": "Mandiri"}],
    "agencies_below": [{"key": "Unit"}],
    "counts_rows": [{"key": "_index"}],
    "legend_beside": [{"key": "Predikat"}],
    "owners_beside": [{"key": "OPD"}],
    "headings_count": [{"names": ["X1", "X2"]}],
    "years_are_indices": [{"names": ["2023", "2024"]}],
    "no_tick": [{"value": "besok"}],
    "ticks_with_gaps": [{"levels": [1, 3]}],
    "taken_for_index": [{"key": "Skor"}],
    "levels_ticked": [{"names": ["1", "2"]}],
    "index_of_another": [{"text": "Indeks RB", "key": "Nilai"}],
    "share_no_indicator": [{"key": "OPD"}],
    "titles_share": [{"first": "Kota A", "agency": "Dinas A"}],
    "not_answered_yet": [{"cells": ["C3"]}, {"cells": ["C3", "C4"]}],
    "selection": [{"known": known} for known in ((), ("domain:1",))],
    "date": [{"meant": meant} for meant in (None, "2024-06-30")],
    "days": [{"limit": 60, "meant": meant} for meant in (None, "2024-06-30")],
    "services_left_out": [{"cells": ["C3"]}, {"cells": ["C3", "C4"]}],
    "there_already": [{}, {"names": ["a.yaml", "b.yaml"]}],
    "judged_otherwise": [{"first": "a.yaml:12:1"}],
    "sha256": [{"value": "3"}],
    "tree_top": [{"both": False}, {"both": True}],
    "scale_names": [{"expected": 5}, {"expected": 0}],
    "scale_min": [{"value": Fraction(-1)}],
    "scale_max": [{"value": Fraction(101)}],
    "scale_step": [{"value": Fraction(3, 10)}],
    "years_order": [{"first": 2021, "last": 2020}],
    "mapping_type": [
        {},
        {"example": "1: 3"},
        *[{"keys": ("index",), "indonesian": ("indeks",), "several": several} for several in (False, True)],
    ],
    "list_type": [{}, {"keys": ("index",), "indonesian": ("indeks",), "several": True}],
    "not_a_mapping": [
        *({"kind": kind, "several": False} for kind in ("answers", "owners", "costs", "aliases")),
        {"kind": "answers", "several": True},
    ],
    "unknown_key": [{}, {"within": ("published", "hasil_resmi")}],
    "cost_in_thousands": [{"value": Decimal("250.000"), "thousands": 250000, "whole": Fraction(250)}],
    "cost_twice": [{"key": "3-5", "first": "1-4", "ids": ids} for ids in ([3], [3, 4])],
    "cost_key": [{"value": "I32", "key": "default", "indonesian": "bawaan"}],
    "escape": [{}],
    "lookalike": [{"value": "\u00a0"}],
    "links_not_searched": [{"names": ["opd"]}, {"names": ["opd", "opd2"]}],
    "form_not_read": [{"names": ["a.ods"]}, {"names": ["a.ods", "b.csv"]}],
    "nothing_judged": [{"agency": "Kota Contoh"}],
    "answered_otherwise": [{"first": "a.yaml:12:1"}],
    "agency_gone": [{"unread": False}, {"unread": True}],
    "announced_decimals": [{"value": Fraction(2601, 1000)}],
    "blank_year": [{"in_row": False}, {"in_row": True}],
    "neither": [{"in_row": False}, {"in_row": True}],
    "announced_range": [{"value": Fraction(6)}],
    "under_one_heading": [
        {"names": names, "others": others} for names in (["2023", "2024"], ["1", "2", "3"]) for others in (0, 1, 2)
    ],
    "columns_passed_over": [{"names": ["id"]}, {"names": ["id", "kode"]}],
    "borderline": [{"why": why} for why in ("exact", "rounded", "announced", "unknown")],
    "fail_on_difference_failed": [{"actual": 1}, {"actual": 2}],
    "idle": [
        {"beside": "--by"},
        *({"only_for": one} for one in ("agencies", "agency", "commitments", "gates", "open", "--seal")),
    ],
    "contradicted": [{"other": "--no-fail-on-difference"}],
    "gate_elsewhere": [{"gate": "max_drop"}, {"gate": "fail_on_difference"}],
    "hidden_columns": [{"columns": ["B"], "count": 1}, {"columns": ["B-D"], "count": 3}],
    "no_peers": [{"stage": None, "others": []}, {"stage": "self", "others": ["visit", "final"]}],
    "nothing_earlier": [{"now": (2024, "self")}, {"now": (2024, None)}],
    "nothing_asked_for": [
        {"agency": agency, "year": year, "stage": stage, "meant": meant, "years": years, "stages": stages}
        for agency, year, stage, meant, years, stages in (
            ("", None, None, None, [], []),
            ("Dinas A", 2024, None, None, [2023, 2025], []),
            ("Dinas A", None, "final", None, [], [(2024, "self"), (2024, None)]),
            ("Dinas A", None, None, "Dinas B", [], []),
        )
    ],
    "not_expected": [{"list": "opd.txt"}, {"list": "opd.txt", "meant": None}],
    "stage_backwards": [{"stage": "self", "before": "final"}],
    "given_twice": [{"values": ("0", "1")}],
    "links_unread": [{"count": count, "address": "https://example.go.id"} for count in (1, 2)],
    **{
        code: [{"value": "4", "id": 2, "count": count, "cell": "E6", "weight": Fraction(13, 10)} for count in (1, 2)]
        for code in ("level_aside", "level_in_text", "level_shown", "weight_aside")
    },
    "forms_in_one": [{"names": ["Kominfo", "Bappeda"], "sheets": sheets} for sheets in ((), ("Bukti",))],
    "rows_shifted": [{"row": 1, "own": 3}],
    "head_moved": [{"key": "group", "label": "Tahap"}],
    "outside_folder": [{"value": "../a", "near": near} for near in (None, "a")],
    "item_of_several": [{"value": "1 dan 2"}],
    "names_recovered": [{"count": 1}, {"count": 2}],
    "merged_answers": [{"rows": [3]}, {"rows": [3, 4]}],
    "hidden_rows": [{"rows": [3]}, {"rows": [3, 4]}],
    "level_of_nothing": [{"value": "3"}],
    "titles_unclear": [{"first": "Dinas A", "agency": "Dinas B"}],
    "other_values_below": [{"value": "Nilai Eksternal"}],
    "other_year_below": [{"value": "Tahun 2023", "year": 2024}, {"value": "Tahun 2023", "year": None}],
    "no_results_of_year": [{"years": [2022, 2023]}],
    "stages_in_headings": [{"stages": [("self", "Nilai Mandiri"), (None, "Nilai Asesor")]}],
    "same_rows": [{"asked": [(2023, None), (2024, None)]}, {"asked": [(None, "self"), (None, "final")]}],
    "without_stage": [{"stage": "final"}],
    "years_in_columns": [{"years": [2023, 2024], "such": [2023, 2024]}],
    "rows_elsewhere": [{"rows": [3], "asked": [2023]}, {"rows": [3, 4], "asked": [2023, "final"]}],
    "rows_of_no_agency": [{"rows": [3], "names": ["DINAS"]}, {"rows": [3, 4], "names": ["DINAS", "BADAN"]}],
    "other_lists": [{"sheet": "OPD", "names": ["Kecamatan"]}, {"sheet": "OPD", "names": ["Kecamatan", "Desa"]}],
    "silent_rows": [{"rows": [3]}, {"rows": [3, 4]}],
    "strange_names": [{"rows": [3]}, {"rows": [3, 4]}],
    "level_not_number": [{"step": Fraction(1)}, {"step": Fraction(1, 100)}],
    "max_drop_failed": [{"actual": Fraction(1, 10)}],
    "max_drop_passed": [{"actual": Fraction(0)}, {"actual": Fraction(1, 100)}],
    "level_contradicts": [{"said": "3 - Optimum", "levels": (5,)}],
    "formula_uncounted": [{}, {"count": 1}, {"count": 3}, {"several": True}],
    "cell_error": [{}, {"count": 3}, {"several": True}],
    "name_lost": [
        {"sheet": None, "names": ["spbe_level_2"], "ids": [2]},
        {"sheet": None, "names": ["spbe_level_2", "spbe_note_2"], "ids": [2]},
        {"sheet": None, "names": ["spbe_item_file", "spbe_item_by"], "ids": []},
        {"sheet": "Data", "names": ["spbe_level_2"], "ids": [2]},
        {"sheet": "Data", "names": ["spbe_level_2", "spbe_level_3"], "ids": [2, 3]},
    ],
    "answer_of_none": [{"value": "3"}],
    "rows_gone": [{"ids": [7]}, {"ids": [7, 8]}],
    "number_gone": [{"ids": [7], "at": "A8"}, {"ids": [7, 8], "at": "A8"}],
    "rows_moved": [
        {"what": what, "count": count, "number": 9, "other": other}
        for what in ("number", "title")
        for count in (1, 2)
        for other in (None, "E9")
    ],
    "other_format": [{"kind": kind} for kind in ("odf", "xlsb", "docx", "numbers", "html", "xml", "pdf", "zip", "shortcut")],
    "columns_moved": [{"own": "E", "other": "F"}],
    "names_gone": [{"count": count} for count in (1, 2)],
    "sheet_copied": [{"original": "Data", "count": count, "other": "Data!E9"} for count in (1, 2)],
    "no_regression_passed": [{"compared": 4, "total": 4}, {"compared": 1, "total": 4}],
    "no_results": [
        {"unread": [], "because": None},
        *({"unread": ["Nilai Akhir"], "because": because} for because in (None, "separator", "groups")),
    ],
    "no_level_column": [{"unknown": ["BKN", "DPUTR"]}, {"unknown": []}],
    "not_handed_in": [{"unread": False}, {"unread": True}],
    "no_regression_failed": [
        {"fallen": (4,), "changes": {}},
        {
            "fallen": (2, 4),
            "changes": {
                4: (SimpleNamespace(shown=Decimal(3), exact=Fraction(3)), SimpleNamespace(shown=Decimal(2), exact=Fraction(2)))
            },
        },
        {
            "fallen": (4,),
            "changes": {
                4: (
                    SimpleNamespace(shown=Decimal(3), exact=Fraction(30001, 10000)),
                    SimpleNamespace(shown=Decimal(3), exact=Fraction(3)),
                )
            },
        },
    ],
    "out_of_reach": [{"index": Decimal("3.41"), "missing": Decimal("0.09"), "target": "3.50"}],
    "no_space_behind_colon": [{"value": "1:3", "meant": "1: 3"}],
    "no_cell_holds": [{"value": Fraction(7, 6)}],
    "other_kind": [{"kind": kind, "expected": "answers"} for kind in ("owners", "costs", "instruments", "aliases", "results")]
    + [{"kind": "answers", "expected": expected} for expected in ("owners", "names")],
    "supports_own": [{"ids": [1, 2]}],
    "due_otherwise": [{"owner": "Bappeda", "first": "owners.csv:2:4"}],
    "owned_twice": [{"first": "a.yaml:12:1"}],
    "published_incomplete": [{"known": {2: Fraction(17, 5)}}, {"known": {}}],
    "promised_otherwise": [{"first": "a.yaml:12:1"}],
    "provisional": [{"why": SimpleNamespace(id="belum diperiksa", en="not yet checked")}],
    "grouped_rows": [{"rows": [3]}, {"rows": [3, 4]}],
    "unnumbered_rows": [{"rows": [3], "names": ["Dinas A"]}, {"rows": [3, 4], "names": ["Dinas A", "Dinas B"]}],
    "titles_left_out": [{"rows": [3], "names": ["Dinas A"]}, {"rows": [3, 4], "names": ["Dinas A", "Dinas B"]}],
    "rows_passed_over": [{"rows": [3]}, {"rows": [3, 4]}],
    "index_of_part": [{"text": "Domain 2", "key": "Nilai"}],
    "index_of_rows": [{"text": "Kode", "key": "Nilai"}],
    "product": [{"value": "0,26", "key": "Nilai Akhir", "of_agency": one} for one in (False, True)],
    "numbers_of_others": [{"text": "Domain 2", "ids": [1, 2]}],
    "said_again": [{"first": "C12"}],
    "several_rows": [
        *({"count": 2, "agencies": ["A", "B"], "years": [2024], "stages": [], "sheets": sheets} for sheets in ([], ["1", "2"])),
        {"count": 2, "agencies": ["A"], "years": [2023, 2024], "stages": [], "sheets": []},
        {"count": 2, "agencies": ["A"], "years": [2024], "stages": [], "sheets": ["1", "2"]},
        {"count": 2, "agencies": ["A"], "years": [2024], "stages": [(2024, "self"), (2024, None)], "sheets": []},
        {"count": 2, "agencies": ["A"], "years": [2024], "stages": [(2024, "self"), (2024, "self")], "sheets": []},
    ],
    "strict_in_part": [{"count": count} for count in (1, 27)],
    "sheet_says": [{"names": ["2023"]}],
    "above_headings_of_sheets": [{"count": 2, "taken": []}, {"count": 2, "taken": ["2024"]}],
    "so_in_other_sheets": [{"message": "x", "count": count} for count in (1, 2)],
    "sheets_of_one": [{"sheets": names, "agency": "Kota A"} for names in (["2"], ["2", "3"])],
    "strange_sheet": [{"sheet": "Rekap", "names": ["Kota A"]}],
    "sheet_without_agency": [{"sheet": "Kominfo", "cut": cut} for cut in (False, True)],
    "head_copied": [{"sheet": "Dinas B", "said": "Dinas A", "other": "Dinas A"}],
    "sheets_of_parts": [{"first": "Dinas A", "agency": "Dinas B"}],
    "sheets_unclear": [{"sheet": "Rekap", "names": ["Kota A"]}],
    "sheets_overlap": [{"sheet": "2", "other": "1", "names": ["Kota A"], "others": ["Kota B"]}],
    "sheets_differ": [
        {"at": at, "value": value, "other": other, "first": "1!C2", "count": count}
        for at, value, other, count in (
            (("answers", 3), 4, {"level": [1, 2], "note": "x"}, 0),
            (("answers", 3), {"not_applicable": ""}, 3, 1),
            (("published", "domains", 2), 3, 4, 2),
            (("published", "index"), 3, 4, 0),
        )
    ],
    "sheets_passed_over": [
        {"sheets": sheets, "tables": ["2"], "others": ["3"], "because": because, "year": 2024, "asked": asked}
        for asked in (None, "*")
        for sheets in (["1"], ["1", "4"])
        for because in (None, "year", "stage", "agency")
    ],
    "totals_left_out": [{"rows": [7], "names": ["Total"]}, {"rows": [7, 8], "names": ["Total", "Rata-rata"]}],
    "unanswered": [{"ids": [4]}, {"ids": [4, 5]}],
    "unheaded_cells": [{"cells": ["C12"]}],
    "unknown_part": [{"id": 7}, {"id": "x"}],
}
"""What a message is about where that is of another kind, or where it has more than one sentence."""


@pytest.mark.parametrize("code", [code for sentences, _hints in messages.kinds() for code in sentences])
def test_every_message_has_text_in_both_languages(code: str) -> None:
    for context in CONTEXTS.get(code, [{}]):
        said = {}
        for language in texts.LANGUAGES:
            texts.use(language)
            about = CONTEXT | context
            said[language] = (messages.message(code, about), messages.hint(code, about) or "-")
        assert "" not in said["en"]
        assert [text for text in said["en"] if text in said["id"]] in ([], ["-"])
        assert "{" not in "".join(said["en"] + said["id"])


def test_an_indicator_that_is_not_there_need_not_name_the_instrument() -> None:
    about = {name: value for name, value in CONTEXT.items() if name != "instrument"}
    assert messages.message("unknown_indicator", about) == "there is no indicator 7"
    assert messages.message("unknown_indicator", CONTEXT) == "there is no indicator 7 in contoh"


def test_every_hint_belongs_to_a_message() -> None:
    for sentences, hints in messages.kinds():
        assert hints.keys() <= sentences.keys()


def test_every_message_is_of_one_kind() -> None:
    codes = [code for sentences, _hints in messages.kinds() for code in sentences]
    assert len(codes) == len(set(codes))


def test_a_message_that_nobody_wrote() -> None:
    with pytest.raises(KeyError, match="nothing_of_the_kind"):
        messages.message("nothing_of_the_kind", {})
    assert messages.hint("nothing_of_the_kind", {}) is None


def test_what_a_good_file_needs_waits_for_no_other_kind() -> None:
    code = (
        "import sys; from fractions import Fraction; from spbe_cli.texts.messages import message; "
        "message('unanswered', {'ids': [1], 'minimum': Fraction(1)}); "
        "print(sorted(name for name in sys.modules if name.startswith('spbe_cli.texts.messages.')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == "['spbe_cli.texts.messages.results']"
