"""YAML text to plain values and their places; § in a text marks where a problem is to be found."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from spbe_cli.limits import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS
from spbe_cli.model.base import Fault
from spbe_cli.reading import parsing
from spbe_cli.reading.assessments import submitted
from spbe_cli.reading.decoding import decoded
from spbe_cli.reading.document import located, run_together
from spbe_cli.reading.instruments import load_instruments
from spbe_cli.reading.parsing import document, documents
from spbe_cli.reading.problems import BadInput
from spbe_cli.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.reading.problems import Problem

Found = list[tuple[int | None, int | None, str]]


def marked(text: str, codes: str) -> tuple[str, Found]:
    """A text without its marks, and the problems that are to be found at them: a code each, in order."""
    places, before = [], ""
    for part in text.split("§")[:-1]:
        before += part
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
    return text.replace("§", ""), [(*place, code) for place, code in zip(places, codes.split(), strict=True)]


def found(problems: Iterable[Problem]) -> Found:
    return [(one.line, one.column, one.code) for one in problems]


def problems(data: str | bytes) -> list[Problem]:
    """What is wrong with a file of one document, before what it says is looked at."""
    try:
        return located((), document(data.encode() if isinstance(data, str) else data, "a.yaml"), "a.yaml")
    except BadInput as bad:
        return list(bad.problems)


def value(data: str | bytes) -> Any:
    assert found(problems(data)) == []
    return document(data.encode() if isinstance(data, str) else data, "a.yaml").value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *[(word, None) for word in ("", "~", "null", "Null", "NULL")],
        *[(word, True) for word in ("true", "True", "TRUE")],
        *[(word, False) for word in ("false", "False", "FALSE")],
        *[(word, word) for word in ("yes", "Yes", "no", "on", "off", "y", "N", "tRUE", "nULL", "none", "n/a", "~~")],
        ("3", 3),
        ("0", 0),
        ("-0", 0),
        ("+1", 1),
        ("-12", -12),
        ("0x1F", 31),
        ("0o17", 15),
        ("2.50", Decimal("2.50")),
        ("-0.5", Decimal("-0.5")),
        (".5", Decimal("0.5")),
        ("+.5", Decimal("0.5")),
        ("1.", Decimal(1)),
        ("1e3", Decimal("1E+3")),
        ("1.5E-2", Decimal("0.015")),
        ("0.1", Decimal("0.1")),
        # A number elsewhere, text here: with a leading zero, in base 60, of other bases, with separators, with a comma.
        *[(word, word) for word in ("010", "01.5", "-01", "1:30", "0b11", "0o8", "0x", "-0x1F", "1_000", "2,5", "1.2.3")],
        *[(word, word) for word in (".inf", "-.inf", ".nan", ".NaN", ".", "-", "+", "1e", "e3", "--1", "2025-06-30", "３")],
        # What would cost more than its size.
        ("9" * 40, int("9" * 40)),
        ("9" * 41, "9" * 41),
        ("9" * 100_000, "9" * 100_000),
        ("1e99", Decimal("1E+99")),
        *[(word, word) for word in ("1e100", "1.5e100", ".5E-100")],
    ],
)
def test_plain_scalars_by_the_core_rules(text: str, meant: Any) -> None:
    assert repr(plain_value(text)) == repr(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: 3 # three", {"a": 3}),
        ("a: '3'", {"a": "3"}),
        ('a: "true"', {"a": "true"}),
        ('a: ""', {"a": ""}),
        ("a:", {"a": None}),
        ("a: |\n  3\n", {"a": "3\n"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ('a: "\\e[31m"', {"a": "\x1b[31m"}),
        ("'1': a\n\"2\": b\n'03': c\n'1.5': d\n", {1: "a", 2: "b", "03": "c", "1.5": "d"}),
        ("1: a\n1.0: b\ntrue: c\n~: d\n", {1: "a", "1.0": "b", "true": "c", "~": "d"}),
        ("? a\n: 1\n", {"a": 1}),
        ("a: [1, [2.50, ~], {b: []}]", {"a": [1, [Decimal("2.50"), None], {"b": []}]}),
        ("a:\tb\t# tabs between\n", {"a": "b"}),
        # Where documents begin and end.
        ("---\na: 1\n", {"a": 1}),
        ("%YAML 1.2\n---\na: 1\n", {"a": 1}),
        ("a: 1\n...\n", {"a": 1}),
        ("a: 1\n---\n", {"a": 1}),
        ("a: 1\n---\n# the end\n", {"a": 1}),
        # Line ends.
        ("a: 1\r\nb:\r\n  - 2\r\n", {"a": 1, "b": [2]}),
        ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
        # Anchors and aliases.
        ("a: &x 3\nb: *x\n", {"a": 3, "b": 3}),
        ("a: &x {b: [1]}\nc: *x\nd: [*x]\n", {"a": {"b": [1]}, "c": {"b": [1]}, "d": [{"b": [1]}]}),
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
        ("&x a: 1\nb: *x\n", {"a": 1, "b": "a"}),
        ("a: {b: 1}\nc: {&x b: 2, &y 7: 3}\nd: [*x, *y]\n", {"a": {"b": 1}, "c": {"b": 2, 7: 3}, "d": ["b", 7]}),
        # JSON has only text for a key.
        ('{"1": 3, "a": {"2": "3", "02": 4}}', {1: 3, "a": {2: "3", "02": 4}}),
        ('\n  {"1": 3}\n', {1: 3}),
        # JSON escapes what lies beyond the first 65,536 characters as two.
        (
            '{"a": "\\ud83d\\udc4d", "b": "\\\\ud83d\\\\udc4d", "c": "\\u00e9"}',
            {"a": "\U0001f44d", "b": "\\ud83d\\udc4d", "c": "é"},
        ),
    ],
)
def test_values(text: str, meant: dict[Any, Any]) -> None:
    assert repr(value(text)) == repr(meant)


@pytest.mark.parametrize(
    ("text", "path", "key"),
    [
        ("# first\n§a: 1\n", (), False),
        ("a: §1\n", ("a",), False),
        ("§a: 1\n", ("a",), True),
        ("a: 1\nb:\n  §1: 3\n", ("b",), False),
        ("a: 1\n§b:\n  1: 3\n", ("b",), True),
        ("b:\n  1: §3\n", ("b", 1), False),
        ("b:\n  §1: 3\n", ("b", 1), True),
        ("b:\n  - x\n  - §y\n", ("b", 1), False),
        ("b:\n  - x\n  - c: [1, §2]\n", ("b", 1, "c", 1), False),
        ("b: §{1: [x, y], c: {d: 2}}\n", ("b",), False),
        ("b: {1: [x, §y], c: {d: 2}}\n", ("b", 1, 1), False),
        ("b: {1: [x, y], c: {d: §2}}\n", ("b", "c", "d"), False),
        ("b: {1: [x, y], c: {§d: 2}}\n", ("b", "c", "d"), True),
        ("b: {'1': §x, 2: y}\n", ("b", 1), False),
        ("b: {'2': x, §'1': y}\n", ("b", 1), True),
        ("b: §'x'\n", ("b",), False),
        ("b: §|\n  x\n", ("b",), False),
        ("b:§\nc: 1\n", ("b",), False),
        ('{"é😀": 1, b: §2}\n', ("b",), False),
        # What is not there: the nearest thing above it. A step that a short form leaves out is passed over.
        ("b:\n  §1: 3\n", ("b", 2), False),
        ("b:\n  §1: 3\n", ("b", 2), True),
        ("b: {3: §1}\n", ("b", 3, "level"), False),
        ("b: {3: [1, §9]}\n", ("b", 3, "level", 1), False),
        # An alias stands for itself; what is in it stands where it is written.
        ("b: &x [1, 2]\nc: §*x\n", ("c",), False),
        ("b: &x [1, §2]\nc: *x\n", ("c", 1), False),
        ("b: &x 1\nc: §*x\n", ("c",), False),
    ],
)
def test_places(text: str, path: tuple[Any, ...], key: bool) -> None:
    text, [(line, column, _)] = marked(text, "here")
    assert document(text.encode(), "a.yaml").place.find(path, key=key) == (line, column)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # The same key again, however it is written and wherever it stands; reading goes on.
        ("a: 1\nb: 2\n§a: 3\n§a: 4\n", "duplicate_key duplicate_key"),
        ("a: 1\n§'a': 2\n", "duplicate_key"),
        ("1: a\n§0x1: b\n", "duplicate_key"),
        ("1: a\n§'1': b\n", "duplicate_key"),
        ("a: {x: 1, §x: 2}\nb:\n  - y: 1\n    §y: 2\n", "duplicate_key duplicate_key"),
        ("a: 1\n§a: {x: 1, §x: 2}\n", "duplicate_key duplicate_key"),
        ("a: 1\n§a: 2\nb: §!x 3\n", "duplicate_key tag"),
        ("a: 1\n§a: {x: 1, §x: 2}\nb: §!x 3\n", "duplicate_key duplicate_key tag"),
        ('{"é😀": 1, b: 2, §b: 3}', "duplicate_key"),
        ("a: 1\r\n§a: 2\r\n", "duplicate_key"),
        # Documents.
        ("§", "empty"),
        ("§\n\n", "empty"),
        ("§# only a comment\n", "empty"),
        ("§---\n", "empty"),
        ("§~\n", "empty"),
        ("a: 1\n§---\nb: 2\n", "several_documents"),
        ("a: 1\n§---\nb: 2\n---\nc: 3\n", "several_documents"),
        ('{"a": 1}\n§{"a": 2}\n', "several_documents"),
        ('{"a": 1}\n\n§{"a": 2}\n{"a": 3}\n', "several_documents"),
        ("§- a\n- b\n", "not_a_mapping"),
        ("# a list\n\n  §- a\n", "not_a_mapping"),
        ("§some text\n", "not_a_mapping"),
        ("§3\n", "not_a_mapping"),
        # Tabs where they would be indentation.
        ("a:\n§\tb: 1\n", "tab"),
        # What is pasted: a space, a colon or a digit that only looks like one.
        ("a:§\u00a0b\nc: 1\n", "lookalike"),
        ("a: 1\nb§\uff1a2\nc: 3\n", "lookalike"),
        # A path of Windows in double quotes.
        ('a: "D:§\\dokumen"\n', "escape"),
        ('{"a": "\\u§d83d"}', "escape"),
        ("a:\n  §\tb: 1\n", "tab"),
        ("a:\n  b: 1\n§\tc: 2\n", "tab"),
        ("a:\n  b: 1\n  §\tc: 2\n", "tab"),
        ("a: b\n§\t\nc: 1\n", "tab"),
        ("a:\n-§\tb\n", "tab"),
        # What is not read here.
        ("a: &x {b: 1}\nc:\n  §<<: *x\n  d: 2\n", "merge_key"),
        ("a: &x {b: 1}\nc: {d: 2, §<<: [*x]}\n", "merge_key"),
        ("a: §!!python/object/apply:os.system [ls]\n", "tag"),
        ("a:\n  - §!foo b\n", "tag"),
        ("a: §!!str 3\n", "tag"),
        ("a: §!<tag:yaml.org,2002:int> 3\n", "tag"),
        ("a: §! 3\n", "tag"),
        ("§!!str a: 3\n", "tag"),
        ("a: §&x !!map {b: 1}\n", "tag"),
        ("a: 1\n? §[b]\n: 2\n", "key_not_plain"),
        ("a: 1\n§{b: 1}: 2\n", "key_not_plain"),
        ("a: &x b\n§*x : 1\n", "key_not_plain"),
        # What is in a key that can't be one is no further problem.
        ("{§[a]}\n", "key_not_plain"),
        ("{§[!x a, {b}]: 1}\n", "key_not_plain"),
        ("? §[a]\n", "key_not_plain"),
        ("a: [{§[{b: 1, b: 2}]: 3}]\n", "key_not_plain"),
        # A template that was never filled in.
        ("a: {§{ agency }}\n", "not_filled_in"),
        ("a: {§{agency}}\nb: {§{ x }}\n", "not_filled_in not_filled_in"),
        # A key that was there before, as any other.
        ("a: {b: 1}\nc: {§!!str b: 2}\n", "tag"),
        ("§!!int 1: 2\n", "tag"),
        ('a: {"<<": 1}\nb: {§<<: {c: 1}}\n', "merge_key"),
        # Aliases.
        ("a: §*x\n", "unknown_alias"),
        ("a: &x [§*x]\n", "unknown_alias"),
        ("a: &x 1\n§---\nb: *x\n", "several_documents"),
        # No YAML.
        ("a: b§: c\n", "not_yaml"),
        ("a: 1\n  b§: 2\n", "not_yaml"),
        ("a: §@b\n", "not_yaml"),
        ("a: §-\n", "dash"),
        ("a: 1\nb: §- 3\n", "dash"),
        ("a: §%b\n", "not_yaml"),
        ('a: "§\\q"\n', "escape"),
        ('a: §"b\nc: 1\n', "not_yaml"),
        ("a: §'b\nc: 1\n", "not_yaml"),
        ("a: §[1, 2\nb: 1\n", "not_yaml"),
        ("a: §{b: 1\nc: 1\n", "not_yaml"),
        ("a: §[1, 2\n", "not_yaml"),
        ("a: X\n§b 2018\n", "not_yaml"),
        ("a: §!e!x 1\n", "not_yaml"),
        # Characters that text can't hold.
        ("a: b§\x1bc\n", "control_character"),
        ("a: b\nc: §\x00\n", "control_character"),
        ("a: b§\x7f\n", "control_character"),
        ("a: b§\x9b31m\n", "control_character"),
        ("a: é😀\nb: éé§\x07\n", "control_character"),
    ],
)
def test_problems_at_their_places(text: str, codes: str) -> None:
    text, expected = marked(text, codes)
    assert found(problems(text)) == expected


# https://yaml.org/spec/1.2.2/#51-character-set
_PRINTABLE = (
    *map(ord, "\t\n\r\x85"),
    *range(0x20, 0x7F),
    *range(0xA0, 0xD800),
    *range(0xE000, 0xFFFE),
    *range(0x10000, 0x110000),
)


def test_just_the_characters_that_yaml_allows_are_text() -> None:
    assert decoded("".join(map(chr, _PRINTABLE)).encode(), "a.yaml", 16 * 1024**2)
    with pytest.raises(BadInput):
        decoded(b"x" * 10**5 + b"\x07", "a.yaml")
    others = sorted(set(range(0x110000)) - set(_PRINTABLE) - set(range(0xD800, 0xE000)))
    for one in others:
        with pytest.raises(BadInput) as caught:
            decoded(f"text of {chr(one)}".encode(), "a.yaml")
        assert [problem.code for problem in caught.value.problems] == ["control_character"]


def test_a_second_key_names_the_line_of_the_first() -> None:
    assert [one.message for one in problems("a: 1\nb: 2\na: 3\n\na: 4\n")] == [
        'the key "a" is there already, in line 1',
        'the key "a" is there already, in line 1',
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_a_stream_may_hold_no_document(text: str) -> None:
    assert documents(text.encode(), "a.yaml") == []


def test_duplicate_keys_belong_to_their_document() -> None:
    read = documents(b"a: 1\na: 2\n---\nb: 1\nb: 2\n", "a.yaml")
    assert [found(located((), one, "a.yaml")) for one in read] == [[(2, 1, "duplicate_key")], [(5, 1, "duplicate_key")]]


def test_every_document_of_a_stream_has_its_own_places() -> None:
    read = documents(b"# x\na: 1\n---\n- b\n---\n~\n...\n", "a.yaml")
    assert [(one.value, one.place.find((0,))) for one in read] == [({"a": 1}, (2, 1)), (["b"], (4, 3)), (None, (6, 1))]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.yaml", "save the file as UTF-8: in Notepad choose it beside Encoding under Save As"),
        ("A.CSV", "save the file as UTF-8: in Excel choose CSV UTF-8 under Save As"),
    ],
)
def test_another_encoding_is_told_how_to_save_the_file(name: str, hint: str) -> None:
    with pytest.raises(BadInput) as bad:
        decoded("naik – baik".encode("cp1252"), name)
    assert [(one.place, one.hint) for one in bad.value.problems] == [(f"{name}:1:6", hint)]


@pytest.mark.parametrize(
    "data",
    [
        "nama: Kabupaten Parigi é😀\n".encode(),
        b"\xef\xbb\xbf" + "nama: Kabupaten Parigi é😀\n".encode(),
        b"\xff\xfe" + "nama: Kabupaten Parigi é😀\n".encode("utf-16-le"),
        b"\xfe\xff" + "nama: Kabupaten Parigi é😀\n".encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with a byte order mark", "UTF-16 LE", "UTF-16 BE"],
)
def test_encodings(data: bytes) -> None:
    assert value(data) == {"nama": "Kabupaten Parigi é😀"}


@pytest.mark.parametrize(
    ("data", "line", "column", "code"),
    [
        (b"a: 1\nb: Parigi \xe9\n", 2, 11, "encoding"),
        ("a: é\r\nb: é ".encode() + b"\xe9\n", 2, 6, "encoding"),
        (b"\xe9: 1\n", 1, 1, "encoding"),
        (b"a: 1\nb: \xc3", 2, 4, "encoding"),
        (b"\xef\xbb\xbfa: 1\nb: Parigi \xe9\n", 2, 11, "encoding"),
        (b"\xff\xfe" + "a: 1\nb: é".encode("utf-16-le") + b"x", 2, 5, "encoding"),
        (b"\xfe\xff" + "a: 1\nb: ".encode("utf-16-be") + b"\xd8\x00\x00a", 2, 4, "encoding"),
        # Without a byte order mark UTF-16 is text with zeros in it, or none at all; UTF-32 is so with one, too.
        ("a: 1\n".encode("utf-16-le"), 1, 1, "encoding"),
        ("a: 1\n".encode("utf-16-be"), 1, 1, "encoding"),
        ("a: é\n".encode("utf-16-le"), 1, 7, "encoding"),
        ("a: 1\n".encode("utf-32"), 1, 1, "encoding"),
        # What Git leaves: two versions at a conflict, and a pointer in place of a file.
        (b"a: 1\nb:\n<<<<<<< HEAD\n  c: 1\n=======\n  c: 2\n>>>>>>> main\n", 3, 1, "conflict"),
        (b"a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\n>>>>>>> main\r\n", 2, 1, "conflict"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n", 1, 1, "lfs_pointer"),
        # A byte order mark takes no column.
        (b"\xef\xbb\xbf{a: 1, a: 2}\n", 1, 8, "duplicate_key"),
        (b"\xff\xfe" + "{a: 1, a: 2}\n".encode("utf-16-le"), 1, 8, "duplicate_key"),
    ],
)
def test_wrong_encodings(data: bytes, line: int, column: int, code: str) -> None:
    assert found(problems(data)) == [(line, column, code)]


def test_size_has_a_limit() -> None:
    assert value(b"a: 1\n#" + b"x" * (MAX_BYTES - 6)) == {"a": 1}
    assert found(problems(b"a: 1\n#" + b"x" * (MAX_BYTES - 5))) == [(1, 1, "too_large")]


@pytest.mark.parametrize(
    "text",
    [
        "a: [3, 4, 5, 6, 7, 8, 9, 10]\n",
        "a: [3, 4, 5, 6, 7, 8, 9, 10, §11]\n",
        "a: 2\nb: {c: 4, d: 5, e: 6}\nf: [8, 9, 10, §11]\n",
        # An alias counts for all it stands for.
        "a: &x [3, 4, 5]\nb: *x\n",
        "a: &x [3, 4, 5]\nb: *x\nc: §*x\n",
        "a: &x [3]\nb: &y [*x, *x]\nc: §*y\n",
    ],
)
def test_the_number_of_values_has_a_limit(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(parsing, "MAX_VALUES", 10)
    text, expected = marked(text, "too_many_values" * text.count("§"))
    assert found(problems(text)) == expected


def test_depth_has_a_limit() -> None:
    assert documents(("[" * MAX_DEPTH + "]" * MAX_DEPTH).encode(), "a.yaml")
    assert found(problems("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))) == [(1, MAX_DEPTH + 1, "too_deep")]


def test_no_more_problems_than_somebody_reads() -> None:
    many = problems("a: 1\n" * (MAX_PROBLEMS + 50))
    assert [one.code for one in many] == ["duplicate_key"] * MAX_PROBLEMS + ["too_many_problems"]
    faults = [Fault((key,), "unknown_key", {"key": key, "known": (), "indonesian": ()}) for key in range(MAX_PROBLEMS + 50)]
    read = document("".join(f"{key}: 1\n" for key in range(MAX_PROBLEMS + 50)).encode(), "a.yaml")
    codes = [one.code for one in located(faults, read, "a.yaml")]
    assert codes == ["unknown_key"] * MAX_PROBLEMS + ["too_many_problems"]


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "too_many_values"),
        ("{a: " * 100_000, "too_deep"),
        ("- " * 100_000, "too_deep"),
        ("\n".join(f"{' ' * depth}a:" for depth in range(1000)), "too_deep"),
        ("[" * 1_000_000, "too_deep"),
        ("a: " + "x, " * 1_000_000 + "\n]", None),
        ("- 1\n" * 1_000_000, "too_many_values"),
        ("a: 1\n" * 800_000, None),
        ("? " * 100_000, None),
        ("a: &x " + "*x " * 100_000, None),
    ],
    ids=["billion laughs", "{a:", "-", "indented", "[", "text", "list", "keys", "?", "aliases"],
)
def test_bombs_are_refused_fast(text: str, code: str | None) -> None:
    started = time.perf_counter()
    codes = [one.code for one in problems(text)]
    assert time.perf_counter() - started < 10
    assert codes
    assert code in (None, *codes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("agency: A\nyear: 2024\nanswers:\n  1:3\n  2:4\n", (4, 3, "1:3", "1: 3")),
        ("agency: A\nyear: 2024\nanswers:\n  1: 3\n  2:4\n  3: 2\n", (5, 3, "2:4", "2: 4")),
        ("agency:A\nyear: 2024\nanswers: {1: 3}\n", (1, 1, "agency:A", "agency: A")),
        ("agency: A\nyear: 2024\nanswers: {1: 2, 2:4}\n", (3, 17, "2:4", "2: 4")),
        ("agency: A\nyear: 2024\nanswers:\n  2: {level:3}\n", (4, 7, "level:3", "level: 3")),
        ("agency:A\nyear:2024\n", (1, 1, "agency:A", "agency: A")),
    ],
)
def test_a_colon_without_a_space_is_named_as_that(text: str, told: tuple[int, int, str, str]) -> None:
    with pytest.raises(BadInput) as bad:
        submitted(document(text.encode(), "a.yaml"), "a.yaml", load_instruments())
    one = next(one for one in bad.value.problems if one.code == "no_space_behind_colon")
    line, column, value, meant = told
    assert (one.line, one.column, one.message) == (line, column, f'"{value}": a colon without a space behind it')
    assert one.hint == f"write {meant}"


def test_an_address_is_no_key_that_runs_together_with_its_value() -> None:
    assert run_together("https://example.go.id") is None
    assert run_together("a note") is None


def test_a_key_of_the_top_is_found_without_reading_on(monkeypatch: pytest.MonkeyPatch) -> None:
    events = parsing._Reader._events
    parsed: list[Any] = []

    def counted(reader: parsing._Reader) -> Iterator[Any]:
        for event in events(reader):
            parsed.append(event)
            yield event

    monkeypatch.setattr(parsing._Reader, "_events", counted)
    text = "agency: Dinas A\nyear: 2024\nanswers:\n" + "".join(f"  {one}: 3\n" for one in range(1, 48))
    read = document(text.encode(), "x.yaml")
    whole = len(parsed)
    assert read.find(("agency",)) == (1, 9)
    assert read.find(("answers",), key=True) == (3, 1)
    assert len(parsed) - whole < whole / 2
    assert read.find(("published",), key=True) == (1, 1)
    assert read.find(("answers", 47)) == (50, 7)
