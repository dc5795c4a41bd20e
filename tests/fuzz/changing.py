"""Inputs made of examples: pieces left out, doubled, moved, or replaced by what does harm elsewhere."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Final

from hypothesis import strategies as st

from tests.conftest import EXAMPLES

TOKENS: Final = (
    b"", b" ", b"\n", b"\t", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n", b"'", b'"', b":", b": ", b"- ", b"? ",
    b"#", b"|", b">", b"&a ", b"*a", b"<<: *a", b"!!python/object:os.system ", b"---\n", b"...\n", b"%YAML 9.9\n", b"{", b"}",
    b"[", b"]", b"{{ x }}", b"{[a]}", b"null", b"~", b"true", b"yes", b"0x10", b"010", b"1:30", b"1e999999", b".inf", b"-0",
    b"3.0", b"2,64", b"9" * 4400, b"1-999999", b"n/a", b"answers:", b"published:", b"agency:", b"year: 2024", b";", b",",
    b"=1+1", b"[a]\n", b"a.b.c = 1\n", b"\xf0\x9f\x98\x80", b"<x/>", b"<!DOCTYPE x>", b'ref="A1:XFD1048576"', b"</sheetData>",
    b"#REF!", b"r='A0'", b't="s"', b"<v>-1</v>", b"<f>A1</f>",
)  # fmt: skip
"""What is put in: what has a meaning somewhere, or none."""


class Input(bytes):
    """What is given, named by its beginning where a test fails."""

    def __repr__(self) -> str:
        return f"{super().__repr__()[:200]}… ({len(self)} bytes)"


@cache
def corpus(*endings: str) -> tuple[bytes, ...]:
    """The examples with these endings, small ones, as large ones only take longer."""
    files = sorted(one for one in EXAMPLES.rglob("*") if one.suffix in endings and one.is_file())
    found = tuple(data for one in files if len(data := one.read_bytes()) < 200_000)
    assert found, endings
    return found


@st.composite
def changed(draw: st.DrawFn, bases: tuple[bytes, ...]) -> bytes:
    """One of some inputs, changed in a few places."""
    data = draw(st.sampled_from(bases))
    for _change in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(data)))
        end = min(len(data), begin + draw(st.sampled_from((0, 1, 2, 5, 20, 100, 10_000))))
        new = draw(
            st.one_of(
                st.sampled_from(TOKENS),
                st.binary(max_size=4),
                st.just(data[begin:end] * 2),
                st.just(data[end : end + 30] + data[begin:end]),
            )
        )
        data = data[:begin] + new + data[end:]
    return Input(data)


@st.composite
def repacked(draw: st.DrawFn, bases: tuple[bytes, ...]) -> bytes:
    """A workbook whose parts are changed, not the archive around them."""
    base = draw(st.sampled_from(bases))
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=2)):
        parts[name] = draw(changed((parts[name],)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return Input(buffer.getvalue())
