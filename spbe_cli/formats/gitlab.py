"""Problems as GitLab's Code Quality report, which shows them in the merge request at the files' own lines.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from spbe_cli.formats.workspace import in_workspace
from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spbe_cli.reading.problems import Problem


def render(problems: Iterable[Problem]) -> str:
    """A JSON list with an object for each problem; an empty one where there are none."""
    return json.dumps(list(_issues(problems)), ensure_ascii=False, indent=2) + "\n"


def _issues(problems: Iterable[Problem]) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in problems:
        # Source: https://docs.gitlab.com/ci/variables/predefined_variables/
        path = visible(in_workspace(one.path, "CI_PROJECT_DIR"))
        # GitLab knows a problem again by its fingerprint, and shows one of two that have the same. Lines move when a file is
        # edited, so the place is not in it.
        same = path, one.code, one.said
        seen[same] += 1
        yield {
            "description": visible(one.in_full if one.cell is None else f"{one.cell}: {one.in_full}"),
            "check_name": f"spbe/{one.code}",
            "fingerprint": hashlib.sha256("\0".join((*same, str(seen[same]))).encode("utf-8", "surrogatepass")).hexdigest(),
            "severity": "major",
            "location": {"path": path, "lines": {"begin": one.line or 1}},
        }
