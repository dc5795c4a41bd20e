"""The verdicts on a single result, by the gates of the command line or ``spbe.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.commands.thresholds import thresholds
from spbe_cli.core import gates
from spbe_cli.reading.problems import BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.result import Judged, Threshold, Verdict


def verdicts_on(result: Judged, instrument: Instrument, common: Common) -> Iterator[Verdict]:
    """As :func:`reached`, for the thresholds that are asked for.

    Raises:
        BadInput: also when one of them is no threshold of the instrument.
    """
    bounds = thresholds(common.gates.fail_under or (), instrument, common.place("fail_under"))
    yield from reached(result, bounds, instrument, common)


def reached(result: Judged, bounds: Iterable[Threshold], instrument: Instrument, common: Common) -> Iterator[Verdict]:
    """Whether a result reaches each threshold and, if that is asked for, whether it comes from answers.

    Raises:
        BadInput: when a part that must be reached has no value.
    """
    for one in bounds:
        verdict = gates.fail_under(result, one, instrument)
        if verdict is None and one.part is not None:
            tier, identifier = one.part
            place = common.place("fail_under")
            raise BadInput([Problem.at(*place, "part_without_value", agency=result.agency, tier=tier, id=identifier)])
        if verdict is not None:
            yield verdict
    if common.gates.from_answers:
        yield gates.from_answers(result)
