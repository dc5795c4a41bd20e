"""Marks of footnotes behind names."""

from __future__ import annotations

import pytest

from tests.reading.tables.reading import read


@pytest.mark.parametrize("mark", [" *)", " *", "**)", " 1)", "1)", " 12)", " a)", "²", " ¹)", " †"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(mark: str) -> None:
    found = read(f"instansi,tahun,indeks\nKota A{mark},2024,3\n")
    assert (found.only.agency, found.said) == ("Kota A", [f'marks of footnotes are no part of these names: "Kota A{mark}"'])
    assert read(f"instansi,tahun,indeks\n7{mark},2024,3\n").only.agency == f"7{mark}"
    assert read(f"Nama Instansi,Kota A{mark}\nNo,Nilai\n1,3\n", year=2024).only.agency == "Kota A"
    assert read(f"No,Indikator,Dinas A{mark},Dinas B\n1,,3,2\n", year=2024).assessments[0].agency == "Dinas A"


@pytest.mark.parametrize("name", ["SMPN 1", "Kota A (1)", "UPT (Tahap 1)", "Dinas A (*)", "Kota A)", "1)", "Zona a"])
def test_what_is_no_mark_of_a_footnote_is_a_part_of_a_name(name: str) -> None:
    assert read(f"instansi,tahun,indeks\n{name},2024,3\n").only.agency == name


@pytest.mark.parametrize("marks", [" *) **)", " ¹ ²", "¹,²", " 1) 2)", " 1), 2)", " *) 1)", " a) b)", " ¹⁾ ²⁾", "1)2)", " * **"])
def test_several_marks_of_footnotes_are_no_part_of_a_name_or_a_heading(marks: str) -> None:
    found = read(f'instansi,tahun,"indeks{marks}"\n"Kota A{marks}",2024,3\n')
    assert (found.only.agency, found.said) == ("Kota A", [f'marks of footnotes are no part of these names: "Kota A{marks}"'])
    # One in brackets is a part of the name, whatever stands behind it.
    assert read(f'instansi,tahun,indeks\n"Kota A (tahap 1){marks}",2024,3\n').only.agency == "Kota A (tahap 1)"


@pytest.mark.parametrize("heading", ["Domain (1,2)", "Aspek (3; 4)", "Indikator (1, 2)"])
def test_what_stands_in_brackets_in_a_heading_is_no_mark(heading: str) -> None:
    found = read(f'Instansi,Tahun,Indeks,"{heading}"\nKota A,2024,3,2\n')
    assert found.said == [f'a column is passed over, as its heading means nothing here: "{heading}"']


def test_marks_of_footnotes_behind_agencies_that_are_headings_are_told() -> None:
    found = read("No,Indikator,Dinas A *),Dinas B\n1,,3,2\n", year=2024)
    assert found.said == ['marks of footnotes are no part of these names: "Dinas A *)"']
