"""The sheets of a workbook made from pages, and what is written on their tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from spbe_cli.office import LONGEST_TITLE
from spbe_cli.texts import _, visible
from spbe_cli.views.page import Chart, Table, in_whole_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.views.page import Page, Task

_PAUSE: Final = re.compile(r"\s*(?:[,:;]\s|\s[·–(])")
_NUMBERED: Final = LONGEST_TITLE - len(" (99)")
"""The room for a title that several sheets share, because a number follows it."""


class Planned(NamedTuple):
    """A sheet: of a page as such, of one of its tables or heat maps, or of its tasks; ``whole`` is the page it is a part of."""

    page: Page
    of: Table | Chart | tuple[Task, ...] | None
    whole: Page

    @property
    def title(self) -> str:
        """The heading of the sheet."""
        if isinstance(self.of, Table | Chart):
            return self.of.title or self.page.title
        return _("To do") if self.of else self.page.title

    def name(self, *, only: bool) -> str:
        """The name of the sheet; ``only`` says that there is only one page."""
        if isinstance(self.of, Chart):
            return self.page.title  # a heat map has a page of its own
        if self.of is not None or not (only or self.page.charts):
            return self.title
        return _("Summary") if self.page.facts or self.page.notes else _("Charts")


def names(planned: Sequence[Planned]) -> list[str]:
    """The names of the sheets; where sheets of several pages would have the same name, they are named after the page."""
    only = len({one.page.title for one in planned if one.page.facts or one.page.notes}) == 1
    names = [_short(visible(one.name(only=only))) for one in planned]
    pages: dict[str, set[str]] = {}
    for name, one in zip(names, planned, strict=True):
        pages.setdefault(name, set()).add(one.whole.title)
    wholes = [_short(visible(one.whole.title)) for one in planned]
    names = [name if len(pages[name]) == 1 else whole for name, whole in zip(names, wholes, strict=True)]
    return [name if names.count(name) == 1 else _to_a_pause(name, _NUMBERED) or name for name in names]


def _short(title: str) -> str:
    """A title shortened for a sheet's tab, at a natural pause or between words."""
    if len(title) <= LONGEST_TITLE:
        return title
    by_words = title[: LONGEST_TITLE + 1].rpartition(" ")[0]
    return _to_a_pause(title, LONGEST_TITLE) or by_words or title[:LONGEST_TITLE]


def _to_a_pause(title: str, room: int) -> str:
    """A title up to the last natural pause that fits in the room; the whole title if it fits, empty if no such part does."""
    ends = [found.start() for found in _PAUSE.finditer(title)] + [len(title)]
    return title[: max((end for end in ends if end <= room), default=0)]


def planned(page: Page, whole: Page | None = None) -> Iterator[Planned]:
    """The sheets of a page and of its pages with more detail, in order; ``whole`` is the page that this one is a part of."""
    whole = whole or page
    tables = [in_whole_numbers(table) for table in page.tables if table.audience in ("all", "sheet")]
    heat = [chart for chart in page.charts if chart.kind == "heat"]
    if page.facts or page.notes or len(page.charts) > len(heat) or not (tables or heat or page.tasks):
        yield Planned(page, None, whole)
    yield from (Planned(page, table, whole) for table in tables)
    if page.tasks:
        yield Planned(page, page.tasks, whole)
    yield from (Planned(page, chart, whole) for chart in heat)
    for part in page.parts:
        yield from planned(part, whole)
