"""``spbe schema``: the JSON Schema of a file that people write, for their editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.formats.json.text import text
from spbe_cli.output import write

if TYPE_CHECKING:
    from spbe_cli.commands.common import Common
    from spbe_cli.options.schema import Asked


def run(asked: Asked, common: Common) -> int:
    """Delivers the schema of answer files or of instrument files."""
    from spbe_cli.reading import schema

    write(text(schema.answers() if asked.kind == "answers" else schema.indicators()), common.destination)
    return 0
