"""The limits of inputs, each with what it prevents.

An input beyond a limit is refused with a sentence that names the limit, and never ends in a crash or a long wait. The page
docs/en/limits.md lists the limits.
"""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 4 * 1024 * 1024
"""How many bytes a file that is no table may have: it holds one agency, or data on one instrument."""

MAX_TABLE_BYTES: Final = 64 * 1024 * 1024
"""How many bytes a table may have: it may hold thousands of agencies."""

MAX_VALUES: Final = 100_000
"""How many values a YAML or JSON file may hold; an alias counts as all the values that it stands for, perhaps billions."""

MAX_DEPTH: Final = 24
"""How deep its values may nest: every step takes a call, and ours are six deep."""

MAX_DIGITS: Final = 40
"""How many digits a number may have: sums of longer ones take ever more time, and Python reads none of more than 4,300."""

MAX_PROBLEMS: Final = 1000
"""How many problems of a file are reported: more than anybody corrects at a time, but few enough to report quickly."""

MAX_SPAN: Final = 100
"""How far apart the ends of a scale may be: more is a typing error, and its levels would fill the memory."""

MAX_FILLED_IN: Final = 16 * 1024 * 1024
"""How many bytes a workbook to fill in may hold once it is unpacked: ours hold about one MiB."""

MAX_UNPACKED: Final = 128 * 1024 * 1024
"""How many bytes any other workbook may hold once it is unpacked: a small archive may hold any number."""

MAX_ELEMENTS: Final = 6_000_000
"""How many elements a sheet may have; a cell takes two."""

MAX_CONFIG_BYTES: Final = 16 * 1024
"""How many bytes a ``spbe.toml`` may have: a hundred thousand table headers take minutes to place."""

MAX_CONFIG_DEPTH: Final = 24
"""How deep its tables may nest: dotted keys nest a table for each dot, and ours are two deep."""

MAX_SPREAD: Final = 1_000_000
"""How many cells a workbook to be marked may span: a merge of a whole sheet, or one cell at its end, takes a GiB."""

MAX_SUMS: Final = 400_000
"""How many choices a plan may compare: if costs are nearly proportional to weights, too many choices are nearly equal."""

MAX_DRAWN: Final = 4_000_000
"""How many sums an expected index may take: with values of many decimals hardly any two sums are equal."""

MAX_EXACT_DIGITS: Final = 4000
"""How many digits an exact probability may have: Python writes no number of more than 4,300."""

MAX_FOLDERS: Final = 100_000
"""How many folders a pattern may go through."""

MAX_ENTRIES: Final = 100_000
"""How many files and folders a folder of evidence may hold: each is looked at, and compared with what is listed."""

MAX_EVIDENCE_BYTES: Final = 4 * 1024**3
"""How many bytes a file of evidence may have whose seal is worked out: a sparse file may seem to have any number."""
