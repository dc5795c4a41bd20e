"""Problems, warnings and verdicts in words: a code and its values in, a sentence in the reader's language out.

There is a module for each kind of message, which is imported only when one of its codes may be needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Context = Mapping[str, Any]
Sentences = Mapping[str, Callable[[Context], str]]
Hints = Mapping[str, Callable[[Context], str | None]]


def message(code: str, context: Context) -> str:
    """The sentence for a code: what is wrong or what to know, and what was expected.

    Raises:
        KeyError: when no sentence is written for the code.
    """
    for sentences, _hints in kinds():
        if code in sentences:
            return sentences[code](context)
    raise KeyError(code)


def hint(code: str, context: Context) -> str | None:
    """What to do about a problem, if that is known."""
    for sentences, hints in kinds():
        if code in sentences:
            return hints[code](context) if code in hints else None
    return None


def kinds() -> Iterator[tuple[Sentences, Hints]]:
    """The messages of each kind, and their hints; the kinds that a file without problems may need come first."""
    from spbe_cli.texts.messages import results

    yield results.MESSAGES, {}

    from spbe_cli.texts.messages import gates

    yield gates.MESSAGES, gates.HINTS

    from spbe_cli.texts.messages import files

    yield files.MESSAGES, files.HINTS

    from spbe_cli.texts.messages import answers

    yield answers.MESSAGES, answers.HINTS

    from spbe_cli.texts.messages import tables

    yield tables.MESSAGES, tables.HINTS

    from spbe_cli.texts.messages import workbooks

    yield workbooks.MESSAGES, workbooks.HINTS

    from spbe_cli.texts.messages import instruments

    yield instruments.MESSAGES, instruments.HINTS

    from spbe_cli.texts.messages import requests

    yield requests.MESSAGES, requests.HINTS
