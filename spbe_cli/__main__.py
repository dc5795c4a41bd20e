"""The ``spbe`` command: sets up signals, then the language (the help is in it), then the commands."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from spbe_cli.ending import answer_signals

if TYPE_CHECKING:
    from typing import Any, Final


def main() -> None:
    """Runs the command line and exits with its code; 130 after Ctrl-C."""
    answer_signals()
    # Nearly all that is made lives until the end: to look through it takes 3 per cent of a start, 5 to 9 of 6,000 files.
    gc.set_threshold(200_000)
    sys.modules[_NoPlugins.NAME] = _NoPlugins(_NoPlugins.NAME)
    from spbe_cli import texts
    from spbe_cli.reading.config import configured_language

    texts.use(texts.wanted(sys.argv[1:], os.environ, configured_language))

    from spbe_cli import cli

    strange = texts.unknown(sys.argv[1:], os.environ)
    if strange is not None and cli.COMPLETING not in os.environ:
        _tell_of_language(strange)

    try:
        cli.run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        # Before it ends, Python would look through all of it once more, which takes a tenth of a start.
        gc.freeze()


class _NoPlugins(ModuleType):
    """Stands for the module with which Pydantic searches all installed packages for plugins; none are wanted here.

    Pydantic has a setting against the search, but even so loads what it would search with, which takes a fifteenth of a start.
    """

    NAME: Final = "pydantic.plugin._loader"

    def get_plugins(self) -> tuple[()]:
        """No plugins."""
        return ()

    def __getattr__(self, name: str) -> Any:
        """What a later Pydantic may look for here, from the module itself."""
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[self.NAME]
        return getattr(import_module(self.NAME), name)


def _tell_of_language(said: str) -> None:
    """Says once that SPBE_LANG names no language that there is, and which one is used."""
    from spbe_cli import texts
    from spbe_cli.output import tell_problems
    from spbe_cli.reading.problems import Problem

    tell_problems([Problem.of("SPBE_LANG", "unknown_language", value=said, known=texts.LANGUAGES, used=texts.language())])


if __name__ == "__main__":
    main()
