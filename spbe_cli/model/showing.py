"""How a value shows itself in Python: as plain data, and as HTML in a notebook.

The model knows no format and no language. It asks the public package, which finds what does when the first value is shown.
"""

from typing import Any

import spbe_cli


def data(value: Any) -> dict[str, Any]:
    """A value as plain Python, with the keys of the command that gives it as JSON."""
    found: dict[str, Any] = spbe_cli.to_dict(value)
    return found


def html(value: Any) -> str:
    """A value as HTML, as the command for it shows it."""
    found: str = spbe_cli.to_html(value)
    return found
