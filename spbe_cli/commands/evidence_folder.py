"""The files of the evidence against the answer files that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spbe_cli.model.filed import Filed, Folder
from spbe_cli.reading.evidence_files import EvidenceFiles, is_address, normal
from spbe_cli.reading.problems import BadInput, place_at, problem_at
from spbe_cli.slips import FilesMeant
from spbe_cli.texts import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spbe_cli.model.evidence import Evidence
    from spbe_cli.model.filed import FileState
    from spbe_cli.reading.assessments import Submission
    from spbe_cli.reading.problems import Problem

Listed = tuple[int, int, "Evidence"]
"""An item with its indicator and its position in that one's evidence."""


def looked_up(path: str, found: Sequence[Submission], problems: list[Problem], *, sealing: bool) -> Folder:
    """What is found in a folder of all evidence that is listed; items that lead out of it are added to ``problems``.

    Args:
        path: the folder.
        found: the answer files.
        problems: what is wrong so far.
        sealing: whether the seals of files that have none yet are wanted too.

    Raises:
        BadInput: when the folder is not there, can't be read, or holds too much.
    """
    files = EvidenceFiles(path)
    there = files.names([read.path for read in found])
    known, meant = {*there}, FilesMeant(there)
    filed: list[Filed] = []
    names: set[str] = set()
    addresses = 0
    for read in found:
        for listed in _listed(read):
            if is_address(listed[-1].file) and normal(listed[-1].file) not in known:
                addresses += 1
                continue
            names.add(normal(files.called(listed[-1].file)))
            try:
                filed.append(_filed(read, listed, files, meant, sealing=sealing))
            except BadInput as bad:
                problems += bad.problems
    return Folder(path, tuple(filed), files.unlisted(there, names), addresses)


def _listed(read: Submission) -> Iterator[Listed]:
    for indicator, answer in (read.assessment.answers or {}).items():
        for at, item in enumerate(answer.evidence):
            yield indicator, at, item


def _filed(read: Submission, listed: Listed, files: EvidenceFiles, meant: FilesMeant, *, sealing: bool) -> Filed:
    """What is found of an item.

    Raises:
        BadInput: when it leads out of the folder, or can't be read.
    """
    indicator, at, item = listed
    mark = read.places.mark_of(("answers", indicator, "evidence", at, "file"))
    found = files.within(item.file)
    if found is None:
        name = item.file.replace("\\", "/")
        near = meant.by(name)
        # A link that leads out is there by just this name.
        raise BadInput([problem_at(read.path, mark, "outside_folder", value=item.file, near=None if near == name else near)])
    kind = files.kind(found)
    seal = files.seal(found) if kind == "file" and (sealing or item.sha256) else None
    state: FileState = _against(item.sha256, seal) if kind == "file" else kind
    # In double quotes YAML makes one character of \n: shown as it was written, bukti\nota.pdf is a path of Windows again.
    near = meant.by(normal(files.called(visible(item.file)))) if state == "missing" else None
    return Filed(read.path, place_at(read.path, mark), read.assessment.agency, indicator, at, item, state, seal, near)


def _against(sealed: str | None, seal: str | None) -> FileState:
    if sealed is None:
        return "unsealed"
    return "intact" if sealed == seal else "changed"
