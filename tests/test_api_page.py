"""The page of the Python API has every public name, and all that a value holds: made from the signatures and docstrings.

``UPDATE_GOLDEN=1 pytest tests/test_api_page.py`` writes it anew; look before it is committed.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest

import spbe_cli
from spbe_cli import model
from spbe_cli.model.base import Checked
from tests.pages import blocks, filled, pages, settled, table

ROOT = Path(__file__).parents[1]
WORDS = {
    "en": ("Field", "Type", "Default", "Property", "Method", "Meaning", "Raises"),
    "id": ("Isian", "Jenis", "Bawaan", "Sifat", "Metode", "Arti", "Galat"),
}
SECTION = re.compile(r"^(Args|Raises):\n((?:    .*\n?|\n)+)", re.MULTILINE)

FUNCTIONS = [name for name in spbe_cli.__all__ if inspect.isfunction(getattr(spbe_cli, name))]
CLASSES = {name: getattr(spbe_cli, name) for name in spbe_cli.__all__ if isinstance(getattr(spbe_cli, name), type)}
MODULES = [import_module(f"spbe_cli.model.{one.name}") for one in pkgutil.iter_modules(model.__path__)]


def _known() -> dict[str, type]:
    """The classes of the model and the public ones by name."""
    classes = dict(CLASSES)
    for module in MODULES:
        for name, one in vars(module).items():
            if isinstance(one, type) and one.__module__ == module.__name__ and not name.startswith("_"):
                assert classes.get(name, one) is one, f"two classes are called {name}"
                classes[name] = one
    return classes


KNOWN = _known()
CHOICES = {name: one for module in (*MODULES, spbe_cli.texts) for name, one in vars(module).items() if get_origin(one) is Literal}


class Plain(ast.NodeTransformer):
    """A type without what only checks it; ``named`` are the classes and the names of choices that it speaks of.

    ``own`` is the class in whose code it stands, if in any.
    """

    def __init__(self, module: str, own: str) -> None:
        self.named: list[str] = []
        self._own = own
        self._names = vars(import_module(module))

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        if name == "Annotated" and isinstance(node.slice, ast.Tuple):
            return self._plain(node.slice.elts[0])
        if name == "Many":
            return ast.Subscript(ast.Name("tuple"), ast.Tuple([self._plain(node.slice), ast.Constant(...)]))
        if name == "Literal":
            return node
        return ast.Subscript(node.value, self._plain(node.slice))

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        # A class that is written below stands in quotes.
        return self._plain(ast.parse(node.value, mode="eval").body) if isinstance(node.value, str) else node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id == "Self":
            node = ast.Name(self._own)
        meant = self._names.get(node.id)
        stands_for = get_args(meant)[0] if get_origin(meant) is Annotated else meant if isinstance(meant, UnionType) else None
        if stands_for is not None:
            text = stands_for.__name__ if isinstance(stands_for, type) and not get_args(stands_for) else str(stands_for)
            return self._plain(ast.parse(re.sub(r"[\w.]+\.(\w+)", r"\1", text), mode="eval").body)
        if node.id in KNOWN or node.id in CHOICES:
            self.named.append(node.id)
        return node

    def _plain(self, node: ast.expr) -> ast.expr:
        plain: ast.expr = self.visit(node)
        return plain


class Typed:
    """A type as it stands in the code of a module, perhaps in that of a class of its own."""

    def __init__(self, written: str, module: str, own: str = "") -> None:
        plain = Plain(module, own)
        self.text = ast.unparse(ast.fix_missing_locations(plain.visit(ast.parse(written, mode="eval"))))
        self.named = plain.named

    @property
    def linked(self) -> str:
        """In a table, with a link to each class."""
        text = self.text.replace("[", "\\[").replace("]", "\\]").replace("|", "\\|")
        return re.sub(r"(?<!['\w])\w+(?!['\w])", lambda found: link(found[0]) if found[0] in self.named else found[0], text)


def written_types(code: Any) -> dict[str, str]:
    """The types of a function's parameters, with ``return``, or of the fields of a class, as they are written."""
    [node] = ast.parse(inspect.cleandoc(f"\n{inspect.getsource(code)}")).body
    if isinstance(node, ast.ClassDef):
        return {one.target.id: ast.unparse(one.annotation) for one in node.body if isinstance(one, ast.AnnAssign)}  # type: ignore[union-attr]
    assert isinstance(node, ast.FunctionDef)
    given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    named = {one.arg: one.annotation for one in (*given, node.args.vararg, node.args.kwarg) if one is not None}
    return {name: ast.unparse(one) for name, one in {**named, "return": node.returns}.items() if one is not None}


def link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def prose(text: str | None, raises: str) -> str:
    """A docstring as Markdown."""
    text = inspect.cleandoc(text or "")
    text = SECTION.sub(lambda found: items(found[1], found[2], raises), text)
    text = re.sub(r":\w+:`[~.\w]*?(\w+)`", r"`\1`", text)
    return re.sub(r"``(.+?)``", r"`\1`", text)


def items(section: str, text: str, raises: str) -> str:
    """A section of a docstring as a list; a line that is further in belongs to the item before it."""
    whole = re.sub(r"\n {8}", " ", inspect.cleandoc(f"\n{text}").replace("\n    ", "\n        "))
    lines = [re.sub(r"^(\w+): ", r"`\1`: ", line) for line in whole.splitlines() if line]
    before = f"{raises} " if section == "Raises" else ""
    return "\n".join(f"- {before}{line}" for line in lines)


def first_line(text: str | None) -> str:
    return prose(text, "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def default(value: Any) -> str:
    """A default as the code is written, where it fits on a line."""
    if isinstance(value, str):
        return f'"{value}"'
    return repr(value) if value is None or (isinstance(value, int | tuple | dict) and len(repr(value)) < 20) else "…"


def types_of(code: Any) -> list[Typed]:
    """The types of what a function takes and gives."""
    return [Typed(one, code.__module__) for one in written_types(code).values() if one != "None"]


def function(name: str, raises: str) -> str:
    code = getattr(spbe_cli, name)
    types = {one: Typed(written, code.__module__).text for one, written in written_types(code).items()}
    parts = []
    for one in inspect.signature(code).parameters.values():
        usual = "" if one.default is one.empty else f" = {default(one.default)}"
        parts.append(f"    {one.name}: {types[one.name]}{usual},\n")
    back = types["return"]
    shown = f"```python\ndef {name}(\n{''.join(parts)}) -> {back}: ...\n```"
    return f"### spbe_cli.{name}\n\n{shown}\n\n{prose(code.__doc__, raises)}\n"


class Described:
    """A class: its fields, properties and methods."""

    def __init__(self, code: type) -> None:
        self.code = code

    @cached_property
    def fields(self) -> dict[str, tuple[Typed, str]]:
        """The fields with their types and defaults."""
        found = {}
        # Those of a tuple that has properties from elsewhere stand in a class of its own.
        own = [one for one in self.code.__mro__ if one is self.code or one.__qualname__.startswith("_")]
        for name, written in (pair for one in own for pair in written_types(one).items()):
            if name.startswith("_") or "ClassVar" in written:
                continue
            found[name] = self._typed(written), self._default(name)
        return found

    def _typed(self, written: str, module: str | None = None) -> Typed:
        return Typed(written, module or self.code.__module__, self.code.__name__)

    def _default(self, name: str) -> str:
        if issubclass(self.code, Checked):
            field = self.code.model_fields[name]
            return "" if field.is_required() else default(field.get_default(call_default_factory=True))
        defaults = getattr(self.code, "_field_defaults", None)
        if defaults is None:
            known = dataclasses.fields(self.code) if dataclasses.is_dataclass(self.code) else ()
            defaults = {one.name: one.default for one in known if one.default is not dataclasses.MISSING}
        return default(defaults[name]) if name in defaults else ""

    @cached_property
    def members(self) -> list[tuple[str, Any]]:
        """What the class and the classes of ours that it is made of say, in the order in which it is written."""
        own = [one for one in self.code.__mro__ if one.__module__.startswith("spbe_cli.") and one is not Checked]
        return [
            (name, one)
            for each in own
            for name, one in vars(each).items()
            if (not name.startswith("_") or name == "_repr_html_") and getattr(self.function(one), "__doc__", None)
        ]

    @staticmethod
    def function(one: Any) -> Any:
        """The function that a member is made of; None where it is none."""
        if isinstance(one, property):
            return one.fget
        if isinstance(one, cached_property):
            return one.func
        if isinstance(one, classmethod):
            return one.__func__
        return one if inspect.isfunction(one) else None

    @cached_property
    def properties(self) -> list[tuple[str, Typed, str]]:
        found = [(name, self.function(one)) for name, one in self.members if isinstance(one, property | cached_property)]
        return [
            (name, self._typed(written_types(code)["return"], code.__module__), first_line(code.__doc__)) for name, code in found
        ]

    @cached_property
    def methods(self) -> list[tuple[str, list[Typed], str]]:
        found = []
        for name, one in self.members:
            if isinstance(one, property | cached_property):
                continue
            code = self.function(one)
            written = {key: self._typed(one, code.__module__) for key, one in written_types(code).items()}
            types = [
                (str(each.replace(annotation=each.empty, default=each.empty)), written[each.name])
                for each in inspect.signature(code).parameters.values()
                if each.name in written
            ]
            back = written["return"]
            said = f"{name}({', '.join(f'{key}: {kind.linked}' for key, kind in types)}) → {back.linked}".replace("*", "\\*")
            found.append((said, [*(kind for _key, kind in types), back], first_line(code.__doc__)))
        return found

    @property
    def named(self) -> Iterator[str]:
        """The names of the types that its fields and properties speak of."""
        for kind, _default in self.fields.values():
            yield from kind.named
        for _name, kind, _text in self.properties:
            yield from kind.named
        for _said, kinds, _text in self.methods:
            for kind in kinds:
                yield from kind.named

    def written(self, language: str) -> str:
        field, kind, usual, property_, method, meaning, raises = WORDS[language]
        parts = [f"### {self.code.__name__}\n\n{prose(self.code.__doc__, raises)}\n"]
        if self.fields:
            given = [
                (f"`{name}`", typed.linked, f"`{usually}`" if usually else "") for name, (typed, usually) in self.fields.items()
            ]
            parts.append(table((field, kind, usual), *given))
        if self.properties:
            parts.append(
                table((property_, kind, meaning), *((f"`{name}`", typed.linked, text) for name, typed, text in self.properties))
            )
        if self.methods:
            parts.append(table((method, meaning), *((said, text) for said, _kinds, text in self.methods)))
        return "\n".join(parts)


def reached(names: Iterator[str], found: dict[str, Described]) -> Iterator[str]:
    """Adds the classes of some names, and those that their values hold, to what is ``found``; gives the names of choices."""
    for name in names:
        if name not in KNOWN:
            yield name
        elif name not in found:
            found[name] = Described(KNOWN[name])
            yield from reached(found[name].named, found)


def parts(language: str) -> dict[str, str]:
    """What stands between the marks of the page, by the name of the mark."""
    raises = WORDS[language][-1]
    found: dict[str, Described] = {}
    asked = [name for one in FUNCTIONS for kind in types_of(getattr(spbe_cli, one)) for name in kind.named]
    choices = set(reached(iter((*CLASSES, *asked)), found))
    held = sorted(set(found) - set(CLASSES))
    return {
        "functions": "\n".join(function(one, raises) for one in FUNCTIONS),
        "classes": "\n".join(found[one].written(language) for one in sorted(CLASSES)),
        "held": "\n".join(found[one].written(language) for one in held),
        "choices": "\n".join(
            f"### {one}\n\n{', '.join(f'`{each!r}`' for each in get_args(CHOICES[one]))}\n" for one in sorted(choices)
        ),
    }


@pytest.mark.parametrize("language", WORDS)
def test_the_page_has_every_public_name_and_what_it_holds(language: spbe_cli.texts.Language) -> None:
    page, made = pages("api")[language], parts(language)
    assert blocks(page) == list(made)
    now = filled(page, made)
    assert settled(page, now) == now


def test_every_public_name_says_what_it_is() -> None:
    silent = [name for name in spbe_cli.__all__ if not getattr(spbe_cli, name).__doc__]
    assert silent == []
    assert sorted([*FUNCTIONS, *CLASSES]) == sorted(spbe_cli.__all__)
