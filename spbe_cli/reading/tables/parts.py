"""Rows about parts of an instrument: which column names the parts, and which one has their values.

What a heading does not say shows in the first rows.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from spbe_cli.reading.problems import Problem
from spbe_cli.reading.tables.grid import LOOKED_AT
from spbe_cli.reading.tables.headings import ANY_NAMES, NAME_INDICATORS, Meaning, key, tier_named, tier_of_values
from spbe_cli.reading.tables.labels import label, named_part, of_tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spbe_cli.model.tree import Tier
    from spbe_cli.reading.tables.grid import Grid, Row
    from spbe_cli.reading.tables.head import Head
    from spbe_cli.reading.tables.vocabulary import Vocabulary


def with_titles(grid: Grid, head: Head, vocabulary: Vocabulary) -> Head:
    """The headings of a table with running numbers, where one ``Nama`` or of no known heading (``Layanan``) has official names.

    Where most of its cells name a part, each another one, the rows are about these, and the numbers are held to them, as below
    ``Indikator``.
    """
    meanings = head.meanings
    naming = {Meaning("indicator"), Meaning("code")} & {*meanings.values()}
    if naming or "across" in head.whats or "level" not in head.whats:
        return head
    titles = [vocabulary.titles(instrument) for instrument in vocabulary.instruments]
    numbered = "number" in head.whats and "agency" not in head.whats
    for column, text in head.texts.items():
        unknown = numbered and meanings[column] is None and tier_named(text) is None
        if (unknown or key(text) in ANY_NAMES) and not vocabulary.passed_over(text):
            texts = [said for row in below(grid, head) if any(map(str.isalpha, said := row.cells.get(column, "")))]
            known = sum(any(one.find(label(said).words) for one in titles) for said in texts)
            if known and 2 * known >= len(texts) == len(set(texts)):
                return head._replace(meanings={**meanings, column: Meaning("indicator")})
    return head


def with_parts(grid: Grid, head: Head, vocabulary: Vocabulary) -> tuple[Head, Tier | None]:
    """The headings of a table with a row for each domain or aspect, as if it had one for each indicator; and its tier.

    Such a table has one column of figures (``Nilai``, ``Indeks``), or one for each agency, which its heading names, and a column
    ``Domain`` or ``Aspek`` that says which part the figures are of. A running number before that column says nothing; one behind
    it is an indicator's. Other headings stay as they are, also a ``Domain`` that is an address or a field of work. Where a column
    ``Indeks Domain`` has the values, beside ``Bobot`` others are products of both.
    """
    unknown = {
        column: text for column, text in head.texts.items() if head.meanings[column] is None and not vocabulary.passed_over(text)
    }
    named = {tier_named(text): column for column, text in unknown.items()}
    tier: Tier | None = "aspect" if "aspect" in named else "domain" if "domain" in named else None
    naming = {column for column, one in head.meanings.items() if one in NAME_INDICATORS}
    listed = {
        column for column in naming if tier is not None and head.meanings[column] == Meaning("number") and column < named[tier]
    }
    if tier is None or naming - listed or not names_parts(grid, head, named[tier], tier, vocabulary):
        # Names of agencies beside a Domain that is an address are no columns of values.
        others = {} if naming else {column: None for column, one in head.meanings.items() if one and one.what == "across"}
        return head._replace(meanings={**head.meanings, **others}), None
    if "across" in head.whats:
        meanings = {**head.meanings, **dict.fromkeys(listed, Meaning("ours")), named[tier]: Meaning("indicator")}
        return head._replace(meanings=meanings), tier
    figures = {column for column, one in head.meanings.items() if one is not None and one.has_levels}
    values = {column for column, text in unknown.items() if tier_of_values(text) == tier}
    if len(values) == 1 and (not figures or is_weighted(head)):
        figures, values = values, figures
    if not figures or any(head.meanings[one] not in (None, Meaning("level"), Meaning("index")) for one in figures):
        return head, None
    meanings = {**head.meanings, **dict.fromkeys(listed, Meaning("ours")), **dict.fromkeys(values)}
    # Where several columns have figures, nothing says which are those of the parts: that is a problem.
    meanings |= {named[tier]: Meaning("indicator"), **dict.fromkeys(figures, Meaning("level"))}
    return head._replace(meanings=meanings), tier


def names_parts(grid: Grid, head: Head, column: int, tier: Tier | None, vocabulary: Vocabulary) -> bool:
    """Whether a column names a part of an instrument in one of the first rows, or says nothing there."""
    texts = {of_tier(text, tier) for row in below(grid, head) if (text := row.cells.get(column))}
    titles = [vocabulary.titles(instrument) for instrument in vocabulary.instruments]
    return not texts or any(named_part(text, "", one) is not None for text in texts for one in titles)


def below(grid: Grid, head: Head) -> Iterator[Row]:
    """The first rows below the headings."""
    below = (row for row in grid.rows() if not isinstance(row, Problem) and row.number > head.rows[-1].number)
    return islice(below, LOOKED_AT)


def is_weighted(head: Head) -> bool:
    """Whether a column has the weights of what the rows are about."""
    return any(key(text).startswith("bobot") for text in head.texts.values())
