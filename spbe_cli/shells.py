"""How shells take what they complete: bash and PowerShell put a value into the line as it is, so it comes quoted.

Zsh and fish quote for themselves. Bash also takes ``:`` and ``=`` for the ends of words, so that it completes only what stands
behind the last of them.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from click.shell_completion import add_completion_class, split_arg_string
from typer._completion_classes import BashComplete, PowerShellComplete

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_BREAKS: Final = frozenset(":=")


class Bash(BashComplete):
    """Completion in bash."""

    _cut = ""
    _quote = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor as the program would get them, and the one that is begun."""
        parts = os.environ["COMP_WORDS"].split("\n")[1 : int(os.environ["COMP_CWORD"]) + 1]
        words: list[str] = []
        together = False
        for part in parts:
            breaks = bool(part) and set(part) <= _BREAKS
            if words and (breaks or together):
                words[-1] += part
            else:
                words.append(part)
            together = breaks
        *before, begun = words or [""]
        last = parts[-1] if parts else ""
        self._quote = last[:1] if last[:1] in ("'", '"') else ""
        kept = begun if last and set(last) <= _BREAKS else begun.removesuffix(last)
        self._cut = kept.partition("=")[2] if kept.startswith("-") else kept
        return [_unquoted(word) for word in before], _unquoted(begun)

    def format_completion(self, item: CompletionItem) -> str:
        """What bash puts in place of the last part of the word."""
        value = str(item.value).removeprefix(self._cut)
        return value if self._quote else re.sub(r"[^\w@%+=:,./-]", r"\\\g<0>", value)


class PowerShell(PowerShellComplete):
    """Completion in PowerShell."""

    def format_completion(self, item: CompletionItem) -> str:
        """What PowerShell puts in place of the word, and what it shows beside it."""
        value, mark, text = super().format_completion(item).partition(":::")
        return f"{value}{mark}{text}" if re.fullmatch(r"[\w@%+=:./-]+", value) else f"'{value}'{mark}{text}"


def _unquoted(word: str) -> str:
    return "".join(split_arg_string(word)[:1])


def register() -> None:
    """Puts them in the place of Typer's own, which it registers when it makes a command."""
    add_completion_class(Bash, "bash")
    for name in ("powershell", "pwsh"):
        add_completion_class(PowerShell, name)
