"""What people's programs and malicious ones hand over: each ends soon, in a sentence or a result, never in a traceback."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import limits, load_assessment, load_instruments, office
from spbe_cli.core import choosing
from spbe_cli.core.choosing import Option, TooManyChoices, cheapest, richest
from spbe_cli.reading.patterns import matching
from spbe_cli.reading.said import listed
from spbe_cli.writing.rows import _lines
from tests.conftest import Spbe, Write
from tests.reached import reached, reaching

ANSWERS = "agency: Kota A\nyear: 2023\nanswers: {1: 3}\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as POSIX has them")


def own(*, names: str = "a, b, c, d, e", title: str = "Satu", instrument: str = "Contoh") -> str:
    """A small instrument, with names of levels and a domain's title, each as YAML has it."""
    return (
        f"id: own\ntitle: {instrument}\nsource: Contoh\nyears: {{from: 2021}}\n"
        f"scale: {{min: 1, max: 5, step: 1, names: {{p: [{names}]}}}}\n"
        "index: {decimals: 2, rounding: half_up, thresholds_on: {2021: exact}}\npredicates: [{from: 1, name: K}]\n"
        f"domains: [{{id: 1, title: {title}, aspects: [{{id: 1, title: A, levels: p, indicators: "
        "[{id: 1, title: I, weight: 60}, {id: 2, title: J, weight: 40}]}]}]\n"
    )


# Workbooks.


TITLES = [
    '"Urusan Jum\'at"',
    "\"'kutip'\"",
    '"😀 Dinas Komunikasi dan Informatika Kota"',
    '"\\x01\\x1b[31mmerah"',
    '"[a]:b*c?/\\\\"',
    '"😀"',
]

NAMES = [
    '"0-20%", "21-40%", "41-60%", "61-80%", "81-100%"',
    "(a), (b), (c), (d), (e)",
    '"%1", "%2", "%3", "%4", "%5"',
    "'\"a\"', b, c, d, e",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("instrument", ["Contoh", '"a\\x01b\\x0b"'])
def test_a_workbook_of_ours_is_read_again(spbe: Spbe, write: Write, title: str, instrument: str) -> None:
    write(own(title=title, instrument=instrument), "own.yaml")
    write("agency: A\nyear: 2024\nanswers: {1: 3, 2: 4}\n", "a.yaml")
    assert spbe("convert", "a.yaml", "--indicators", "own.yaml", "-o", "a.xlsx").code == 0
    read = load_assessment("a.xlsx", load_instruments("own.yaml"))
    assert [one.levels for one in (read.assessment.answers or {}).values()] == [(Fraction(3),), (Fraction(4),)]
    for part in zipfile.ZipFile("a.xlsx").namelist():
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", zipfile.ZipFile("a.xlsx").read(part)), part
    for command in ("score", "batch"):
        assert spbe(command, "a.yaml", "--indicators", "own.yaml", "-o", f"{command}.xlsx").code == 0


@pytest.mark.parametrize("names", NAMES)
def test_levels_are_read_as_the_list_has_them(spbe: Spbe, write: Write, names: str) -> None:
    write(own(names=names), "own.yaml")
    for level in range(1, 6):
        write(f"agency: A\nyear: 2024\nanswers: {{1: {level}, 2: {6 - level}}}\n", "a.yaml")
        assert spbe("convert", "a.yaml", "--indicators", "own.yaml", "-o", "a.xlsx", "--force").code == 0
        read = load_assessment("a.xlsx", load_instruments("own.yaml"))
        assert [one.levels for one in (read.assessment.answers or {}).values()] == [(Fraction(level),), (Fraction(6 - level),)]


@reaching(0.2, "several")
@given(st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1).map(str.strip).filter(bool)))
def test_items_of_a_cell_come_back(texts: list[str]) -> None:
    texts = [" ".join(text.split()) for text in texts]
    texts = [text for text in texts if text]
    reached("several" if len(texts) > 1 else "one or none")
    assert list(listed(_lines(texts))) == texts


def test_items_with_a_semicolon_a_bullet_or_two_lines_come_back() -> None:
    for texts in (["a; b", "c"], ["- a"], ["a\nb", "c"], ["•", "x"], ["• a", "b; c"]):
        assert list(listed(_lines(texts))) == texts
    assert list(listed("a.pdf; b.pdf\n- c.pdf")) == ["a.pdf", "b.pdf", "c.pdf"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=6))
def test_titles_of_sheets_are_such(wanted: list[str]) -> None:
    titles = office.sheet_titles(wanted)
    assert len({one.casefold() for one in titles}) == len(titles) == len(wanted)
    for title in titles:
        assert 0 < len(title.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", title)
        assert title == title.strip("'")


def rebuilt(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet2.xml"


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (
            SHEET,
            lambda xml: xml.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ),
        (SHEET, lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')),
        (SHEET, lambda xml: xml.replace(b"<hyperlinks>", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/>')),
    ],
)
def test_a_sheet_that_spans_everything_is_refused_or_read_at_once(
    spbe: Spbe, write: Write, part: str, change: Callable[[bytes], bytes]
) -> None:
    assert spbe("init", "--agency", "A", "--year", "2024", "-o", "a.xlsx").code == 0
    data = Path("a.xlsx").read_bytes()
    changed = rebuilt(data, part, change)
    assert len(changed) != len(data)
    write(changed, "b.xlsx")
    assert spbe("score", "b.xlsx").code == 0
    ran = spbe("validate", "b.xlsx", "-o", "c.xlsx")
    assert (ran.code, Path("c.xlsx").exists()) == (2, False)
    assert f"more than {limits.MAX_SPREAD} cells" in ran.err


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/workbook.xml", lambda xml: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", xml)),
        (
            "xl/workbook.xml",
            lambda xml: xml.replace(b"<definedNames>", b"<definedNames><definedName name='spbe_level_1'>#REF!</definedName>"),
        ),
        ("xl/workbook.xml", lambda xml: re.sub(rb"(spbe_agency\">)[^<]*", rb"\1{1,2}", xml)),
        ("xl/workbook.xml", lambda xml: xml.replace(b"<sheet ", b'<sheet state="hidden" ')),
        (SHEET, lambda xml: xml[: len(xml) // 2]),
    ],
)
def test_a_workbook_that_is_odd_is_a_sentence(spbe: Spbe, write: Write, part: str, change: Callable[[bytes], bytes]) -> None:
    spbe("init", "--agency", "A", "--year", "2024", "-o", "a.xlsx")
    write(rebuilt(Path("a.xlsx").read_bytes(), part, change), "b.xlsx")
    for command in (("score", "b.xlsx"), ("validate", "b.xlsx", "-o", "c.xlsx"), ("batch", "b.xlsx")):
        assert spbe(*command).code in (0, 2)


# Costs.


def test_ranges_of_owners_are_as_long_as_they_like(spbe: Spbe, write: Write) -> None:
    ranges = ", ".join(["1-999999"] * 90)
    write(f"owners: {{A: {{indicators: [{ranges}]}}, B: {{indicators: [1-999999]}}}}\n", "owners.yaml")
    write(ANSWERS)
    ran = spbe("split", "answers.yaml", "--owners", "owners.yaml", "-o", "parts")
    assert ran.code == 2
    assert "there is no indicator 48" in ran.err
    assert "indicator 1 is A's already" in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]\n" * 100_000, "the file is larger than 16 KiB"),
        (".".join(["a"] * 2000) + " = 1\n", "nested too deep"),
        ("[" + ".".join(["a"] * 2000) + "]\n", "nested too deep"),
        (" . ".join(["'a'", '"b"'] * 50) + " = 1\n", "nested too deep"),
        ("x = " + "[" * 5000 + "]" * 5000 + "\n", "nested too deep"),
        ("".join(f"[a{one}]\n" for one in range(1500)), "unknown key"),
        ("x = " + "9" * 5000 + "\n", "this is no TOML"),
    ],
)
def test_a_configuration_that_costs_too_much(spbe: Spbe, write: Write, text: str, told: str) -> None:
    write(text, "spbe.toml")
    write(ANSWERS)
    ran = spbe("score", "answers.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert spbe("--help").code == 0


def test_plans_that_are_nearly_equal_are_refused_in_time() -> None:
    # Strongly correlated: each costs what it gains and a little more, so that no bound tells the choices apart.
    groups = [
        [Option(0, 0), Option(10**9 + 7919 * one * one % 10**6 + 10**5, 10**9 + 7919 * one * one % 10**6)] for one in range(60)
    ]
    half = sum(group[1].gain for group in groups) // 2
    for search, bound in ((cheapest, half), (richest, half)):
        with pytest.raises(TooManyChoices):
            search(groups, bound)


def test_a_plan_that_is_refused_says_what_to_do(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MAX_SUMS", 10)
    write(ANSWERS)
    ran = spbe("plan", "answers.yaml", "--target", "3")
    assert (ran.code, ran.out) == (2, "")
    assert "too many plans that are nearly equal: more than" in ran.err
    assert "round the costs, or raise fewer indicators with --only" in ran.err


def test_the_costs_that_people_have_are_far_below_the_limit() -> None:
    weights = [one.weight or Fraction(1) for one in load_instruments().default.indicators.values()]
    groups = [
        [Option(0, 0), *(Option(int(weight * 1234 * n), int(weight * 1000 * n)) for n in range(1, 5))] for weight in weights
    ]
    assert cheapest(groups, sum(group[-1].gain for group in groups) // 2) is not None


# Files and folders.


@posix
def test_links_that_lead_to_one_another(spbe: Spbe, write: Write) -> None:
    write(ANSWERS, "loop/x.yaml")
    Path("loop/a").symlink_to(".")
    Path("loop/b").symlink_to("..")
    for path in ("loop", "loop/**/*.yaml", "**/*.yaml", "**"):
        ran = spbe("batch", path, "--format", "json")
        assert ran.code == 0, path
        assert ran.out.count('"agency"') == 1


@posix
def test_a_pipe_in_a_folder_is_passed_over(spbe: Spbe, write: Write) -> None:
    write(ANSWERS, "f/x.yaml")
    os.mkfifo("f/p.yaml")
    os.mkfifo("f/p.xlsx")
    for path in ("f", "f/*"):
        assert spbe("batch", path).code == 0
    line = f"{sys.executable} -m spbe_cli score <(cat f/x.yaml)"
    assert subprocess.run(["bash", "-c", line], capture_output=True, check=False).returncode == 0


@posix
def test_folders_as_deep_as_may_be(spbe: Spbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deep").mkdir()
    here = os.open(".", os.O_RDONLY)
    os.chdir("deep")
    for _step in range(1500):
        Path("d").mkdir()
        os.chdir("d")
    Path("x.yaml").write_text(ANSWERS)
    os.chdir(here)
    os.close(here)
    for path in ("deep", "deep/**/*.yaml"):
        assert spbe("batch", path).code == 0
    subprocess.run(["rm", "-rf", "deep"], check=True)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root enters every folder")
def test_a_folder_that_may_not_be_entered(spbe: Spbe, write: Write) -> None:
    write(ANSWERS, "f/closed/x.yaml")
    Path("f/closed").chmod(0)
    try:
        for command in (("batch", "f"), ("score", "f/closed/x.yaml"), ("score", "f/closed/x.yaml", "-o", "f/closed/y.json")):
            ran = spbe(*command)
            assert ran.code == 2
            assert "Permission denied" in ran.err
    finally:
        Path("f/closed").chmod(0o700)


@posix
def test_a_link_that_can_not_be_followed_stops_nothing(spbe: Spbe, write: Write) -> None:
    write(ANSWERS, "f/a.yaml")
    for number, target in enumerate(("loop", "x" * 300)):
        Path(f"f/{number}").symlink_to(target)
    Path("f/loop").symlink_to("loop")
    for command in (("batch", "f"), ("batch", "f/**/*.yaml"), ("score", "f/a.yaml")):
        assert (spbe(*command).code, command) == (0, command)
    for number, target in enumerate(("loop", "x" * 300)):
        Path(f"f/{number}.yaml").symlink_to(target)
    for path in ("f", "f/**/*.yaml"):
        ran = spbe("batch", path)
        assert (ran.code, ran.err.count("can't be read: ")) == (2, 2), ran.err
        assert "1 of 3 read" in ran.out
    assert spbe("score", "f/a.yaml").code == 0


def test_too_many_folders_for_a_pattern(spbe: Spbe, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write(ANSWERS, "a/b/c/x.yaml")
    monkeypatch.setattr("spbe_cli.reading.patterns.MAX_FOLDERS", 3)
    ran = spbe("batch", "a/**/*.yaml")
    assert (ran.code, "goes through more than" in ran.err) == (2, True)


PATTERNS = (
    "*", "**", "a/**", "**/*.yaml", "a/*/c.yaml", "a/**/c/**/*.yaml", "?.yaml", "[[]x].yaml", "./*.yaml", "**/b/*", "a/.b/*",
    "nowhere/*", "**/**/*.yaml",
)  # fmt: skip


def test_patterns_match_as_the_standard_library_has_them(write: Write) -> None:
    import glob

    for name in ("a/b/c.yaml", "a/.b/c.yaml", "a/b/.c.yaml", "a/d.yml", "e.yaml", "a/b/c/d/e.yaml", "[x].yaml"):
        write("", name)
    for pattern in PATTERNS:
        found = glob.glob(pattern, recursive=True)
        assert {os.path.normpath(one) for one in matching(pattern)} == {os.path.normpath(one) for one in found} - {"."}, pattern
    assert matching(f"{Path.cwd()}/*.yaml") == sorted(str(one) for one in Path.cwd().glob("*.yaml"))


DIGITS, LONG = "9" * 4400, "n" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", LONG],
        ["batch", LONG],
        ["validate", f"{LONG}/x.yaml"],
        ["score", "answers.yaml", "-o", f"{LONG}.json"],
        ["convert", "answers.yaml", "-o", f"{LONG}.yaml"],
        ["init", "--agency", "A", "--year", "2024", "-o", f"{LONG}.yaml"],
        ["init", "--agency", "A", "--year", "2024", "-o", f"{LONG}/"],
        ["score", "answers.yaml", "--fail-under", DIGITS],
        ["score", "answers.yaml", "--fail-under", f"domain:{DIGITS}=2"],
        ["score", "answers.yaml", "--set", f"1={DIGITS}"],
        ["score", "answers.yaml", "--set", f"{DIGITS}=1"],
        ["score", "answers.yaml", "--target", DIGITS],
        ["score", "answers.yaml", "--lowered", f"0.{DIGITS}"],
        ["score", "answers.yaml", "--as-judged", LONG],
        ["score", "answers.yaml", "--focus", DIGITS],
        ["explain", "answers.yaml", DIGITS],
        ["indicators", DIGITS],
        ["plan", "answers.yaml", "--budget", f"1e{DIGITS}"],
        ["plan", "answers.yaml", "--only", f"1-{DIGITS}"],
        ["batch", "answers.yaml", "--top", DIGITS],
        ["init", "--agency", "A", "--year", DIGITS, "-o", "z.yaml"],
        ["score", "answers.yaml", "--indicators", LONG],
        ["compare", LONG, LONG],
        ["score", "answers.yaml", "--among", LONG],
        ["plan", "answers.yaml", "--costs", LONG],
        ["split", "answers.yaml", "--owners", LONG],
        ["init", "--opds", LONG, "-o", "d"],
        ["score", "big.yaml"],
        ["batch", "big.csv"],
        ["split", "answers.yaml", "--owners", "owners.yaml", "-o", "parts"],
        ["plan", "answers.yaml", "--costs", "costs.yaml"],
    ],
    ids=lambda words: " ".join(word[:12] for word in words),
)
def test_numbers_and_names_that_are_too_long(spbe: Spbe, write: Write, arguments: list[str]) -> None:
    write(ANSWERS)
    write(f"agency: A\nyear: {DIGITS}\nanswers: {{{DIGITS}: 1, 1: {DIGITS}}}\n", "big.yaml")
    write(f"agency,year,1\nA,2024,{DIGITS}\n", "big.csv")
    write(f"owners: {{A: {{indicators: [{DIGITS}, {DIGITS}-{DIGITS}]}}}}\n", "owners.yaml")
    write(f"costs: {{1: {DIGITS}}}\n", "costs.yaml")
    ran = spbe(*arguments)
    assert ran.code == 2
    assert len(ran.err) > 10


# What only looks plain.


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "answers:\n\u00a0\u00a01: 3\n",
            'a.yaml:4:1: unknown key "\u00a0\u00a01" (no-break space U+00A0 looks like a plain character',
        ),
        ("answers:\n  1:\u00a03\n  2:\u00a04\n", "(no-break space U+00A0 looks like a plain character and is none)"),
        ("answers:\n  1\u200b: 3\n", '"1\\u200b" is no indicator: expected its number (zero width space U+200B looks'),
        (
            "answers:\n  \u0661: 3\n",
            '"\u0661" is no indicator: expected its number (arabic-indic digit one U+0661 is no plain digit)',
        ),
        ("answers:\n  1: \u0663\n", "expected a whole number from 1 to 5 (arabic-indic digit three U+0663 is no plain digit)"),
        ("answers:\n  1: \uff13\n", "expected a whole number from 1 to 5 (fullwidth digit three U+FF13 is no plain digit)"),
        ('answers:\n  1: "3"\n', "(write the number without quotes and without a leading zero)"),
    ],
)
def test_a_character_that_only_looks_plain_is_named(spbe: Spbe, write: Write, text: str, told: str) -> None:
    write(f"agency: Kota A\nyear: 2024\n{text}", "a.yaml")
    ran = spbe("validate", "a.yaml")
    assert ran.code == 2
    assert told in ran.out
