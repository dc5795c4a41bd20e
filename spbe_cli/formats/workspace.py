"""Paths as a CI server expects them: from the root of the repository that it has checked out."""

from __future__ import annotations

import os
from pathlib import Path


def in_workspace(path: str, variable: str) -> str:
    """A path in the workspace, relative to its root; any other path as it is.

    The root is in an environment variable of the server.
    """
    workspace = os.environ.get(variable)
    if not workspace or path.startswith("-"):
        return path
    for resolved in (os.path.abspath, os.path.realpath):
        whole, root = Path(resolved(path)), Path(resolved(workspace))
        if whole.is_relative_to(root):
            return whole.relative_to(root).as_posix()
    return path
