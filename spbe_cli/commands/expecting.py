"""``spbe score --as-judged`` and ``--lowered``: what an index may come to once the self-assessment is judged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from spbe_cli.commands.bases import scored
from spbe_cli.commands.submissions import found_in, whose
from spbe_cli.commands.thresholds import share
from spbe_cli.core.expecting import TooCostly, lowered
from spbe_cli.core.learning import Pairs
from spbe_cli.reading.problems import BadInput, Problem
from spbe_cli.reading.sources import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spbe_cli.model.expectation import Expectation
    from spbe_cli.model.result import Result
    from spbe_cli.options.score import Asked
    from spbe_cli.reading.sources import Reader


class Judge(NamedTuple):
    """A function from a result to its expectation (None if no pair can be used), and the option or path that it comes from.

    ``files`` are the files that were read, ``problems`` their problems.
    """

    expects: Callable[[Result], Expectation | None]
    path: str
    files: Sequence[str] = ()
    problems: Sequence[Problem] = ()

    def expectation(self, result: Result) -> Expectation:
        """What to expect of a result.

        Raises:
            BadInput: when its levels are not known, when no pair can be used for it, or when it costs too much.
        """
        if result.sums is None:
            raise BadInput([Problem.at(result.path, result.line, None, "no_levels_to_judge", agency=result.agency)])
        try:
            found = self.expects(result)
        except TooCostly as cost:
            raise BadInput([Problem.at(result.path, result.line, None, cost.code, limit=cost.limit)]) from None
        if found is None:
            raise BadInput([Problem.of(self.path, "no_pairs", instrument=result.instrument.id)])
        return found


def judge(asked: Asked, reader: Reader) -> Judge:
    """The judge that was asked for: by a probability, or by pairs of any agency and year.

    Raises:
        BadInput: when both are asked for, or when a probability is not from 0 to 1.
    """
    if asked.lowered is not None:
        if asked.as_judged is not None:
            raise BadInput([Problem.of("--lowered", "lowered_and_judged")])
        return Judge(partial(lowered, probability=share(asked.lowered, "--lowered")), "--lowered")
    path = str(asked.as_judged)
    files, problems = meant([path], reader.asked.note)
    reader = reader._replace(strict=False, asked=reader.asked._replace(agency=None, year=None))
    found = found_in(files, reader, whose, scored)
    return Judge(Pairs(found.sound, path).expectation, path, files, (*problems, *found.problems))
