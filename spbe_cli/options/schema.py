"""What ``spbe schema`` takes."""

from typing import Annotated, Final, Literal, NamedTuple

from typer import Argument

from spbe_cli.options.shared import Lang, Output
from spbe_cli.texts import _


class Asked(NamedTuple):
    """Of what the schema is: of files that people write, or of what commands give as JSON or CSV."""

    kind: Annotated[
        Literal[
            "answers", "indicators", "owners", "costs", "spbe.toml", "result", "ranking", "losses", "comparison", "trend", "plan",
            "status", "evidence", "explanation", "problems", "catalogue", "config", "columns",
        ],
        Argument(
            metavar=_("KIND"),
            help=_(
                "Of files that people write: answers, indicators, owners, costs, spbe.toml. Of JSON: result (of score), "
                "ranking and losses (of batch), comparison, trend, plan, status, evidence, explanation, problems (of validate), "
                "catalogue (of indicators), config. Of CSV: columns."
            ),
            show_default=False,
        ),
    ]  # fmt: skip


class Target(NamedTuple):
    """Where the schema goes."""

    output: Output = None
    lang: Lang = None


OPTIONS: Final = (Asked, Target)
