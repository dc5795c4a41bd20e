"""What an input may cost: every limit that is not that of one format's own reader, with what it keeps from happening.

What goes beyond one is refused with a sentence that names the limit, and never ends in a crash or a long wait. README, "Limits",
lists them.
"""

from __future__ import annotations

from typing import Final

MAX_CONFIG_BYTES: Final = 16 * 1024
"""How many bytes a ``spbe.toml`` may have: a hundred thousand table headers take minutes to place."""

MAX_CONFIG_DEPTH: Final = 24
"""How deep its tables may nest: dotted keys nest a table for each dot, and ours are two deep."""

MAX_SPREAD: Final = 1_000_000
"""How many cells a workbook may span that is to be marked: a merge of a whole sheet, or one cell at its end, takes a GiB."""

MAX_SUMS: Final = 1_000_000
"""How many choices a plan may weigh up: costs that are nearly in proportion to weights leave too many that are nearly equal."""

MAX_FOLDERS: Final = 100_000
"""How many folders a pattern may go through."""
