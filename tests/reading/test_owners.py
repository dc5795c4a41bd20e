"""Files of owners."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from spbe_cli.reading.instruments import load_instrument
from spbe_cli.reading.owners import load_owners
from spbe_cli.reading.problems import BadInput

Write = Callable[..., str]

INSTRUMENT = load_instrument()


def problems(path: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        load_owners(path, INSTRUMENT)
    return [f"{one.line}:{one.column}: {one.message}" for one in bad.value.problems]


def test_as_in_the_contract(write: Write) -> None:
    text = (
        "owners:\n  Dinas Komunikasi dan Informatika: {indicators: [1, 2, 15-18], due: 2024-06-30}\n  Bappeda: {indicators: 3}\n"
    )
    owners = load_owners(write(text), INSTRUMENT)
    kominfo, bappeda = owners.owners.values()
    assert (kominfo.indicators, kominfo.due) == ((1, 2, 15, 16, 17, 18), date(2024, 6, 30))
    assert (bappeda.indicators, bappeda.due) == ((3,), None)
    assert owners.indicators == {1, 2, 3, 15, 16, 17, 18}


def test_in_indonesian(write: Write) -> None:
    path = write("pemilik:\n  Bappeda:\n    indikator: [4 - 6, 4, 5]\n    tenggat: 2024-06-30\n")
    (owned,) = load_owners(path, INSTRUMENT).owners.values()
    assert (owned.indicators, owned.due) == ((4, 5, 6), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ('["1", "2-3"]', (1, 2, 3)),
        ("[aspect:1, 15–16]", (*range(1, 11), 15, 16)),
        ("[aspek:1]", tuple(range(1, 11))),
        ("['Domain: 1', 12]", (*range(1, 11), 12)),
        ("aspect:6", (29, 30, 31)),
        ("aspect:5-6", tuple(range(21, 32))),
        ("1, 4-5, aspect:6", (1, 4, 5, 29, 30, 31)),
        ("'1, 4-5, aspect:6'", (1, 4, 5, 29, 30, 31)),
        ("3.0", (3,)),
        ("indikator:7", (7,)),
    ],
)
def test_parts_of_the_tree_and_numbers_as_text(write: Write, given: str, meant: tuple[int, ...]) -> None:
    path = write(f"owners:\n  A:\n    indicators: {given}\n")
    assert load_owners(path, INSTRUMENT).owners["A"].indicators == meant


def test_a_part_is_owned_once(write: Write) -> None:
    path = write("owners:\n  A: {indicators: [aspect:6]}\n  B: {indicators: ['30']}\n")
    assert problems(path) == ["3:20: indicator 30 is A's already, in answers.yaml:2:20"]


def test_an_indicator_has_one_owner(write: Write) -> None:
    path = write("owners:\n  A: {indicators: [1, 2, 15-18]}\n  B: {indicators: [3, 17-20, 2]}\n")
    first = "answers.yaml:2:"
    assert problems(path) == [
        f"3:23: indicator 17 is A's already, in {first}26",
        f"3:23: indicator 18 is A's already, in {first}26",
        f"3:30: indicator 2 is A's already, in {first}23",
    ]


def test_what_is_wrong_at_one_place_is_in_the_order_of_the_indicators(write: Write) -> None:
    said = problems(write("owners:\n  A: {indicators: 8-11}\n  B: {indicators: 8-11}\n"))
    assert said == [f"3:19: indicator {one} is A's already, in answers.yaml:2:19" for one in (8, 9, 10, 11)]


def test_two_owners_of_one_name(write: Write) -> None:
    assert problems(write("owners:\n  Dinas A: {indicators: 1}\n  dinas  a: {indicators: 2}\n")) == [
        '3:3: the key "dinas  a" is there already, in line 2'
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("owners:\n  A: {indicators: [1, 48]}\n", ["2:23: there is no indicator 48"]),
        ("owners:\n  A: {indicators: [45-99]}\n", ["2:20: there is no indicator 48"]),
        ("owners:\n  A: {indicators: [1-999999]}\n", ["2:20: there is no indicator 48"]),
        ("owners:\n  A: {indicators: [0]}\n", ["2:20: there is no indicator 0"]),
        (
            "owners:\n  A: {indicators: [5-3, x, 1.5, true]}\n",
            [
                f"2:{column}: {value}: expected the number of an indicator, a range such as 15-18, or aspect:4"
                for column, value in ((20, '"5-3"'), (25, '"x"'), (28, "1.5"), (33, "true"))
            ],
        ),
        (
            "owners:\n  A: {indicators: x}\n",
            ['2:19: "x": expected the number of an indicator, a range such as 15-18, or aspect:4'],
        ),
        (
            'owners:\n  A: {indicators: ["0", aspect:9, 1-2, domain:3-5]}\n',
            [
                "2:20: there is no indicator 0",
                "2:25: there is no aspect 9",
                "2:40: there is no domain 5",
            ],
        ),
        (
            'owners:\n  A: {indicators: "1, x"}\n',
            ['2:19: "1, x": expected the number of an indicator, a range such as 15-18, or aspect:4'],
        ),
        (
            "owners:\n  A: {indicators: 1, due: 30/6/2024}\n",
            ['2:27: "30/6/2024": expected a date such as 2025-06-30'],
        ),
        ("owners:\n  A: {indicator: 1}\n", ["2:6: the key indicators is missing", '2:7: unknown key "indicator"']),
        ("owners:\n  A: {due: 2024-06-30}\n", ["2:6: the key indicators is missing"]),
        ("owners:\n  A: 3\n", ["2:6: expected keys and values here"]),
        ("owners: {}\n", ["1:9: expected at least 1 here"]),
        (
            "owners:\n  A: {indicators: 1}\npemilik:\n  B: {indicators: 2}\n",
            ['3:1: the key "pemilik" is there already, in line 1'],
        ),
        ("owners:\n  A: {indicators: 1, indikator: 2}\n", ['2:22: the key "indikator" is there already, in line 2']),
        ("owner:\n  A: {indicators: 1}\n", ["1:1: the key owners is missing", '1:1: unknown key "owner"']),
    ],
)
def test_what_is_wrong_has_its_place(write: Write, text: str, said: list[str]) -> None:
    assert sorted(problems(write(text))) == sorted(said)


def test_everything_that_is_wrong_is_told_at_once(write: Write) -> None:
    path = write("owners:\n  A: {indicators: [1, 2]}\n  B: {indicators: [2, 99]}\n  a: {indicators: 5, due: soon}\n")
    with pytest.raises(BadInput) as bad:
        load_owners(path, INSTRUMENT)
    assert [(one.line, one.code) for one in bad.value.problems] == [
        (3, "owned_twice"), (3, "unknown_part"), (4, "duplicate_key"), (4, "date"),
    ]  # fmt: skip
