"""The options of each command, in a module of its name; in :mod:`.shared` what several commands take.

``OPTIONS`` of a module are tuples, in the order in which ``--help`` shows them. A field of one is an option: its name, what Typer
has to know of it, its default. The first tuple, ``Asked``, are the command's own options, and the command gets it as it is. The
others are what commands have in common (instruments, gates, output); their values reach the command as
:class:`spbe_cli.commands.common.Common`.

``--help`` and completion import these modules too: they wait for nothing that only a command needs. Once a module is imported all
of its annotations are needed, so that they are evaluated where they stand, without ``from __future__ import annotations``.
"""
