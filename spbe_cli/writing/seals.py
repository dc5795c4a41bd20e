"""Seals written into an answer file: of its bytes those stay as a person left them that are no seal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from spbe_cli.model import keys
from spbe_cli.reading.decoding import decoded
from spbe_cli.reading.scalars import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BARE: Final = re.compile(r"[^\W_][\w./ ()+-]*[\w.()]|[^\W_]")
"""A name that needs no quotes among braces."""

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_ENCODINGS: Final = dict(zip(_MARKS, ("utf-16-le", "utf-16-be", "utf-8"), strict=True))


class Unsealable(Exception):
    """A file in which a seal has no place that leaves all else as it is."""


class _Edit(NamedTuple):
    """Text in place of what stands from one index to another."""

    begin: int
    end: int
    text: str


def with_seals(data: bytes, path: str, seals: Mapping[tuple[int, int], str]) -> bytes:
    """An answer file with the seals of items, by indicator and by position in its evidence.

    A bare name becomes a mapping on one line; a mapping gets the key ``sha256`` behind its name; one that is there is replaced.
    Comments, layout, quotes, line ends and the encoding stay. What comes out is to be read again before it is written: YAML has
    more forms than are known here.

    Raises:
        Unsealable: when an item is in a form that is not known here.
    """
    text = decoded(data, path)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        raise Unsealable from None
    editor = _Editor(text)
    edits = {edit for (indicator, at), seal in seals.items() for edit in editor.edits(_item(root, indicator, at), seal)}
    for edit in sorted(edits, reverse=True):
        text = text[: edit.begin] + edit.text + text[edit.end :]
    mark = next((one for one in _MARKS if data.startswith(one)), b"")
    return mark + text.encode(_ENCODINGS.get(mark, "utf-8"))


class _Item(NamedTuple):
    """An item as it is written, and whether the file is in Indonesian where it stands."""

    node: Any
    indonesian: bool


def _item(root: Any, indicator: int, at: int) -> _Item:
    _key, answers = _pair(root, "answers", keys.ASSESSMENT)
    answer = next((value for key, value in _pairs(answers) if plain_value(key.value) == indicator), None)
    key, evidence = _pair(answer, "evidence", keys.ANSWER)
    items = evidence.value if isinstance(evidence, yaml.SequenceNode) else [evidence]
    if at >= len(items):
        raise Unsealable
    return _Item(items[at], key.value != "evidence")


def _pairs(node: Any) -> Iterator[tuple[Any, Any]]:
    if not isinstance(node, yaml.MappingNode):
        raise Unsealable
    yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))


def _pair(node: Any, name: str, indonesian: Mapping[str, str]) -> tuple[Any, Any]:
    """The key of this English name in a mapping, and its value."""
    found = next(((key, value) for key, value in _pairs(node) if indonesian.get(key.value, key.value) == name), None)
    if found is None:
        raise Unsealable
    return found


class _Editor:
    """What is to be changed in a text so that items are sealed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._json = text.lstrip().startswith("{")
        ends = _LINE_END.search(text)
        self._line_end = ends[0] if ends else "\n"

    def edits(self, item: _Item, seal: str) -> Iterator[_Edit]:
        """The changes for one item.

        Raises:
            Unsealable: when it is in a form that is not known here.
        """
        node = item.node
        if isinstance(node, yaml.ScalarNode):
            yield self._as_mapping(item, seal)
            return
        there = [(key, value) for key, value in _pairs(node) if key.value == "sha256"]
        if there:
            yield self._instead(*there[0], seal)
        elif node.flow_style:
            yield self._among_braces(node, seal)
        else:
            yield self._on_a_line(node, seal)

    def _as_mapping(self, item: _Item, seal: str) -> _Edit:
        """A bare name in braces; an anchor before it is one of the whole item then."""
        node = item.node
        begin, end = node.start_mark.index, node.end_mark.index
        written = self._text[begin:end]
        anchor = re.match(r"&\S+\s+", written)
        if anchor:
            begin, written = begin + anchor.end(), written[anchor.end() :]
        name = written.rstrip()
        behind = written[len(name) :]
        if node.style in ("|", ">"):
            comment = re.match(r"[^\r\n#]*?([ \t]+#[^\r\n]*)", name)
            behind = (comment[1] if comment else "") + behind
        if node.style not in ("'", '"') and not (not node.style and name == node.value and _BARE.fullmatch(name)):
            name = _quoted(node.value)
        file, sha256 = "berkas" if item.indonesian else "file", "sha256"
        if self._json:
            return _Edit(begin, end, f'{{"{file}": {name}, "{sha256}": "{seal}"}}{behind}')
        return _Edit(begin, end, f"{{{file}: {name}, {sha256}: {seal}}}{behind}")

    def _instead(self, key: Any, value: Any, seal: str) -> _Edit:
        """A seal in place of the one that is there, or of a blank."""
        begin, end = value.start_mark.index, value.end_mark.index
        if not (isinstance(value, yaml.ScalarNode) and key.end_mark.index <= begin):
            raise Unsealable
        if begin == end:
            behind = self._text.find(":", key.end_mark.index) + 1
            return _Edit(behind, behind, f" {seal}")
        if value.style in ("|", ">"):
            raise Unsealable
        quote = value.style or ""
        return _Edit(begin, end, f"{quote}{seal}{quote}")

    def _among_braces(self, node: Any, seal: str) -> _Edit:
        _key, value = _name(node)
        end = value.end_mark.index
        return _Edit(end, end, f', "sha256": "{seal}"' if self._json else f", sha256: {seal}")

    def _on_a_line(self, node: Any, seal: str) -> _Edit:
        """A seal on a line of its own, below the name and what stands behind that."""
        key, value = _name(node)
        line = f"{' ' * key.start_mark.column}sha256: {seal}"
        end = value.end_mark.index
        if self._text[:end].endswith(("\n", "\r")):
            return _Edit(end, end, f"{line}{self._line_end}")
        found = _LINE_END.search(self._text, end)
        if found is None:
            return _Edit(len(self._text), len(self._text), f"{self._line_end}{line}")
        return _Edit(found.end(), found.end(), f"{line}{found[0]}")


def _name(node: Any) -> tuple[Any, Any]:
    """The key of an item's name, and the name, which stands in the item."""
    key, value = _pair(node, "file", keys.EVIDENCE)
    # The value of an alias stands where its anchor is.
    if not node.start_mark.index <= value.start_mark.index <= value.end_mark.index <= node.end_mark.index:
        raise Unsealable
    return key, value


def _quoted(text: str) -> str:
    """A name in quotes, on one line."""
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text)
