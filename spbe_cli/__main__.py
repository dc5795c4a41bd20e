"""The ``spbe`` command: sets up signals, then the language (the help is in it), then the commands."""

from __future__ import annotations

import os
import sys

from spbe_cli.ending import answer_signals


def main() -> None:
    """Runs the command line and exits with its code; 130 after Ctrl-C."""
    answer_signals()
    # Pydantic would search all installed packages for plugins; none are wanted here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from spbe_cli import texts
    from spbe_cli.reading.config import configured_language

    texts.use(texts.wanted(sys.argv[1:], os.environ, configured_language))

    from spbe_cli import cli

    try:
        cli.run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
