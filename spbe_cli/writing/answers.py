"""An assessment to an answer file: text that reads back to an equal assessment, with comments for people who fill it in.

PyYAML writes the scalars. Our own reader, whose rules are narrower, decides which of them need quotes.
"""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from spbe_cli.model import keys
from spbe_cli.model.assessment import HEAD
from spbe_cli.model.base import decimals_of
from spbe_cli.reading.scalars import plain_value
from spbe_cli.texts import exact
from spbe_cli.texts.words import key_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spbe_cli.model.answer import Answer, Commitment
    from spbe_cli.model.assessment import Assessment, Published
    from spbe_cli.model.evidence import Evidence

_INDICATOR = re.compile(r"^  ([0-9]+):", re.MULTILINE)
"""The beginning of an answer; text of several lines in an answer is indented further."""

_BREAKS_BUT_LINE_FEEDS = re.compile("[\r\x85\u2028\u2029]")


class Comments(NamedTuple):
    """Comment lines at the top, above each indicator's answer, and at the end; an empty line gets no ``#``."""

    top: Sequence[str] = ()
    above: Mapping[int, Sequence[str]] = {}
    below: Sequence[str] = ()


_NONE = Comments()


def answer_file(assessment: Assessment, comments: Comments = _NONE) -> str:
    """The text of an answer file, in block style with two spaces, its keys in the reader's language (contract section 2)."""
    answers, published = assessment.answers, assessment.published
    whole = {} if answers is None else {"answers": {one: _given(answer) for one, answer in answers.items()}}
    given = _yaml(_worded(whole, keys.ASSESSMENT)) if whole else ""
    given = _INDICATOR.sub(lambda found: _commented(comments.above.get(int(found[1]), ()), "  ") + found[0], given)
    announced = "" if published is None else _yaml(_worded({"published": _announced(published)}, keys.ASSESSMENT))
    return _commented(comments.top) + _yaml(_head(assessment)) + given + announced + _commented(comments.below)


def answer_text(indicator: int, answer: Answer) -> str:
    """One answer as in an answer file, but not indented."""
    return _yaml({indicator: _given(answer)})


def _commented(lines: Iterable[str], indent: str = "") -> str:
    return "".join(f"{indent}# {line}\n" if line else "\n" for line in lines)


def _head(assessment: Assessment) -> dict[str, Any]:
    head = {key: getattr(assessment, key) for key in HEAD}
    if assessment.stage is not None:
        head["stage"] = key_word(assessment.stage, keys.STAGES)
    return _without_blanks(head, keys.ASSESSMENT)


def _given(answer: Answer) -> Any:
    """An answer in the shortest form that a file allows."""
    levels = answer.levels
    given = _without_blanks({
        "level": None if levels is None else levels[0] if len(levels) == 1 else _Numbers(levels),
        "criteria": None if answer.criteria is None else _Numbers(answer.criteria),
        "accepted": answer.accepted,
        "national_index": answer.national_index,
        "not_applicable": answer.not_applicable,
        "evidence": [_item(one) for one in answer.evidence] or None,
        "note": answer.note,
        "target": None if answer.target is None else _promised(answer.target),
    })  # fmt: skip
    if given.keys() == {"level"}:
        return given["level"]
    return "n/a" if given == {"not_applicable": ""} else _worded(given, keys.ANSWER) or None


def _item(evidence: Evidence) -> Any:
    """An item of evidence; only its name if nothing else is given."""
    said = evidence.said
    if "status" in said:
        said |= {"status": key_word(said["status"], keys.STATUSES)}
    return _OneLine(_worded(said, keys.EVIDENCE)) if len(said) > 1 else evidence.file


def _promised(target: Commitment) -> dict[str, Any]:
    return _without_blanks({"level": target.level, "by": target.by, "owner": target.owner}, keys.TARGET)


def _announced(published: Published) -> dict[str, Any]:
    return _without_blanks({
        "index": published.index,
        "predicate": published.predicate,
        "domains": published.domains or None,
        "aspects": published.aspects or None,
    }, keys.PUBLISHED)  # fmt: skip


def _without_blanks(given: dict[str, Any], names: Mapping[str, str] = {}) -> dict[str, Any]:
    return _worded({key: value for key, value in given.items() if value is not None}, names)


def _worded(given: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A mapping with its keys in the reader's language; ``names`` are the English ones by the Indonesian ones."""
    return {key_word(key, names): value for key, value in given.items()}


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=sys.maxsize)


class _Numbers(list[Any]):
    """A list short enough for one line."""


class _OneLine(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper, with lists indented, None as a blank, and quotes around text that our reader would not read as text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        tag = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        plain = kind is yaml.ScalarNode and implicit[0]
        return _NOT_TEXT if plain and tag == _TEXT and not isinstance(plain_value(value), str) else tag

    def ignore_aliases(self, data: Any) -> bool:
        return True


_TEXT = "tag:yaml.org,2002:str"
_NOT_TEXT = "tag:yaml.org,2002:float"


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if _BREAKS_BUT_LINE_FEEDS.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar(_TEXT, text, style)


def _number(dumper: yaml.SafeDumper, number: Fraction) -> yaml.Node:
    text = exact(number, decimals_of(number, 0))
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'int' if text.isdigit() else 'float'}", text)


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(Fraction, _number)
_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))
_Dumper.add_representer(_Numbers, lambda dumper, one: dumper.represent_sequence("tag:yaml.org,2002:seq", one, flow_style=True))
_Dumper.add_representer(_OneLine, lambda dumper, one: dumper.represent_mapping("tag:yaml.org,2002:map", one, flow_style=True))
