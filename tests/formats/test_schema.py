"""The schemas of outputs: every key that they describe is written, and every column; what they do not describe is refused.

That all other outputs of the tests are held to them too, is a matter of ``tests/contract.py``.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args, get_type_hints

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from spbe_cli import texts
from spbe_cli.formats import columns
from spbe_cli.formats.json import schema
from spbe_cli.options.schema import Asked
from spbe_cli.reading.schema import FILES
from tests import contract
from tests.conftest import Spbe

ROOT = Path(__file__).parents[2]

BACKED = """\
agency: Kota A
year: 2018
instrument: permenpanrb-5-2018
answers:
  1: {level: 3, evidence: [{file: a.pdf, proves: 2, status: accepted, by: Tim, date: 2018-08-01, note: ya, sha256: %s}]}
  2:
    level: 3
    evidence: [b.pdf, {file: c.pdf, proves: 3, status: revise}, {file: e.pdf, note: x}]
    note: sudah
    target: {level: 4, owner: Bappeda}
  3: n/a
  35: {level: [1, 3, 3], evidence: [{file: d.pdf, status: rejected}, "https://example.go.id"]}
""" % ("0" * 64)  # fmt: skip

RUNS = """\
score examples/denpasar-2018.yaml examples/pemdi-2026.yaml --fail-under 1
score examples/bandar-lampung-2024.yaml --before examples/bandar-lampung-2023.yaml --target Memuaskan --fail-under domain:1=1
score examples/denpasar-2018.yaml --set 26=4 --focus 26,27
score examples/region/bappeda.yaml --among examples/region --lowered 0.2
score examples/region/bappeda.yaml --as-judged examples/judged/2023.csv
score examples/palopo-2023.yaml --fail-on-difference
score examples/pemdi-2026.yaml --among peer.yaml
score refuted.csv --fail-under 2
score backed.yaml
score backed.yaml --target 4 --basis backed --fail-under 1
batch examples/region --detail indicator --outliers --group-by kind --expect examples/region/opd.txt --fail-under Baik
batch examples/region wrong.yaml backed.yaml off.csv refuted.csv table.csv --sort agency
batch backed.yaml --basis backed --fail-under 2
batch examples/pemdi-2026.yaml --detail aspect
batch off.csv
batch sheets.xlsx --sheet=*
batch examples/region --detail domain
batch backed.yaml --by indicator
batch examples/region wrong.yaml --focus se-mendagri --expect examples/region/opd.txt --fail-under 2
batch examples/region --by domain
compare examples/bandar-lampung-2023.yaml examples/bandar-lampung-2024.yaml --max-drop 0 --no-regression domain --fail-under 2
compare examples/bandar-lampung-2023.yaml examples/bandar-lampung-2024.yaml --focus se-mendagri
compare examples/denpasar-2018.yaml examples/bandar-lampung-2024.yaml
compare examples/bandar-lampung-2024.yaml examples/bandar-lampung-2023.yaml
compare backed.yaml backed-later.yaml --no-regression indicator
compare examples/region-2023 examples/region --fail-under 2
compare examples/region-2023 both
trend examples/bandar-lampung-2023.yaml examples/bandar-lampung-2024.yaml
plan backed.yaml --target 3
plan examples/bandar-lampung-2024.yaml --target 3.5 --by 2025-06-30,2025-12-31
plan examples/bandar-lampung-2024.yaml --target 3.5 --phases 2
plan backed.yaml --commitments --target 5
plan examples/denpasar-2018.yaml --budget 3
plan examples/region wrong.yaml
plan examples/opd/dinas-kesehatan.yaml --indicators examples/opd/indicators.yaml
plan examples/pemdi-2026.yaml
status examples/handed-out/parts wrong.yaml --owners examples/handed-out/owners.yaml --today 2024-08-01
status examples/handed-out/parts --owners examples/handed-out/pembagian.csv --today 2024-08-01
status examples/handed-out/parts --owners owners.yaml --before examples/handed-out/kota-contoh-2023.yaml
status part-Y.yaml --owners owners.yaml
status part-Z.yaml --owners owners.yaml
evidence backed.yaml wrong.yaml
evidence examples/evidence --folder examples/evidence/bukti --owners examples/handed-out/owners.yaml
explain examples/denpasar-2018.yaml
explain examples/palopo-2023.yaml
explain examples/pemdi-2026.yaml
explain backed.yaml
explain examples/pemdi-2026.yaml 5
explain examples/bandar-lampung-2024.yaml 32
validate table.csv wrong.yaml
validate table.xlsx
indicators
indicators 32
indicators domain:2
indicators --instrument permenpanrb-8-2026
config
""".splitlines()

Seen = dict[tuple[str, str], set[bool]]
"""For each key and its meaning, whether it was there in some object and not in another."""


def described(of: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema, by name."""
    for name, one in of["$defs"].items():
        if "properties" in one:
            yield name, one
    if "properties" in of:
        yield of["title"], of


def replaced(text: str, pairs: dict[str, str]) -> str:
    for old, new in pairs.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def files(write: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with the examples and some files that show what these don't."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    write(BACKED, "backed.yaml")
    later = {"year: 2018": "year: 2019", "[1, 3, 3]": "[2, 3, 3]", "1: {level: 3": "1: n/a  #"}
    write(replaced(BACKED, later), "backed-later.yaml")
    write(replaced(BACKED, {"  3: n/a": "  x: 4", "agency: Kota A": "agency: Kota W\nowner: Dinas W"}), "wrong.yaml")
    pemdi = (ROOT / "examples/pemdi-2026.yaml").read_text(encoding="utf-8")
    write(pemdi.replace("Pemerintah Kota Contoh", "Pemerintah Kota Lain"), "peer.yaml")
    write("instansi,tahun,indeks\nKota A,2024,3.10\nKota B,2024,0.00\n", "off.csv")
    write("instansi,tahun,indeks,domain_1,domain_2,domain_3,domain_4\nKota C,2024,4.99,3.30,3.40,3.30,3.40\n", "refuted.csv")
    write("instansi,tahun,1,2\nKota D,2024,3,9\n", "table.csv")
    book = openpyxl.Workbook()
    for row in (["instansi", "tahun", "1", "2"], ["Kota D", 2024, 3, 9]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save("table.xlsx")
    sheets = openpyxl.Workbook()
    for title, level in (("Kota D", 3), ("Kota E", 2)):
        sheet = sheets.create_sheet(title)
        for one in (["Instansi", title], ["Tahun", 2024], ["No", "Indikator", "Nilai"], [1, None, level]):
            sheet.append(one)
    sheets.save("sheets.xlsx")
    bappeda = (ROOT / "examples/region/bappeda.yaml").read_text(encoding="utf-8")
    write(bappeda, "both/bappeda.yaml")
    write(bappeda.replace("agency: Badan", "agency: Dinas"), "both/new.yaml")
    write("agency: x", "both/wrong.yaml")
    write("owners:\n  Dinas A: {indicators: [1, 2]}\n  Dinas Y: {indicators: 35}\n", "owners.yaml")
    for owner in ("Y", "Z"):
        write(replaced(BACKED, {"agency: Kota A": f"agency: Kota A\nowner: Dinas {owner}"}), f"part-{owner}.yaml")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", schema.OUTPUTS)
def test_every_object_is_closed_and_every_key_described_in_both_languages(name: str) -> None:
    english = schema.output(name)
    Draft202012Validator.check_schema(english)
    texts.use("id")
    indonesian = schema.output(name)
    said = []
    for (_name, one), (_other, same) in zip(described(english), described(indonesian), strict=True):
        assert one["additionalProperties"] is False
        for key, value in one["properties"].items():
            said.append((value["description"], same["properties"][key]["description"]))
            assert value["description"].endswith(".")
    assert said
    # Words that both languages have may stand alone.
    assert {one for one, other in said if one == other} <= {"Median."}


def test_the_command_knows_every_schema() -> None:
    kinds = get_args(get_args(get_type_hints(Asked, include_extras=True)["kind"])[0])
    assert kinds == (*FILES, *schema.OUTPUTS, "columns")


@pytest.mark.parametrize("name", schema.OUTPUTS)
def test_the_command_prints_it(spbe: Spbe, name: str) -> None:
    assert json.loads(spbe("schema", name).out) == schema.output(name)


def test_the_command_prints_the_columns(spbe: Spbe) -> None:
    printed = json.loads(spbe("schema", "columns").out)
    assert {table: [one["name"] for one in of["fields"]] for table, of in printed.items()} == {
        table: list(of) for table, of in columns.tables().items()
    }
    assert all(one["description"] for of in printed.values() for one in of["fields"])


def test_a_key_that_is_not_described_is_refused(spbe: Spbe) -> None:
    one = json.loads(spbe("score", ROOT / "examples/denpasar-2018.yaml", "--format", "json").out)
    contract.hold("result", json.dumps(one))
    for wrong in (one | {"more": 1}, one | {"index": "2.64"}, {key: one[key] for key in one if key != "kind"}):
        with pytest.raises(AssertionError, match="result"):
            contract.hold("result", json.dumps(wrong))
    one["domains"][0]["aspects"][0]["indicators"][0]["more"] = 1
    with pytest.raises(AssertionError, match="more"):
        contract.hold("result", json.dumps(one))
    with pytest.raises(AssertionError, match="batch"):
        contract.hold_columns("batch", "rank,agency,more\n")


def look(value: Any, of: dict[str, Any], defs: dict[str, Any], seen: Seen) -> None:
    """Notes which keys are there in a value, and which are not."""
    if "$ref" in of:
        look(value, defs[of["$ref"].rpartition("/")[2]], defs, seen)
    for branch in of.get("anyOf", ()):
        if Draft202012Validator({**branch, "$defs": defs}).is_valid(value):
            look(value, branch, defs, seen)
    if isinstance(value, list) and "items" in of:
        for one in value:
            look(one, of["items"], defs, seen)
    if isinstance(value, dict) and of.get("type") == "object":
        for key, below in of.get("properties", {}).items():
            seen[key, below["description"]].add(key in value)
        for key, one in value.items():
            look(one, of.get("properties", {}).get(key) or of["additionalProperties"], defs, seen)


@pytest.mark.usefixtures("files")
def test_every_key_is_written_by_some_command_and_every_optional_one_left_out_by_some(spbe: Spbe) -> None:
    seen: Seen = defaultdict(set)
    for run in RUNS:
        ran = spbe(*run.split(), "--format", "json")
        assert ran.out.strip(), (run, ran.err)
        whole = schema.output(str(contract.schema_of(run.split())))
        look(json.loads(ran.out), whole, whole["$defs"], seen)
    expected: Seen = defaultdict(set)
    for name in schema.OUTPUTS:
        for _name, one in described(schema.output(name)):
            for key, value in one["properties"].items():
                expected[key, value["description"]] |= {True} if key in one.get("required", ()) else {True, False}
    assert {key: wanted - seen[key] for key, wanted in expected.items() if wanted - seen[key]} == {}


@pytest.mark.usefixtures("files")
def test_every_column_is_written_by_some_command(spbe: Spbe) -> None:
    written: dict[str, set[str]] = defaultdict(set)
    for run in RUNS:
        ran = spbe(*run.split(), "--format", "csv")
        written[run.split()[0]] |= set(next(csv.reader(ran.out.splitlines()), []))
    assert {
        (table, name)
        for table, names in columns.tables().items()
        for name in names
        if not any(fnmatchcase(one, name) for one in written[table.split()[0]])
    } == set()
