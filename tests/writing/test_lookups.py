"""What drop-down lists offer is what reading understands."""

from __future__ import annotations

import pytest

from spbe_cli.model.scale import Scale
from spbe_cli.reading.said import level_in
from spbe_cli.writing.lookups import labels_of


@pytest.mark.parametrize("names", [("Rintisan", "2 arah", "(tiga)", "% naik", '"lima"'), ("2", "2,5", " 3 ", "-4", None)])
def test_every_level_of_the_list_is_read_back(names: tuple[str | None, ...]) -> None:
    # A name that is only a number stays away: "3 - 2" would be a range.
    scale = Scale.model_validate({"min": 1, "max": 5, "step": 1, "names": {"process": list(names)}})
    labels = labels_of(scale, "process")
    assert [level_in(label) for label in labels.values()] == [int(value) for value in labels] == [1, 2, 3, 4, 5]
