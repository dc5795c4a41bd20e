"""Messages about files: reading, writing, YAML, TOML, and values of a wrong shape in any file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spbe_cli.texts import _, language, ngettext, visible
from spbe_cli.texts.messages.parts import did_you_mean, key_name, lookalike, near_or_all, nearest, number_hint, of_lookalike, some
from spbe_cli.texts.words import listed, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spbe_cli.texts.messages import Context, Hints, Sentences


def _file_kinds() -> dict[str, str]:
    return {
        "answers": _("an answer file"),
        "owners": _("a file of owners"),
        "costs": _("a file of costs"),
        "instruments": _("an instrument file"),
        "aliases": _("a file of other names of agencies"),
        "names": _("a list of agencies"),
        "results": _("what a command of spbe wrote"),
    }


def _formats() -> dict[str, str]:
    return {
        "odf": _("an OpenDocument file (.ods or .odt)"),
        "xlsb": _("a binary workbook (.xlsb)"),
        "docx": _("a text document (.docx)"),
        "numbers": _("a document of Numbers (.numbers)"),
        "html": _("a web page (HTML)"),
        "xml": _("an XML file"),
        "pdf": _("a PDF"),
        "zip": _("an archive (.zip)"),
        "shortcut": _("a link to another file"),
    }


def _file_hint(kind: str) -> str | None:
    """A hint with the option for such a file; answer files need none."""
    if kind == "results":
        return _("name the file that it was made from")
    options = {"owners": "--owners", "costs": "--costs", "instruments": "--indicators", "aliases": "--aliases"}
    return _("it goes with {option}").format(option=options[kind]) if kind in options else None


def _own_keys(c: Context) -> Sequence[str]:
    keys: Sequence[str] = c["indonesian"] if language() == "id" else c["keys"]
    return keys


def _mapping_hint(c: Context) -> str | None:
    if (hint := lookalike(c["value"])) is not None:
        return hint
    if "example" in c:
        return _("such as {example}").format(example=c["example"])
    return _keys_hint(c)


def _keys_hint(c: Context) -> str | None:
    if not c.get("keys"):
        return None
    text = _("each item of it has the keys {known}") if c["several"] else _("its keys are {known}")
    return text.format(known=listed(_own_keys(c)))


def _year_hint(value: object) -> str | None:
    """The one year that a date or a text such as ``Tahun 2024`` says, where a number is expected."""
    found = set(re.findall("(?<![0-9])20[0-9]{2}(?![0-9])", str(value)))
    return did_you_mean(found.pop() if len(found) == 1 else None)


def _list_hint(c: Context) -> str | None:
    if (hint := _keys_hint(c)) is not None:
        return hint
    value = c["value"]
    return None if value is None or isinstance(value, dict) else _("write {meant}").format(meant=f"[{visible(str(value))}]")


def _not_a_mapping(c: Context) -> str:
    examples = {
        "owners": _("expected keys and values, such as owners: …"),
        "costs": _("expected keys and values, such as costs: …"),
        "aliases": _("expected keys and values, such as Dinas Kominfo: [Diskominfo]"),
    }
    return examples.get(c["kind"]) or _("expected keys and values, such as agency: Kota …")


def _not_a_mapping_hint(c: Context) -> str | None:
    if c["kind"] != "answers":
        return None
    return (
        _("write each into a file of its own") if c["several"] else _("a table of agencies is a file that ends in .csv or .tsv")
    )


def _reason(c: Context) -> str:
    """What the system says, in the reader's language: Python gives it in English, whatever the locale is."""
    known = {
        "Permission denied": _("Permission denied"),
        "Operation not permitted": _("Operation not permitted"),
        "No such file or directory": _("there is no such folder"),
        "Is a directory": _("Is a directory"),
        "Not a directory": _("Not a directory"),
        "File name too long": _("File name too long"),
        "Too many levels of symbolic links": _("Too many levels of symbolic links"),
        "No space left on device": _("No space left on device"),
        "Disk quota exceeded": _("Disk quota exceeded"),
        "Read-only file system": _("Read-only file system"),
        "Input/output error": _("Input/output error"),
    }
    return known.get(c["reason"], str(c["reason"]))


_OF_OTHER_PROGRAMS = (".ods", ".ots", ".fods", ".xls", ".xlsb", ".et", ".numbers")
"""Endings of workbooks that are not read by any name."""

MESSAGES: Sentences = {
    "glob_empty": lambda _c: _("no file matches this pattern"),
    "file_missing": lambda _c: _("no such file or folder"),
    "named_file_missing": lambda c: _("{value}: no such file, seen from this one").format(value=written(c["value"])),
    "link_to_nothing": lambda c: _("this is a link to {value}, which is not there").format(value=written(c["value"])),
    "is_a_folder": lambda _c: _("this is a folder: expected a file"),
    "is_a_pipe": lambda _c: _("this is a pipe: expected a file"),
    "file_unreadable": lambda c: _("can't be read: {reason}").format(reason=_reason(c)),
    "folder_empty": lambda c: _("no answer file in this folder: expected {endings}").format(endings=listed(c["endings"])),
    "too_large": lambda c: _("the file is larger than {limit} MiB").format(limit=c["limit"]),
    "encoding": lambda _c: _("this is no UTF-8 text"),
    "office_file": lambda _c: _("this is a workbook or an archive, no text"),
    "other_format": lambda c: _("this is {format}, whatever its name ends in, and is not read").format(
        format=_formats()[c["kind"]]
    ),
    "config_too_large": lambda c: _("the file is larger than {limit} KiB").format(limit=c["limit"]),
    "too_many_folders": lambda c: _("this pattern goes through more than {limit} folders").format(limit=c["limit"]),
    "control_character": lambda _c: _("a control character, which text can't hold"),
    "not_yaml": lambda _c: _("this is no YAML: something is missing or too much here"),
    "conflict": lambda _c: _("two versions stand here, as Git left them where they did not fit together"),
    "lfs_pointer": lambda _c: _("this is not the file itself, only what Git LFS keeps in its place"),
    "config_misnamed": lambda _c: _("this is not read, and no gate in it is checked"),
    "not_toml": lambda _c: _("this is no TOML: something is missing or too much here"),
    "toml_twice": lambda _c: _("this is there already, further up"),
    "escape": lambda _c: _("a backslash in double quotes, and no known letter behind it"),
    "lookalike": lambda c: of_lookalike(c["value"]),
    "tab": lambda _c: _("a tab, where YAML allows only spaces"),
    "dash": lambda _c: _("a dash, where YAML takes none: it begins an item of a list, on a line of its own"),
    "tag": lambda _c: _("a tag (!…): tags are not used here"),
    "merge_key": lambda _c: _("a merge key (<<): it is not used here"),
    "key_not_plain": lambda _c: _("a key must be a single value"),
    "not_filled_in": lambda _c: _("a placeholder in braces that was not filled in: expected the value itself, without braces"),
    "key_without_colon": lambda c: _("{key} stands alone: expected a key, a colon and a value").format(key=written(c["key"])),
    "no_space_behind_colon": lambda c: _("{value}: a colon without a space behind it").format(value=written(c["value"])),
    "unknown_alias": lambda _c: _("an alias to an anchor that is not there"),
    "too_deep": lambda _c: _("nested too deep"),
    "too_many_problems": lambda c: _("more problems than the first {limit}, which are the ones shown").format(limit=c["limit"]),
    "too_many_values": lambda _c: _("too many values, aliases counted for what they stand for"),
    "duplicate_key": lambda c: _("the key {key} is there already, in line {first}").format(
        key=written(c["key"]), first=c["first"]
    ),
    "empty": lambda _c: _("the file is empty"),
    "nothing_came": lambda _c: _("nothing came on standard input"),
    "several_documents": lambda _c: _("a second document: expected just one in the file"),
    "not_a_mapping": _not_a_mapping,
    "other_kind": lambda c: _("this is {kind}, not {expected}").format(
        kind=_file_kinds()[c["kind"]], expected=_file_kinds()[c["expected"]]
    ),
    "missing_key": lambda c: _("the key {key} is missing").format(key=key_name(c)),
    "no_folder": lambda _c: _("there is no such folder"),
    "too_many_entries": lambda c: _("this folder holds more than {limit} files and folders").format(limit=c["limit"]),
    "form_not_read": lambda c: ngettext(
        "this file is not read: {names}", "{count} files are not read: {names}", len(c["names"])
    ).format(count=len(c["names"]), names=some(c["names"])),
    "links_not_searched": lambda c: ngettext(
        "this folder is a link and is not searched: {names}",
        "{count} folders are links and are not searched: {names}",
        len(c["names"]),
    ).format(count=len(c["names"]), names=some(c["names"])),
    "unknown_key": lambda c: _("unknown key {key}").format(key=written(c["key"])),
    "one_of": lambda c: _("{value}: expected one of {known}").format(
        value=written(c["value"]), known=listed((language() == "id" and c.get("indonesian")) or c["known"])
    ),
    "mapping_type": lambda c: _("{value}: expected keys and values here").format(value=written(c["value"])),
    "list_type": lambda c: _("{value}: expected a list here").format(value=written(c["value"])),
    "text_type": lambda c: _("{value}: expected text").format(value=written(c["value"])),
    "name_is_number": lambda c: _("{value}: expected a name, which a number alone is not").format(value=written(c["value"])),
    "whole_number_type": lambda c: _("{value}: expected a whole number").format(value=written(c["value"])),
    "number_type": lambda c: _("{value}: expected a number").format(value=written(c["value"])),
    "true_or_false": lambda c: _("{value}: expected true or false").format(value=written(c["value"])),
    "too_small": lambda c: _("{value}: expected at least {bound}").format(value=written(c["value"]), bound=c["limit"]),
    "too_great": lambda c: _("{value}: expected at most {bound}").format(value=written(c["value"]), bound=c["limit"]),
    "too_few": lambda c: _("empty: expected at least {least} here").format(least=c["limit"]),
    "blank": lambda _c: _("expected text that says something"),
    "date": lambda c: _("{value}: expected a date such as 2025-06-30").format(value=written(c["value"])),
    "invalid": lambda c: _("{value} can't stand here ({type})").format(value=written(c["value"]), type=c["type"]),
    "not_writable": lambda c: _("can't be written: {reason}").format(reason=_reason(c)),
    "worker_lost": lambda _c: _("a process that reads files was ended from outside, so not all are read"),
}

HINTS: Hints = {
    "date": lambda c: _("write {meant}").format(meant=c["meant"]) if c["meant"] else None,
    "not_writable": lambda c: (
        _("close it where it is open, such as in Excel, or write elsewhere") if c["reason"] == "Permission denied" else None
    ),
    "file_missing": lambda c: nearest(c["name"], c["near"]),
    "empty": lambda _c: _("if it should not be, wait until it has been copied or synced in full"),
    "nothing_came": lambda _c: _("send it a file, as in spbe score - < answers.yaml, and name - only once: it is read once"),
    "encoding": lambda c: (
        _("save the file as UTF-8: in Excel choose CSV UTF-8 under Save As")
        if c["table"]
        else _("save the file as UTF-8: in Notepad choose it beside Encoding under Save As")
    ),
    "escape": lambda _c: _("use single quotes, or / for \\"),
    "lookalike": lambda _c: _("type it anew"),
    "tab": lambda _c: _("indent with two spaces"),
    "dash": lambda _c: _("leave empty what is not answered, write values without a dash, and indent items of a list alike"),
    "not_yaml": lambda _c: _("look at the colons, quotes, brackets and indentation in this line and the one above"),
    "config_misnamed": lambda _c: _("the settings of a folder are in a file named spbe.toml"),
    "not_toml": lambda _c: _("text stands in quotes, decimals have a point"),
    "conflict": lambda _c: _("keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"),
    "lfs_pointer": lambda _c: _("fetch it with git lfs pull; in CI let the checkout fetch LFS files"),
    "toml_twice": lambda _c: _("keep one of them"),
    "tag": lambda _c: _("write the value without it, in quotes if it begins with !"),
    "merge_key": lambda _c: _("write the keys out"),
    "key_without_colon": lambda _c: _("write decimals with a point"),
    "no_space_behind_colon": lambda c: _("write {meant}").format(meant=visible(c["meant"])),
    "duplicate_key": lambda _c: _("keep one of them"),
    "unknown_key": lambda c: (
        _("it belongs below {key}").format(key=c["within"][language() == "id"])
        if c.get("within")
        else lookalike(c["key"])
        or (did_you_mean(c["meant"][language() == "id"]) if c.get("meant") else None)
        or nearest(c["key"], (*c["known"], *c.get("indonesian", ())))
        or near_or_all(c["key"], (language() == "id" and c.get("indonesian")) or c["known"])
    ),
    "several_documents": lambda _c: _("write each into a file of its own"),
    "not_a_mapping": _not_a_mapping_hint,
    "other_kind": lambda c: _file_hint(c["kind"]),
    "one_of": lambda c: nearest(c["value"], (*c["known"], *c.get("indonesian", ()))),
    "number_type": lambda c: number_hint(c["value"]),
    "whole_number_type": lambda c: number_hint(c["value"]) or _year_hint(c["value"]),
    "mapping_type": _mapping_hint,
    "list_type": _list_hint,
    "form_not_read": lambda c: (
        _("open it in an office program and save it as .xlsx")
        if all(one.lower().endswith(_OF_OTHER_PROGRAMS) for one in c["names"])
        else _("copy its table into a workbook, and save that as .xlsx")
        if all(one.lower().endswith((".pdf", ".docx")) for one in c["names"])
        else _("unpack it, and name the folder")
        if all(one.lower().endswith((".zip", ".rar", ".7z")) for one in c["names"])
        else _("name it itself, or save it as .xlsx or .yaml, and not by the name of an owners, costs or instrument file")
    ),
    "links_not_searched": lambda _c: _("name it itself"),
    "office_file": lambda _c: _("a file of this kind is written as text, in a text editor"),
    "other_format": lambda c: (
        _("unpack it, and name the folder")
        if c["kind"] == "zip"
        else _("name the file that it leads to, or download that as .xlsx")
        if c["kind"] == "shortcut"
        else _("copy its table into a workbook, and save that as .xlsx")
        if c["kind"] in ("docx", "pdf")
        else _("open it in an office program and save it as .xlsx")
    ),
    "worker_lost": lambda _c: _("as happens when memory runs out: give fewer files at a time"),
    "text_type": lambda c: None if c["value"] is None or isinstance(c["value"], dict | list) else _("write it in quotes"),
}
