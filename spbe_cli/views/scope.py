"""Facts on what a page covers: which agencies, and how many of the files and rows could be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.texts import _, number
from spbe_cli.texts.words import first
from spbe_cli.views.page import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.coverage import Coverage


def only_facts(names: Sequence[str]) -> Iterator[Fact]:
    """The kinds and groups that were asked for; nothing where all agencies are shown."""
    if names:
        yield Fact(_("Only"), ", ".join(names))


def coverage_facts(*sides: Coverage) -> Iterator[Fact]:
    """How many files and rows were read, old and new where there are two sides; nothing where all were."""
    if not all(one.complete for one in sides):
        counts = [_("{read} of {total} read").format(read=number(one.read), total=number(one.total)) for one in sides]
        yield Fact(_("Read"), " → ".join(counts))


def repeated_facts(*sides: Coverage) -> Iterator[Fact]:
    """Which agencies were there more than once, and which in parts of several owners; nothing where none was."""
    if names := dict.fromkeys(name for one in sides for name in one.repeated):
        yield Fact(_("More than once"), _("{names}: only the first counts").format(names=first(names)))
    if names := dict.fromkeys(name for one in sides for name in one.in_parts):
        yield Fact(_("In parts"), _("{names}: no part of several owners counts").format(names=first(names)))
