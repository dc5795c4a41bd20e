"""A result with its verdicts, and with what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.model.result import WhatIf

if TYPE_CHECKING:  # most starts need none of these
    from fractions import Fraction

    from spbe_cli.model.comparison import Comparison
    from spbe_cli.model.expectation import Expectation
    from spbe_cli.model.instrument import Selection
    from spbe_cli.model.plan import Outlook
    from spbe_cli.model.ranking import Standing
    from spbe_cli.model.result import IndicatorResult, Result, Verdict


class Beside(NamedTuple):
    """What stands beside a result: its outlook, the comparison with an earlier one, standings among peers, and a focus.

    ``expected`` is what the index may come to once it is judged. None, or nothing, where it was not asked for.
    """

    outlook: Outlook | None = None
    before: Comparison | None = None
    standings: Sequence[Standing] = ()
    focus: Selection | None = None
    expected: Expectation | None = None

    @property
    def target(self) -> Fraction | None:
        """The index that is aimed at."""
        return self.outlook.target if self.outlook else None

    def chooses(self, one: IndicatorResult) -> bool:
        """Whether an indicator is in focus; without a focus all are."""
        return self.focus is None or one.indicator.id in self.focus.indicators


class Scored(NamedTuple):
    """A result, or one before and after a change, with its verdicts and what stands beside it."""

    value: Result | WhatIf
    verdicts: tuple[Verdict, ...] = ()
    beside: Beside = Beside()

    @property
    def result(self) -> Result:
        """The result as it was read."""
        return self.value.before if isinstance(self.value, WhatIf) else self.value
