"""spbe: Indonesia's SPBE index, computed exactly.

>>> from spbe_cli import load_assessment, score
>>> submission = load_assessment("examples/denpasar-2018.yaml")
>>> result = score(submission.assessment, submission.instrument)
>>> result.index.exact, result.predicate.name
(Fraction(66, 25), 'Baik')
"""

from __future__ import annotations

# Not from `typing`, which takes longer to import than a hurried Ctrl-C.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from spbe_cli.core.comparing import compare, pair, trend
    from spbe_cli.core.phasing import phased
    from spbe_cli.core.planning import plan
    from spbe_cli.core.promising import promised
    from spbe_cli.core.ranking import rank
    from spbe_cli.core.scoring import score
    from spbe_cli.model.assessment import Assessment
    from spbe_cli.model.comparison import Comparison, Comparisons, Trend
    from spbe_cli.model.costs import Costs
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.plan import Goal, Limits, Pace, Plan, Promised
    from spbe_cli.model.ranking import Ranking
    from spbe_cli.model.result import Result
    from spbe_cli.reading.assessments import Submission, load_assessment
    from spbe_cli.reading.costs import load_costs
    from spbe_cli.reading.instruments import Instruments, load_instrument, load_instruments
    from spbe_cli.reading.problems import BadInput, Problem
    from spbe_cli.reading.sources import load_assessments
    from spbe_cli.texts import use_language

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "BadInput",
    "Comparison",
    "Comparisons",
    "Costs",
    "Goal",
    "Instrument",
    "Instruments",
    "Limits",
    "Pace",
    "Plan",
    "Problem",
    "Promised",
    "Ranking",
    "Result",
    "Submission",
    "Trend",
    "compare",
    "load_assessment",
    "load_assessments",
    "load_costs",
    "load_instrument",
    "load_instruments",
    "pair",
    "phased",
    "plan",
    "promised",
    "rank",
    "score",
    "trend",
    "use_language",
]

_HOMES = {
    "Assessment": "spbe_cli.model.assessment",
    "BadInput": "spbe_cli.reading.problems",
    "Comparison": "spbe_cli.model.comparison",
    "Comparisons": "spbe_cli.model.comparison",
    "Costs": "spbe_cli.model.costs",
    "Goal": "spbe_cli.model.plan",
    "Instrument": "spbe_cli.model.instrument",
    "Instruments": "spbe_cli.reading.instruments",
    "Limits": "spbe_cli.model.plan",
    "Pace": "spbe_cli.model.plan",
    "Plan": "spbe_cli.model.plan",
    "Problem": "spbe_cli.reading.problems",
    "Promised": "spbe_cli.model.plan",
    "Ranking": "spbe_cli.model.ranking",
    "Result": "spbe_cli.model.result",
    "Submission": "spbe_cli.reading.assessments",
    "Trend": "spbe_cli.model.comparison",
    "compare": "spbe_cli.core.comparing",
    "load_assessment": "spbe_cli.reading.assessments",
    "load_assessments": "spbe_cli.reading.sources",
    "load_costs": "spbe_cli.reading.costs",
    "load_instrument": "spbe_cli.reading.instruments",
    "load_instruments": "spbe_cli.reading.instruments",
    "pair": "spbe_cli.core.comparing",
    "phased": "spbe_cli.core.phasing",
    "plan": "spbe_cli.core.planning",
    "promised": "spbe_cli.core.promising",
    "rank": "spbe_cli.core.ranking",
    "score": "spbe_cli.core.scoring",
    "trend": "spbe_cli.core.comparing",
    "use_language": "spbe_cli.texts",
    # For the model's own values, whose methods users call: the model knows no format, and asks here.
    "to_dict": "spbe_cli.notebook",
    "to_html": "spbe_cli.notebook",
}


def __getattr__(name: str) -> Any:
    # Loaded when used, so that `spbe --version` and `--help` don't wait for Pydantic.
    if name not in _HOMES:
        raise AttributeError(name)
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
