"""What an assessment says of itself."""

from __future__ import annotations

import pytest

from spbe_cli.model.assessment import kind_of


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("Pemerintah Kota Palopo", "Kota"),
        ("Pemerintah Kab. Aceh Besar", "Kab."),
        ("Pemerintah Kabupaten Nias Barat", "Kab."),
        ("Pemerintah Daerah Kabupaten Luwu", "Kab."),
        ("Pemerintah Provinsi Sulawesi Selatan", "Provinsi"),
        ("Pemerintah Aceh", "Provinsi"),
        ("Pemerintah D.I. Yogyakarta", "Provinsi"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "Provinsi"),
        ("Kota Contoh", "Kota"),
        ("kabupaten Contoh", "Kab."),
        ("Kementerian Keuangan", "Kementerian"),
        ("Dinas Kesehatan", "Dinas"),
        ("Pemerintah", "Pemerintah"),
    ],
)
def test_the_kind_of_an_agency_by_its_name(agency: str, kind: str) -> None:
    assert kind_of(agency, None) == kind
    assert kind_of(agency, "Lembaga") == "Lembaga"
