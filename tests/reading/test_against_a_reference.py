"""Files in every style are read and scored as a plain reference does it, which is written here for clearness alone.

The reference takes PyYAML's own tree of nodes for the YAML, and adds up Fractions indicator by indicator for the index. How many
examples reached a comparison is counted, and few are a failure: a property that compares nothing holds of anything.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.core.ranking import entry
from spbe_cli.core.scoring import score
from spbe_cli.model import keys
from spbe_cli.model.tree import Domain
from spbe_cli.reading.assessments import submitted
from spbe_cli.reading.instruments import Instruments
from spbe_cli.reading.parsing import document
from spbe_cli.reading.problems import BadInput
from tests.conftest import ANSWER_FILES
from tests.reached import reached, reaching
from tests.strategies import built_in, instruments

if TYPE_CHECKING:
    from pathlib import Path

    from spbe_cli.model.instrument import Instrument
    from spbe_cli.model.tree import Aspect
    from spbe_cli.reading.document import Document

INSTRUMENTS = Instruments(built_in())


# YAML: the values and places of a document.


class RefusedError(Exception):
    """The reference does not read this."""


def reference(text: str) -> tuple[Any, dict[tuple[Any, ...], tuple[int, int]]]:
    """The value of a document by PyYAML's nodes and the narrowed core rules, and where each value in it stands, by path."""
    try:
        nodes = list(yaml.compose_all(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise RefusedError from error
    if len(nodes) != 1 or nodes[0] is None:
        raise RefusedError
    if re.search(r"[!&*]|<<", text):
        raise RefusedError  # tags, anchors and merge keys have tests of their own
    places: dict[tuple[Any, ...], tuple[int, int]] = {}
    return plain(nodes[0], text, (), places), places


def plain(node: Any, text: str, path: tuple[Any, ...], places: dict[tuple[Any, ...], tuple[int, int]]) -> Any:
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style is not None else scalar(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [plain(one, text, (*path, position), places) for position, one in enumerate(node.value)]
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise RefusedError
        if ":" not in text[key_node.end_mark.index : value_node.start_mark.index]:
            raise RefusedError  # a key that stands alone
        read = scalar(key_node.value)  # also in quotes: programs whose keys are text write numbers so
        key = read if type(read) is int else key_node.value
        if key in mapping:
            raise RefusedError  # the same key twice
        mapping[key] = plain(value_node, text, (*path, key), places)
    return mapping


def scalar(text: str) -> Any:
    """A plain scalar by the core rules of YAML 1.2, but for decimals, which are exact; at most 40 characters are a number."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?(0|[1-9][0-9]*)", text):
        return int(text)
    if re.fullmatch(r"0o[0-7]+|0x[0-9a-fA-F]+", text):
        return int(text, 0)
    if re.fullmatch(r"[-+]?((0|[1-9][0-9]*)?\.[0-9]+|(0|[1-9][0-9]*)\.?)([eE][-+]?[0-9]{1,2})?", text):
        return Decimal(text) if "e" in text.lower() or "." in text else text
    return text


words = st.sampled_from(
    ["Dinas A", "3", "03", "2.50", "1e2", "true", "Yes", "n/a", "~", "null", "-", "a: b", "a #b", "# x", "'q'", '"d"', '"3"', "",
     "1:30", "0x1F", "é 😀", " ", "a,b", "{a}", "[x, 1]", "{a: 1, 2: b}", "{a: 1, a: 2}", "{{ a }}", "x\u00a0y", "?", "- 1", "|",
     "."]
)  # fmt: skip
names = st.sampled_from(["agency", "instansi", "1", "'1'", '"1"', "01", "0x1", "a b", "true", "1.5", "answers", "x", "y", "z"])


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> str:
    """A block of YAML, right or nearly so."""
    pad = " " * draw(st.sampled_from([2, 4])) * depth
    lines = []
    for name in draw(st.lists(names, min_size=1, max_size=4)):
        comment = draw(st.sampled_from(["", "", "", "  # why", " "]))
        match draw(st.integers(0, 5)) if depth < 2 else 0:
            case 0 | 1 | 2:
                lines.append(f"{pad}{name}: {draw(words)}{comment}\n")
            case 3:
                lines.append(f"{pad}{name}:{comment}\n{draw(blocks(depth=depth + 1))}")
            case 4:
                lines.append(
                    f"{pad}{name}:\n" + "".join(f"{pad}- {one}\n" for one in draw(st.lists(words, min_size=1, max_size=3)))
                )
            case _:
                lines.append(f"{pad}{name}: >-\n{pad}  folded\n{pad}  note\n")
    return "".join(lines)


def test_documents_are_read_as_the_reference_reads_them() -> None:
    @reaching(0.25, "read by both", "refused by both")
    @settings(max_examples=8 * settings().max_examples, deadline=None)
    @given(text=blocks())
    def holds(text: str) -> None:
        try:
            expected, places = reference(text)
        except RefusedError:
            expected, places = None, {}
        read = said(text)
        if isinstance(read, list) or read.problems:
            reached("refused by us" if places else "refused by both")
            assert not places, (text, read)
            return
        reached("read by both")
        assert places, text
        assert repr(read.value) == repr(expected)
        assert {path: read.find(path) for path in places} == places

    holds()


def said(text: str) -> Document | list[Any]:
    try:
        return document(text.encode(), "a.yaml")
    except BadInput as bad:
        return list(bad.problems)


# Answers: the index and the values of the top tier.


Written = dict[int, Any]
"""Answers as they are written, by indicator."""


@st.composite
def answered(draw: st.DrawFn, instrument: Instrument) -> tuple[Written, dict[int, Fraction | None]]:
    """What is written of some indicators, and the level that each of the instrument has then: None where not applicable."""
    scale = instrument.scale
    levels: dict[int, Fraction | None] = {}
    written: Written = {}
    for one in instrument.indicators:
        levels[one] = value = scale.min + draw(st.integers(0, int((scale.max - scale.min) / scale.step))) * scale.step
        number = int(value) if value.denominator == 1 else Decimal(value.numerator) / value.denominator
        form = draw(st.integers(0, 9))
        if form == 0:
            levels[one] = scale.min  # not answered
        elif form == 1:
            levels[one], written[one] = None, "n/a"
        else:
            written[one] = number if form > 3 else {"level": number, "evidence": ["sk.pdf"], "note": "Sudah diperiksa."}
    if all(level is None for level in levels.values()):
        first = next(iter(levels))
        levels[first] = scale.min
        del written[first]
    return written, levels


@st.composite
def styled(draw: st.DrawFn, head: dict[str, Any], written: Written) -> str:
    """An answer file in a style of writing."""
    indonesian = {english: word for word, english in (keys.ASSESSMENT | keys.ANSWER).items()} if draw(st.booleans()) else {}
    style = draw(st.sampled_from(["block", "flow", "json", "braces"]))
    if style == "json":
        answers = {str(key): _named(value, indonesian) for key, value in written.items()}
        return json.dumps(
            _named({**head, "answers": answers}, indonesian), default=float, indent=draw(st.sampled_from([None, 1]))
        )
    quote = draw(st.sampled_from(["", '"', "'"]))
    comment = draw(st.sampled_from(["", "  # catatan"]))
    indent = " " * draw(st.sampled_from([1, 2, 4]))
    quoted = {key: f"{quote}{value}{quote}" if isinstance(value, str) else value for key, value in head.items()}
    lines = [f"{key}: {value}{comment}" for key, value in _named(quoted, indonesian).items()]
    key = indonesian.get("answers", "answers")
    parts = {identifier: _named(value, indonesian) for identifier, value in written.items()}
    if style == "flow" or not written:
        return "\n".join([*lines, f"{key}: {_flow(parts)}"]) + "\n"
    lines.append(f"{key}:")
    for identifier, value in parts.items():
        if isinstance(value, dict) and style == "block":
            lines += [
                f"{indent}{identifier}:",
                *(f"{indent}{indent}{name}: {_flow(part)}{comment}" for name, part in value.items()),
            ]
        else:
            lines.append(f"{indent}{identifier}: {_flow(value)}{comment}")
    return "\n".join(lines) + "\n"


def _named(value: Any, names: dict[str, str]) -> Any:
    return {names.get(key, key): part for key, part in value.items()} if isinstance(value, dict) else value


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def adds_up(instrument: Instrument, levels: dict[int, Fraction | None]) -> tuple[Fraction, list[Fraction | None]]:
    """The index and the values of the top tier, part by part: a weighted mean of what applies, on every tier."""

    def value(part: Domain | Aspect) -> Fraction | None:
        if isinstance(part, Domain):
            below = [(aspect.total, value(aspect)) for aspect in part.aspects]
        else:
            below = [(one.weight or Fraction(1), levels[one.id]) for one in part.indicators]
        given_below = [(weight, one) for weight, one in below if one is not None]
        if not given_below:
            return None
        return mean(given_below)

    values = [value(part) for part in instrument.top]
    tops: tuple[Domain | Aspect, ...] = instrument.top
    known = [(part.total, one) for part, one in zip(tops, values, strict=True) if one is not None]
    return mean(known), values


def mean(parts: list[tuple[Fraction, Fraction]]) -> Fraction:
    """The weighted mean of values, each behind its weight."""
    return sum((weight * one for weight, one in parts), Fraction(0)) / sum((weight for weight, _one in parts), Fraction(0))


def test_answers_in_any_style_add_up_as_the_reference_adds_them() -> None:
    @settings(max_examples=settings().max_examples, deadline=None)
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        # A repeated indicator has a rule of its own, and tests of it.
        instrument = data.draw(instruments().filter(lambda one: not any(each.repeat for each in one.indicators.values())))
        written, levels = data.draw(answered(instrument))
        head = {"agency": "Dinas Contoh", "year": instrument.years.first, "instrument": instrument.id}
        text = data.draw(styled(head, written))
        read = submitted(document(text.encode(), "a.yaml"), "a.yaml", INSTRUMENTS)
        result = score(read.assessment, read.instrument)
        index, values = adds_up(instrument, levels)
        assert result.index.exact == index
        assert [part.value.exact if part.value else None for part in result.parts] == values
        assert list(entry(result).values) == [None if one is None else round_half_up(one) for one in values]
        assert result.completeness.not_applicable == sum(level is None for level in levels.values())

    holds()


def round_half_up(value: Fraction) -> Decimal:
    return Decimal(int(value * 100 + Fraction(1, 2))) / 100


@pytest.mark.parametrize("file", ANSWER_FILES, ids=lambda file: file.name)
def test_the_examples_are_read_as_the_reference_reads_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    expected, places = reference(text)
    read = document(text.encode(), str(file))
    assert repr(read.value) == repr(expected)
    assert {path: read.find(path) for path in places} == places
