"""The options of each command, in a module with the command's name; :mod:`.shared` has the options of several commands.

``OPTIONS`` of a module are tuples, in the order in which ``--help`` shows them. A field of a tuple is an option: its name, its
data for Typer, its default. The first tuple, ``Asked``, has the command's own options; the command gets it as it is. The others
have options that commands share (instruments, gates, output); their values reach the command as
:class:`spbe_cli.commands.common.Common`.

``--help`` and completion import these modules, too, so they import nothing that only a command needs. All annotations of an
imported module are needed, so they are evaluated at once, without ``from __future__ import annotations``.
"""
