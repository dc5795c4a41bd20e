"""``spbe config``: which settings and gates hold here, and where each comes from."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from spbe_cli import texts
from spbe_cli.commands import exit_code
from spbe_cli.commands.common import Gates
from spbe_cli.commands.thresholds import drop, thresholds
from spbe_cli.model.settings import InForce, Setting, Variable
from spbe_cli.output import deliver_pages, tell_problems
from spbe_cli.reading.config import configured_language, load_config
from spbe_cli.reading.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spbe_cli.commands.common import Common
    from spbe_cli.formats.json.shapes import settings as shapes
    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.settings import Origin, Section, Value
    from spbe_cli.options.config import Asked
    from spbe_cli.reading.config import Settings
    from spbe_cli.reading.problems import Problem
    from spbe_cli.views.page import Page

VARIABLES: Final = ("SPBE_LANG", "SPBE_BROWSER", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
"""The environment variables that all commands read, less those of the locale."""


def run(asked: Asked, common: Common) -> int:
    """Delivers what holds in this folder. What it names and what can't be used is told; the exit code is 2 then.

    Raises:
        BadInput: with every problem of the ``spbe.toml``.
    """
    read = None if common.config is None else load_config(common.config)
    found = _in_force(read)
    problems = list(_wrong(read, common))

    def pages() -> Iterator[Page]:
        from spbe_cli.views.settings import settings_page

        yield settings_page(found)

    def data() -> shapes.Settings:
        from spbe_cli.formats.json import settings as as_json

        return as_json.settings(found, problems)

    deliver_pages(pages(), common.destination, data)
    tell_problems(problems)
    return exit_code(problems)


def _in_force(read: Settings | None) -> InForce:
    language, said_by = texts.chosen(sys.argv[1:], os.environ, configured_language)
    settings = list(_settings(read))
    of_file = next((one for one in settings if one.name == "language" and one.origin == "file"), None)
    if said_by != texts.CONFIGURED:
        origin: Origin = "command line" if said_by == texts.OPTION else "default" if said_by is None else "environment"
        settings[0] = Setting("settings", "language", language, origin, said_by)
    return InForce(
        None if read is None else read.path,
        tuple(settings),
        tuple(Variable(name, os.environ.get(name)) for name in VARIABLES),
        (of_file,) if of_file is not None and of_file not in settings else (),
    )


def _settings(read: Settings | None) -> Iterator[Setting]:
    """Everything that a ``spbe.toml`` can say, in its order, whether this one says it or not."""
    said = {} if read is None else {**read.config.model_dump(), "indicators": read.indicators, "aliases": read.aliases}
    gates, columns = said.get("gates", {}), said.get("columns", {})
    for name in ("language", "indicators", "instrument", "aliases"):
        yield _setting("settings", name, said.get(name), read, (name,))
    for name in Gates._fields:
        yield _setting("gates", name, gates.get(name), read, ("gates", name))
    for heading, known in columns.items():
        yield _setting("columns", heading, known, read, ("columns", heading))


def _setting(section: Section, name: str, value: Value, read: Settings | None, path: tuple[str, ...]) -> Setting:
    if read is None or (value is None and section != "columns"):
        return Setting(section, name, None, "default")
    return Setting(section, name, value, "file", read.path, *read.place.find(path))


def _wrong(read: Settings | None, common: Common) -> Iterator[Problem]:
    """What the files and names in a ``spbe.toml`` have wrong, which else only the command that needs them finds."""
    if read is None:
        return
    if read.aliases is not None:  # not every command needs the other names of agencies
        common = common._replace(aliases=read.aliases, places={**common.places, "aliases": read.place.find(("aliases",))})
    try:
        reader = common.reader()
    except BadInput as bad:
        yield from bad.problems
        return
    instruments = [reader.default] if reader.default else list(reader.instruments)
    yield from _problems(common.excused, reader.instruments)
    gates = common.gates
    for text in gates.fail_under or ():
        yield from _of_all(instruments, partial(thresholds, [text], where=common.place("fail_under")))
    if gates.max_drop is not None:
        yield from _of_all(instruments, partial(drop, gates.max_drop, where=common.place("max_drop")))


def _of_all(instruments: Iterable[Instrument], check: Callable[[Instrument], object]) -> list[Problem]:
    """The problems that a gate has with the first instrument, where it fits none; else none."""
    found = [_problems(check, one) for one in instruments]
    return found[0] if all(found) else []


def _problems(check: Callable[..., object], *given: object) -> list[Problem]:
    try:
        check(*given)
    except BadInput as bad:
        return list(bad.problems)
    return []
