"""The page on commands has every command, argument and option of the code, with what it means, in both languages.

``UPDATE_GOLDEN=1 pytest tests/test_commands_page.py`` writes it anew; look before it is committed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import click
import pytest
import typer

from spbe_cli import cli, texts
from spbe_cli.model.config import Config, GateDefaults
from tests.pages import ROOT, blocks, cell, filled, pages, settled, table

PAGES = pages("commands")

HOW_TO = {
    "init": ["fill-in", "workbooks"],
    "split": ["hand-out"],
    "status": ["hand-out"],
    "merge": ["hand-out"],
    "evidence": ["evidence"],
    "convert": ["convert"],
    "validate": ["fill-in", "mistakes"],
    "score": ["score", "gates", "standing", "announced", "expect", "reports"],
    "batch": ["rank", "tables"],
    "compare": ["compare", "ci"],
    "trend": ["trend"],
    "explain": ["explain"],
    "plan": ["plan"],
    "indicators": ["instruments"],
    "config": ["config"],
    "schema": ["outputs", "mistakes"],
}
"""The pages that show what a command is for."""


class Words(NamedTuple):
    """The words of the page that are not those of ``--help``."""

    command: str
    argument: str
    option: str
    value: str
    default: str
    meaning: str
    required: str
    more: str


WORDS = {
    "en": Words("Command", "Argument", "Option", "Value", "Default", "Meaning", "required", "How to use it"),
    "id": Words("Perintah", "Argumen", "Opsi", "Nilai", "Bawaan", "Arti", "wajib", "Cara memakainya"),
}


# What the code has; run in a process of its own for each language, as help is translated when it is imported.


def described() -> dict[str, Any]:
    """The options of ``spbe`` itself, and the groups of commands with all that each takes."""
    group = typer.main.get_command(cli.app())
    assert isinstance(group, click.Group)
    context = click.Context(group, info_name="spbe")
    commands = {name: whole(command, click.Context(command, context, name)) for name, command in group.commands.items()}
    return {
        "itself": parameters(group, context),
        "groups": {title: {name: commands[name] for name in names} for title, names in cli.GROUPS.items()},
    }


def whole(command: click.Command, context: click.Context) -> dict[str, Any]:
    return {
        "usage": " ".join(command.collect_usage_pieces(context)),
        "help": command.help,
        "parameters": parameters(command, context),
    }


def parameters(command: click.Command, context: click.Context) -> list[dict[str, Any]]:
    return [parameter(one, context) for one in command.params]


def parameter(one: click.Parameter, context: click.Context) -> dict[str, Any]:
    # Each by itself, as a bar in a cell of a table is read in one way here and in another there.
    values = one.make_metavar(context).strip("[]").split("|")
    argument = isinstance(one, click.Argument)
    return {
        "argument": argument,
        "names": values if argument else [*one.opts, *one.secondary_opts],
        "values": [] if isinstance(one, click.Option) and one.is_flag else values,
        "required": one.required,
        "several": isinstance(one, click.Option) and one.multiple,
        "default": one.default if isinstance(one.default, str | int) and not isinstance(one.default, bool) else "",
        "key": configured(str(one.name)),
        "group": getattr(one, "rich_help_panel", None) or "",
        "help": getattr(one, "help", None) or "",
    }


def configured(option: str) -> str:
    """The key of ``spbe.toml`` that says what an option does."""
    if option in GateDefaults.model_fields:
        return f"gates.{option}"
    key = {"lang": "language"}.get(option, option)
    return key if key in Config.model_fields else ""


# What the page has.


def page(language: texts.Language) -> str:
    code = (
        "import json; from spbe_cli import texts; "
        f"texts.use({language!r}); from tests.test_commands_page import described; print(json.dumps(described()))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    found, words = json.loads(ran.stdout), WORDS[language]
    parts = [f"## `spbe`\n\n{''.join(tables(found['itself'], words))}"]
    for title, commands in found["groups"].items():
        listed = [(f"[`{name}`](#spbe-{name})", one["help"]) for name, one in commands.items()]
        parts.append(f"## {title}\n\n{table((words.command, words.meaning), *listed)}")
        for name, one in commands.items():
            links = ", ".join(f"[{title_of(language, page)}]({page}.md)" for page in HOW_TO[name])
            shown = f"```text\nspbe {name} {one['usage']}\n```\n\n{one['help']} {words.more}: {links}.\n\n"
            parts.append(f"### spbe {name}\n\n{shown}{''.join(tables(one['parameters'], words))}")
    return "\n".join(parts)


def title_of(language: texts.Language, name: str) -> str:
    first, _rest = (ROOT / "docs" / language / f"{name}.md").read_text(encoding="utf-8").split("\n", 1)
    return first.removeprefix("# ")


def tables(given: Iterable[dict[str, Any]], words: Words) -> Iterator[str]:
    """A table of the arguments, and one of the options of each group under its title."""
    by_group: dict[str, list[dict[str, Any]]] = {}
    for one in given:
        by_group.setdefault(words.argument if one["argument"] else one["group"], []).append(one)
    for position, (group, own) in enumerate(by_group.items()):
        between = "\n" if position else ""
        if group == words.argument:
            yield between + table((words.argument, words.meaning), *((code(one["names"]), cell(one["help"])) for one in own))
            continue
        heading = f"**{group}**\n\n" if group else ""
        rows = [row(one, words) for one in own]
        yield between + heading + without_blanks((words.option, words.meaning, words.value, words.default, "`spbe.toml`"), *rows)


def row(one: dict[str, Any], words: Words) -> tuple[str, ...]:
    default = words.required if one["required"] else code([one["default"]])
    return code(one["names"]), cell(one["help"]), value(one), default, code([one["key"]])


def without_blanks(*given: tuple[str, ...]) -> str:
    """A table without the columns that would be empty; the first row is its head."""
    kept = [column for column in range(len(given[0])) if any(row[column] for row in given[1:])]
    return table(*(tuple(row[column] for column in kept) for row in given))


def code(given: Iterable[Any]) -> str:
    return ", ".join(f"`{cell(str(one))}`" for one in given if one != "")


def value(one: dict[str, Any]) -> str:
    return code(one["values"]) + (" …" if one["several"] else "")


@pytest.mark.parametrize("language", PAGES)
def test_the_page_has_every_command_and_option(language: texts.Language) -> None:
    made = {"commands": page(language)}
    assert blocks(PAGES[language]) == list(made)
    now = filled(PAGES[language], made)
    assert settled(PAGES[language], now) == now


def test_every_command_has_a_page_that_uses_it() -> None:
    assert HOW_TO.keys() == cli.COMMANDS.keys()
    for name, named in HOW_TO.items():
        shown = [one for one in named if f"spbe {name} " in (ROOT / f"docs/en/{one}.md").read_text(encoding="utf-8")]
        assert shown == named, name


def test_what_help_shows_is_on_the_page() -> None:
    """The page is made from the objects that ``--help`` is made from, but not by the same code."""
    text = (ROOT / "docs/en/commands.md").read_text(encoding="utf-8")
    for name in cli.COMMANDS:
        ran = subprocess.run(
            [sys.executable, "-m", "spbe_cli", name, "--help"],
            capture_output=True, encoding="utf-8", check=True, env={**os.environ, "SPBE_LANG": "en", "COLUMNS": "200"},
        )  # fmt: skip
        section = text.partition(f"### spbe {name}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
        options = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", ran.stdout)) - {"--help"}
        assert len(options) >= 2
        assert options - set(re.findall(r"`(--[a-z][\w-]*)`", section)) == set(), name
