"""``spbe schema``: the JSON Schema of a file that people write, or of what commands give as JSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spbe_cli.formats.json.text import text
from spbe_cli.output import write

if TYPE_CHECKING:
    from spbe_cli.commands.common import Common
    from spbe_cli.options.schema import Asked


def run(asked: Asked, common: Common) -> int:
    """Delivers the schema."""
    write(text(_schema(asked.kind)), common.destination)
    return 0


def _schema(kind: str) -> dict[str, Any]:
    if kind == "columns":
        from spbe_cli.formats import columns

        return columns.fields()
    from spbe_cli.formats.json import schema as written

    if kind in written.OUTPUTS:
        return written.output(kind)
    from spbe_cli.reading import schema as read

    return read.file(kind)
