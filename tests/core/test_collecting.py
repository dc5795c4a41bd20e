"""The state of an assessment in the making."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.collecting import HandedIn, PartFile, collect
from spbe_cli.core.scoring import score
from spbe_cli.model.owners import Owned, Owners
from tests import strategies
from tests.strategies import BY_ID, answered

TODAY = date(2024, 6, 30)


def owners(**owned: tuple[int, ...]) -> Owners:
    return Owners.model_construct(owners={name: Owned.model_construct(indicators=ids, due=None) for name, ids in owned.items()})


def test_an_open_indicator_that_repeats_counts_as_the_services_asked_for() -> None:
    instrument = BY_ID["permenpanrb-5-2018"]
    given: dict[int, Any] = dict.fromkeys(range(1, 35), 2)
    found = collect(HandedIn(answered(instrument, given), instrument, ()), owners(A=(35,)), TODAY)
    for result, level in ((found.low, 0), (found.high, 5)):
        assert result.index == score(answered(instrument, given | {35: [level] * 3}), instrument).index
    assert found.open == (35,)


@given(st.data())
@settings(max_examples=40)
def test_whatever_is_answered_lies_in_the_range(data: st.DataObject) -> None:
    instrument = data.draw(st.sampled_from([one for one in BY_ID.values() if not any(i.repeat for i in one.indicators.values())]))
    levels = strategies.levels(instrument)
    whole = {one: data.draw(levels) for one in instrument.indicators}
    known = data.draw(st.sets(st.sampled_from(list(whole))))
    part = answered(instrument, {one: whole[one] for one in known})
    before = data.draw(strategies.assessments(instrument))
    found = collect(HandedIn(part, instrument, ()), owners(A=tuple(whole)), TODAY, (before, instrument))
    index = score(answered(instrument, whole), instrument).index.exact
    assert found.low.index.exact <= index <= found.high.index.exact
    assert found.before is not None
    assert found.low.index.exact <= found.before.index.exact <= found.high.index.exact
    assert set(found.open) == set(whole) - known
    assert found.owners[0].answered == len(known)


def test_the_owners_day_and_files() -> None:
    instrument = BY_ID["permenpanrb-59-2020"]
    asked = owners(A=(1, 2), B=(3,))
    asked = asked.model_copy(
        update={"owners": {name: one.model_copy(update={"due": date(2024, 6, 29)}) for name, one in asked.owners.items()}}
    )
    parts = [PartFile("x.yaml", " a ", (1, 3)), PartFile("y.yaml", "A", sound=False), PartFile("z.yaml", "Q")]
    found = collect(HandedIn(answered(instrument, {1: 3, 3: 2}), instrument, parts), asked, TODAY)
    assert [(one.name, one.open, one.late, one.paths) for one in found.owners] == [
        ("A", (2,), True, ("x.yaml", "y.yaml")),
        ("B", (), False, ()),
    ]
    assert found.late == (found.owners[0],)
    # A file that can't be used, and an answer to what somebody else owns.
    assert (found.owners[0].unsound, found.owners[0].foreign, found.owners[1].foreign) == (("y.yaml",), {"B": (3,)}, {})
    assert found.strangers == {"z.yaml": "Q"}
    assert found.unowned == tuple(range(4, 48))
