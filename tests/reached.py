"""A property test that leaves without asserting proves nothing: this counts how often it got there, and fails if too seldom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import event

_here: set[str] = set()
"""What the example that runs has reached."""


def reached(what: str) -> None:
    """Says that an example got here; ``pytest --hypothesis-show-statistics`` shows how many did."""
    _here.add(what)
    event(what)


def reaching(share: float, *whats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Stands above ``@given``: at least one example, and this share of all, must get to each of these."""

    def guard(test: Any) -> Callable[..., None]:
        counts: Counter[str] = Counter()
        body = test.hypothesis.inner_test

        @wraps(body)
        def example(*arguments: Any, **named: Any) -> None:
            _here.clear()
            body(*arguments, **named)
            counts.update(_here, examples=1)

        @wraps(test)
        def guarded(*arguments: Any, **named: Any) -> None:
            counts.clear()
            test(*arguments, **named)
            few = [what for what in whats if counts[what] < max(1, share * counts["examples"])]
            assert not few, f"too few examples reached {few}: {dict(counts)}"

        test.hypothesis.inner_test = example
        return guarded

    return guard
