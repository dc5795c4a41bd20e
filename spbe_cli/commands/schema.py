"""``spbe schema``: the JSON Schema of a file that people write, for their editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from spbe_cli.formats.json.text import text
from spbe_cli.output import write

if TYPE_CHECKING:
    from spbe_cli.commands.common import Common


def run(kind: Literal["answers", "indicators"], common: Common) -> int:
    """Delivers the schema of answer files or of instrument files."""
    from spbe_cli.reading import schema

    common.destination.chosen(("json",))
    write(text(schema.answers() if kind == "answers" else schema.indicators()), common.destination)
    return 0
