"""A file's bytes to text, before anything in it is read."""

from __future__ import annotations

import re

from spbe_cli.limits import MAX_BYTES
from spbe_cli.reading.problems import BadInput, Problem

OFFICE_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""The first bytes of office files: an archive, or the older form, which encrypted files have, too."""

SEPARATORS = ",;\t"
BETWEEN_CELLS = re.compile(f"[{SEPARATORS}]")
"""What stands between the cells of a table in a text."""

_CONFLICT = re.compile("^<<<<<<< ", re.MULTILINE)
"""How Git begins a conflict; in a table it would be a row like others."""

_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that Git LFS keeps elsewhere (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md)."""

_TABLES = (".csv", ".tsv", ".txt")
"""How files end that spreadsheets write as text, in the encoding of the machine unless they are told otherwise."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

_OTHERS = {
    "html": re.compile(
        rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|meta|style|body|table)\b", re.IGNORECASE | re.DOTALL
    ),
    "xml": re.compile(rb"\s*<\?xml\b"),
    "pdf": re.compile(rb"%PDF-"),
    "shortcut": re.compile(rb"L\0\0\0\x01\x14\x02\0|\[InternetShortcut\]|\s*\{[^{}]*\"doc_id\"\s*:", re.IGNORECASE),
}
"""What files of other kinds begin with, whatever their names end in: many a web page is downloaded as a workbook."""

_BEGINNING = 1024
_PIECE = 1 << 16

_WIDEST = 4
"""So many bytes has a character at most."""

# Characters that YAML does not allow (https://yaml.org/spec/1.2.2/#51-character-set); libyaml reports them without a usable
# place. Those that it allows are so many more that to compile them took a fiftieth of a start.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ASCII_TEXT = bytes(code for code in range(128) if not _NOT_TEXT.match(chr(code)))


def decoded(data: bytes, path: str, limit: int = MAX_BYTES) -> str:
    """The text of a file.

    Args:
        data: UTF-8, with or without a byte order mark, or UTF-16 with one.
        path: what to call the file in problems.
        limit: how many bytes it may have, a whole number of MiB.

    Raises:
        BadInput: when it is too large, of another kind, only stands for a file elsewhere, has another encoding, has
            characters that YAML does not allow, or has a conflict of Git in it.
    """
    if len(data) > limit:
        raise BadInput([Problem.at(path, 1, 1, "too_large", limit=limit // 1024**2)])
    if data.startswith(_POINTER):
        raise BadInput([Problem.at(path, 1, 1, "lfs_pointer")])
    if data.startswith(OFFICE_FILES):
        raise BadInput([Problem.of(path, "office_file")])
    begin = data[:_BEGINNING].removeprefix(b"\xef\xbb\xbf")
    if (kind := next((kind for kind, one in _OTHERS.items() if one.match(begin)), None)) is not None:
        raise BadInput([Problem.of(path, "other_format", kind=kind)])
    if data.startswith(_UTF_16):
        encoding = "utf-16"
    else:
        encoding, data = "utf-8", data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        table = path.lower().endswith(_TABLES)
        raise BadInput([Problem.at(path, *_line_and_column(before, len(before)), "encoding", table=table)]) from None
    if "\0" in text[:_WIDEST]:  # UTF-16 without a byte order mark, or UTF-32
        raise BadInput([Problem.at(path, 1, 1, "encoding", table=path.lower().endswith(_TABLES))])
    # Most files are plain ASCII, and of bytes it is told ten times as fast; piece by piece, as each is copied.
    pieces = (data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
    sound = not any(one.translate(None, _ASCII_TEXT) for one in pieces)
    if not sound and (found := _NOT_TEXT.search(text)):
        raise BadInput([Problem.at(path, *_line_and_column(text, found.start()), "control_character")])
    if "<<<<<<< " in text and (found := _CONFLICT.search(text)):
        raise BadInput([Problem.at(path, *_line_and_column(text, found.start()), "conflict")])
    return text


def begun(data: bytes) -> str:
    """The text that a file begins with, to tell its kind by; what is no text in it is replaced."""
    return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig", errors="replace")


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
