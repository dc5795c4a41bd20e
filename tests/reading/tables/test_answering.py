"""A column of those who answer for the indicators of one agency is none of agencies."""

from __future__ import annotations

import pytest

from tests.reading.tables.reading import levels, read
from tests.strategies import built_in

OWNERS = ("Bappeda", "Dinas Kominfo", "Inspektorat")
TITLES = [one.title.id for one in built_in()[0].indicators.values()]


def rows(count: int = 47, *, again: str = "") -> str:
    """A row for each indicator with who answers, and another one for the first indicator."""
    found = "".join(f"{n};{title};{OWNERS[n % 3]};3\n" for n, title in enumerate(TITLES[:count], start=1))
    return f"No;Indikator;Perangkat Daerah;Nilai\n{found}{again}"


def test_names_that_share_no_indicator_may_be_agencies_or_those_who_answer() -> None:
    found = read(rows(), year=2024)
    assert (found.wrong, found.assessments) == ([("1:3", "share_no_indicator")], [])
    assert "--agency" in (found.problems[0].hint or "")
    # A setting says that they are agencies, and so do few indicators, or one beside two of them.
    columns = {"Perangkat Daerah": "agency"}
    assert len(read(rows(), year=2024, columns=columns).assessments) == 3
    assert len(read(rows(19), year=2024).assessments) == 3
    assert len(read(rows(20), year=2024).problems) == 1
    assert len(read(rows(again=f"48;Indikator 1: {TITLES[0]};Bappeda;3\n"), year=2024).assessments) == 3


@pytest.mark.parametrize("label", ["", "Nama Instansi;Kota Rekaan\n"])
def test_they_answer_for_the_agency_that_is_asked_for_or_stands_above(label: str) -> None:
    found = read(label + rows(), year=2024, agency=None if label else "Kota Rekaan")
    assert (found.only.agency, levels(found.only)) == ("Kota Rekaan", dict.fromkeys(range(1, 48), (3,)))
    assert 'below "Perangkat Daerah" stands who answers for the indicators, no agency, and it is passed over' in found.said


def test_one_of_them_may_be_asked_for() -> None:
    found = read(rows(), year=2024, agency="BAPPEDA")
    assert (found.only.agency, len(levels(found.only))) == ("Bappeda", 15)


def test_several_years_of_one_indicator_are_not_shared() -> None:
    data = "".join(f"{year};{n};{OWNERS[(n + year) % 3]};3\n" for year in (2023, 2024) for n in range(1, 48))
    assert [code for _at, code in read(f"Tahun;Indikator;OPD;Level\n{data}").wrong] == ["share_no_indicator"]
