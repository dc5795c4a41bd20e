"""Options that have no effect on what is asked for: said on standard error, and never where they have one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Spbe
from tests.reading.tables.reading import book

AGENCIES = f"{EXAMPLES / 'region-2023'} {EXAMPLES / 'region'}"
TWO = f"{EXAMPLES / 'palopo-2018.yaml'} {EXAMPLES / 'palopo-2019.yaml'}"
ONE, PROVEN = EXAMPLES / "bandar-lampung-2024.yaml", EXAMPLES / "claimed-and-proven.yaml"
REGION, EVIDENCE = EXAMPLES / "region", EXAMPLES / "evidence" / "diskominfo.yaml"
PROMISED, YEAR_BEFORE = REGION / "diskominfo.yaml", EXAMPLES / "handed-out" / "kota-contoh-2023.yaml"
OWNERS = f"--owners {EXAMPLES / 'handed-out' / 'owners.yaml'}"
PARTS, ANSWERED = f"{EXAMPLES / 'handed-out' / 'parts'} {OWNERS}", f"{ONE} {OWNERS}"

ONLY_FOR = "{}: this has no effect here: it is only for {}\n"
BESIDE = "{}: this has no effect together with {}\n"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (f"compare {TWO} --sort change", ONLY_FOR.format("--sort", "several agencies")),
        (f"compare {TWO} --reverse --format json", ONLY_FOR.format("--reverse", "several agencies")),
        (f"compare {TWO} --top 1 --format json", BESIDE.format("--top", "--format json")),
        (f"compare {AGENCIES} --sort change --format jsonl", BESIDE.format("--sort", "--format jsonl")),
        (f"batch {REGION} --detail indicator", ONLY_FOR.format("--detail", "--format json, --format jsonl")),
        (f"batch {REGION} --by domain --sort agency", BESIDE.format("--sort", "--by")),
        (f"batch {REGION} --by domain --reverse", BESIDE.format("--reverse", "--by")),
        (f"batch {REGION} --by domain --group-by kind", BESIDE.format("--group-by", "--by")),
        (f"batch {REGION} --by domain --detail aspect --format json", BESIDE.format("--detail", "--by")),
        (f"batch {REGION} --focus 32 --outliers", BESIDE.format("--outliers", "--focus")),
        (f"batch {REGION} --outliers --format jsonl", BESIDE.format("--outliers", "--format jsonl")),
        (f"score {ONE} --detail indicator --one-page", BESIDE.format("--detail", "--one-page")),
        (f"score {ONE} --detail domain --focus 32", BESIDE.format("--detail", "--focus")),
        (f"score {ONE} --detail domain --format json", BESIDE.format("--detail", "--format json")),
        (f"score {ONE} --detail domain -o report.html", BESIDE.format("--detail", "--output report.html")),
        (f"score {ONE} --lowered 0.2 --format csv", BESIDE.format("--lowered", "--format csv")),
        (f"score {ONE} --target 4 --format csv", BESIDE.format("--target", "--format csv")),
        (f"score {ONE} --today 2024-12-01", ONLY_FOR.format("--today", "commitments")),
        (f"score {PROVEN} --basis backed", ONLY_FOR.format("--basis", "gates")),
        (f"plan {ONE} --today 2024-12-01", ONLY_FOR.format("--today", "--commitments")),
        (f"plan {ONE} --brief --format json", BESIDE.format("--brief", "--format json")),
        (f"score {ONE} --today 2024-12-01 --format csv", BESIDE.format("--today", "--format csv")),
        (f"score {PROMISED} --among {REGION} --format csv", BESIDE.format("--among", "--format csv")),
        (f"compare {TWO} --top 1 --format csv", BESIDE.format("--top", "--format csv")),
        (f"compare {AGENCIES} --focus 32 --format csv", BESIDE.format("--focus", "--format csv")),
        (f"plan {ONE} --brief --format csv", BESIDE.format("--brief", "--format csv")),
        (f"plan {REGION} --brief --target 2", ONLY_FOR.format("--brief", "one agency, or --checklist")),
        (f"plan {PROMISED} --commitments --today 2024-12-01 --format csv", BESIDE.format("--today", "--format csv")),
        (f"evidence {EVIDENCE} --brief --format csv", BESIDE.format("--brief", "--format csv")),
        (f"evidence {EVIDENCE} {PROVEN} --brief", ONLY_FOR.format("--brief", "one agency, or --checklist")),
        (f"status {PARTS} --before {YEAR_BEFORE} --format csv", BESIDE.format("--before", "--format csv")),
        (f"status {ANSWERED} --before {YEAR_BEFORE}", ONLY_FOR.format("--before", "what is still open")),
        (f"evidence {EVIDENCE} --force", ONLY_FOR.format("--force", "--seal")),
        (f"evidence {EVIDENCE} --brief --format json", BESIDE.format("--brief", "--format json")),
    ],
)
def test_an_option_without_an_effect_is_said_once(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = spbe(*command.split())
    assert ran.code == 0
    assert ran.err.count("effect") == ran.err.count(said) == 1


@pytest.mark.parametrize(
    "command",
    [
        f"compare {AGENCIES} --sort change --reverse --top 3",
        f"compare {TWO} --top 1",
        f"batch {REGION} --sort agency --reverse --group-by kind --outliers",
        f"batch {REGION} --detail indicator --format jsonl",
        f"batch {REGION} --by domain --top 2",
        f"score {ONE} --detail domain",
        f"score {ONE} --detail domain --set 32=4 -o report.html",
        f"score {ONE} --detail indicator --focus 32 --format json",
        f"score {ONE} --lowered 0.2 --target 4 --today 2024-12-01",
        f"score {ONE} --one-page --today 2024-12-01",
        f"score {PROVEN} --basis backed --fail-under 1",
        f"score {PROMISED} --today 2024-12-01 --among {REGION}",
        f"compare {AGENCIES} --top 1 --format csv",
        f"compare {AGENCIES} --focus 32",
        f"plan {PROMISED} --commitments --today 2024-12-01 --brief",
        f"plan {REGION} --brief --checklist --target 2",
        f"evidence {EVIDENCE} --brief",
        f"evidence {EVIDENCE} {PROVEN} --brief --checklist",
        f"status {PARTS} --before {YEAR_BEFORE}",
        f"status {ANSWERED} --before {YEAR_BEFORE} --format json",
    ],
)
def test_an_option_with_an_effect_is_not(spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    ran = spbe(*command.split())
    assert ran.code == 0
    assert "effect" not in ran.err


def test_a_basis_that_stands_beside_gates_in_the_settings_was_not_asked_for_in_vain(
    spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spbe.toml").write_text("[gates]\nbasis = 'backed'\n", encoding="utf-8")
    assert "effect" not in spbe("score", PROVEN).err


SHEETS = "--sheet: this chooses a sheet of a workbook, and a file that was read has none to choose from\n"


@pytest.mark.parametrize(
    "command", ["score {0}", "batch {1}", "validate {1} {0}", f"compare {TWO}", "trend {0}", "convert {0} --as yaml"]
)
def test_a_sheet_is_not_chosen_where_there_is_none(spbe: Spbe, command: str) -> None:
    ran = spbe(*command.format(ONE, REGION).split(), "--sheet", "Rekap")
    assert ran.code == 0
    assert ran.err.count("--sheet") == ran.err.count(SHEETS) == 1


def test_a_sheet_is_chosen_of_a_workbook_and_of_no_form(spbe: Spbe, tmp_path: Path) -> None:
    table, form = tmp_path / "rekap.xlsx", tmp_path / "isian.xlsx"
    table.write_bytes(book(["agency", "year", "index"], ["Kota A", 2023, 2.5], title="Rekap"))
    assert "--sheet" not in spbe("score", table, "--sheet", "Rekap").err
    spbe("init", "--agency", "Kota A", "--year", "2024", "-o", form)
    assert SHEETS in spbe("score", form, "--sheet", "Rekap").err
