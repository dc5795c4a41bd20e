"""Files of costs: what they say, and where they are wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from spbe_cli import texts
from spbe_cli.model.costs import Costs
from spbe_cli.reading.costs import load_costs
from spbe_cli.reading.problems import BadInput
from tests.conftest import Write
from tests.strategies import built_in

SPBE_2020, SPBE_2018, PEMDI, _PEGI = built_in()


def costs(text: str, write: Write) -> Costs:
    return load_costs(write(text, "costs.yaml"), [SPBE_2020])[SPBE_2020.id]


def problems(text: str, write: Write) -> list[str]:
    with pytest.raises(BadInput) as bad:
        costs(text, write)
    return [f"{one.line}:{one.column}: {one.message}" + (f" ({one.hint})" if one.hint else "") for one in bad.value.problems]


def test_costs_by_indicator_and_level_and_what_is_not_named_costs_the_default(write: Write) -> None:
    read = costs("costs:\n  default: 0.1\n  32: 2.5\n  33: {3: 1, 4: 4.125, 5: impossible}\n  34: Mustahil\n", write)
    assert [read.of(32, level) for level in (2, 5)] == [Fraction("2.5")] * 2
    assert [read.of(33, level) for level in (2, 3, 4, 5)] == [Fraction("0.1"), 1, Fraction("4.125"), None]
    assert read.of(34, 2) is None
    assert read.of(1, 5) == Fraction("0.1")


def test_parts_and_ranges_cost_what_is_said_of_them_and_what_is_narrower_counts(write: Write) -> None:
    read = costs("costs:\n  domain:3: 2\n  aspek:5: 3\n  22-24: {3: 4}\n  23: impossible\n  25 s.d. 26: 5\n  default: 9\n", write)
    aspects = {one: SPBE_2020.aspect_of(one).id for one in (21, 22, 28, 29, 31)}
    assert aspects == {21: 5, 22: 5, 28: 5, 29: 6, 31: 6}
    assert [read.of(one, 2) for one in (1, 21, 22, 23, 25, 28, 29, 31, 32)] == [9, 3, 3, None, 5, 3, 2, 2, 9]
    assert [read.of(one, 3) for one in (22, 23, 24, 26)] == [4, None, 4, 5]


@pytest.mark.parametrize("text", ["costs: {32: 2}", "biaya: {32: 2}", "biaya:\n  bawaan: 1\n  32: 2\n"])
def test_without_a_default_a_level_costs_one(text: str, write: Write) -> None:
    read = costs(text, write)
    assert [read.of(1, 2), read.of(32, 2)] == [1, 2]
    assert Costs().of(1, 2) == 1


def test_the_default_may_be_that_it_is_impossible(write: Write) -> None:
    assert costs("costs: {default: impossible, 1: 3}", write).of(2, 2) is None


def test_one_file_for_two_instruments(write: Write) -> None:
    read = load_costs(write("costs: {20: 3}"), [SPBE_2020, PEMDI])
    assert read[PEMDI.id].of(20, 1) == read[SPBE_2020.id].of(20, 2) == 3


def test_a_problem_under_two_instruments_is_said_once(write: Write) -> None:
    with pytest.raises(BadInput) as bad:
        load_costs(write("costs: {1: -3}"), [SPBE_2020, PEMDI])
    assert len(bad.value.problems) == 1


COST = "expected a cost, 0 or more, or impossible"
KEEP = "keep one of them, or name the indicators by themselves"
NUMBER = "expected the number of an indicator (32, 15-18), domain:3, aspect:4, or default"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("costs: {32: -2.5}", [f"1:13: -2.5: {COST}"]),
        ("costs: {32: 2,5}", ['1:15: "5" stands alone: expected a key, a colon and a value (write decimals with a point)']),
        ("costs: {32: '2.5'}", [f'1:13: "2.5": {COST} (write the number without quotes)']),
        ("costs: {32: '2,5'}", [f'1:13: "2,5": {COST} (write decimals with a point)']),
        ("indicator,cost\n32,2\n", ["1:1: expected keys and values, such as costs: …"]),
        ("costs: {32: mahal}", [f'1:13: "mahal": {COST}']),
        ("costs: {32: Rp 1.000.000}", [f'1:13: "Rp 1.000.000": {COST} (write 1000000)']),
        ("costs: {32: 'Rp1.000.000,00'}", [f'1:13: "Rp1.000.000,00": {COST} (write 1000000)']),
        ("costs: {32: 12.500.000}", [f'1:13: "12.500.000": {COST} (write 12500000)']),
        ("costs: {32: '12,500,000'}", [f'1:13: "12,500,000": {COST} (write 12500000)']),
        ("costs: {32: 5 juta}", [f'1:13: "5 juta": {COST}']),
        ("costs: {32: true}", [f"1:13: true: {COST}"]),
        ("costs: {32: imposible}", [f'1:13: "imposible": {COST} (did you mean impossible?)']),
        ("costs: {32: [1]}", [f"1:13: a list: {COST}"]),
        ("costs: {32: }", [f"1:13: blank: {COST}"]),
        ("costs: {default: {3: 1}}", [f"1:18: a mapping: {COST}"]),
        ("costs: {33: {3: yes}}", [f'1:17: "yes": {COST}']),
        ("costs: {33: {1: 1, 6: 1}}", [
            "1:14: 1: expected a level that can be raised to (2-5)", "1:20: 6: expected a level that can be raised to (2-5)",
        ]),
        ("costs: {'033': 1}", [
            '1:9: "033" is no indicator: expected its number (write the number without quotes and without a leading zero)',
        ]),
        ("costs: {48: 1}", ["1:9: there is no indicator 48 (known: 1-47)"]),
        ("costs: {defualt: 1}", [f'1:9: unknown key "defualt": {NUMBER} (did you mean default?)']),
        ("costs: {35-32: 2}", [f'1:9: unknown key "35-32": {NUMBER}']),
        ("costs: {domain:5: 2}", ["1:9: there is no domain 5 (known: 1-4)"]),
        ("costs: {46-48: {6: 1}}", [
            "1:9: there is no indicator 48 (known: 1-47)", "1:17: 6: expected a level that can be raised to (2-5)",
        ]),
        ("costs: {1-4: 2, 3-5: 3}", [
            f'1:17: "1-4" has the costs of indicators 3-4, too, and none of the two is narrower ({KEEP})',
        ]),
        ("costs: {32: {level: 3}}", ['1:14: "level": expected a level that can be raised to (2-5)']),
        ("costs: {default: 1, default: 2}", ['1:21: the key "default" is there already, in line 1 (keep one of them)']),
        ("biaya: {default: 1, bawaan: 2}", ['1:21: the key "bawaan" is there already, in line 1 (keep one of them)']),
        ("biaya: {}\ncosts: {}", ['2:1: the key "costs" is there already, in line 1 (keep one of them)']),
        ("cost: {32: 1}", ["1:1: the key costs is missing", '1:1: unknown key "cost" (did you mean costs?)']),
        ("costs: 3", ["1:8: 3: expected keys and values here (such as 32: 2.5)"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_stands(text: str, expected: list[str], write: Write) -> None:
    assert problems(text, write) == expected


def test_every_problem_at_once(write: Write) -> None:
    assert [one.split(": ")[0] for one in problems("costs:\n  32: -1\n  48: 1\n  33: {9: 1, 3: x}\nextra: 1\n", write)] == [
        "2:7", "3:3", "4:8", "4:17", "5:1",
    ]  # fmt: skip


def test_in_indonesian(write: Write) -> None:
    texts.use("id")
    number = "seharusnya nomor indikator (32, 15-18), domain:3, aspect:4, atau bawaan"
    assert problems("biaya: {bawan: 1}", write) == [f'1:9: kunci "bawan" tidak dikenal: {number} (maksud Anda bawaan?)']


@pytest.mark.parametrize(
    ("value", "whole", "thousands"), [("250.000", "250", "250000"), ("1.250", "1.25", "1250"), ("12.340", "12.34", "12340")]
)
@pytest.mark.parametrize("around", ["costs: {{default: {}}}", "costs: {{32: {}}}", "costs: {{33: {{3: {}}}}}"])
def test_what_may_be_thousands_is_not_guessed(value: str, whole: str, thousands: str, around: str, write: Write) -> None:
    message = f"{value}: this can be read as {whole} and as {thousands} (write {thousands} or {whole})"
    (said,) = problems(around.format(value), write)
    assert said.partition(": ")[2] == message


@pytest.mark.parametrize(("value", "expected"), [("0.250", "0.25"), ("1.125", "1.125"), ("250.00", "250"), ("1250.000", "1250")])
def test_what_nobody_writes_for_thousands_is_a_decimal(value: str, expected: str, write: Write) -> None:
    assert costs(f"costs: {{32: {value}}}", write).of(32, 2) == Fraction(expected)
