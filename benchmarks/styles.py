"""Answer files in many styles, as people, editors and programs write them, for the benchmarks.

The content is made up. It is the same in every run.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INDICATORS: Final = range(1, 48)
YEAR: Final = 2024

PEMDI_YEAR: Final = 2026
PEMDI: Final[dict[int, str | None]] = {
    1: "14422", 2: "22111", 3: "45546", 4: "32111", 5: None, 6: None, 7: None, 8: "77777", 9: "21111", 10: "12111",
    11: "11112", 12: "22111", 13: "33411", 14: "21111", 15: "12211", 16: "12111", 17: "12422", 18: None, 19: "32212",
    20: "43655",
}  # fmt: skip
"""How many items of evidence each level of an indicator of Pemdi asks for; None where it takes a national index."""


def _head(number: int, year: int = YEAR) -> dict[str, Any]:
    return {"agency": f"Dinas Contoh {number}", "year": year, "stage": "self", "group": f"Kabupaten Contoh {number % 514}"}


def _levels(number: int) -> dict[int, int]:
    chance = random.Random(number)
    return {indicator: chance.randint(1, 5) for indicator in INDICATORS}


def _evidence(indicator: int, level: int) -> list[str]:
    return [f"sk-{indicator}.pdf", f"laporan-{level}.pdf"]


def _note(indicator: int) -> str:
    return f"Bukti indikator {indicator} diperiksa oleh tim penilai."


def _block_head(number: int, year: int = YEAR) -> list[str]:
    return [f"{key}: {value}" for key, value in _head(number, year).items()]


def plain(number: int) -> str:
    """As ``spbe init`` writes it, with bare levels."""
    return "\n".join([*_block_head(number), "answers:", *(f"  {one}: {level}" for one, level in _levels(number).items())]) + "\n"


def evidence(number: int) -> str:
    """As ``spbe init`` writes it, with evidence and notes."""
    lines = [*_block_head(number), "answers:"]
    for one, level in _levels(number).items():
        proofs = ", ".join(_evidence(one, level))
        lines += [f"  {one}:", f"    level: {level}", f"    evidence: [{proofs}]", f"    note: {_note(one)}"]
    return "\n".join(lines) + "\n"


def quoted(number: int) -> str:
    """Text in quotes."""
    head = [f'{key}: "{value}"' if isinstance(value, str) else f"{key}: {value}" for key, value in _head(number).items()]
    return "\n".join([*head, "answers:", *(f"  {one}: {level}" for one, level in _levels(number).items())]) + "\n"


def flow(number: int) -> str:
    """All answers in braces, on a few lines."""
    parts = [f"{one}: {level}" for one, level in _levels(number).items()]
    lines = [", ".join(parts[begin : begin + 10]) for begin in range(0, len(parts), 10)]
    return "\n".join([*_block_head(number), "answers: {" + ",\n  ".join(lines) + "}"]) + "\n"


def deep(number: int) -> str:
    """Four spaces, evidence as block lists, folded notes."""
    lines = [*_block_head(number), "answers:"]
    for one, level in _levels(number).items():
        lines += [f"    {one}:", f"        level: {level}", "        evidence:"]
        lines += [f"            - {name}" for name in _evidence(one, level)]
        lines += ["        note: >-", f"            {_note(one)}", "            Lihat berita acara."]
    return "\n".join(lines) + "\n"


def indonesian(number: int) -> str:
    """Indonesian keys, a comment behind many values."""
    names = {"agency": "instansi", "year": "tahun", "stage": "tahap", "group": "kelompok"}
    lines = [f"{names[key]}: {value}  # diisi operator" for key, value in _head(number).items()]
    lines.append("jawaban:")
    for one, level in _levels(number).items():
        if one % 3:
            lines.append(f"  {one}: {level}  # indikator {one}")
        else:
            lines += [f"  {one}:", f"    tingkat: {level}  # disepakati", f"    catatan: {_note(one)}"]
    return "\n".join(lines) + "\n"


def json_like(number: int) -> str:
    """As a JSON library writes it: keys and text in double quotes."""
    answers = {
        str(one): {"level": level, "evidence": _evidence(one, level)} if one % 2 else level
        for one, level in _levels(number).items()
    }
    text = json.dumps({**_head(number), "answers": answers}, indent=2)
    # A key of an answer is a number; JSON has only text for it.
    return "".join(line.replace('"', "", 2) if line.startswith('    "') else line for line in text.splitlines(keepends=True))


def partly(number: int) -> str:
    """A third not answered yet, some not applicable."""
    lines = [*_block_head(number), "answers:"]
    for one, level in _levels(number).items():
        if one % 3 == 0:
            lines.append(f"  {one}:")
        elif one % 16 == number % 16:
            lines.append(f"  {one}: n/a")
        else:
            lines.append(f"  {one}: {level}")
    return "\n".join(lines) + "\n"


def decimals(number: int) -> str:
    """As programs write numbers that they keep as floating point: 3.0."""
    lines = [f"  {one}: {level}.0" for one, level in _levels(number).items()]
    return "\n".join([*_block_head(number), "answers:", *lines]) + "\n"


def dumped(number: int) -> str:
    """As ``yaml.safe_dump`` writes it."""
    answers = {
        one: {"level": level, "evidence": _evidence(one, level), "note": _note(one)} for one, level in _levels(number).items()
    }
    return yaml.safe_dump({**_head(number), "answers": answers})


def compact(number: int) -> str:
    """JSON on one line, with text for every key."""
    return json.dumps({**_head(number), "answers": {str(one): level for one, level in _levels(number).items()}})


def mapped(number: int) -> str:
    """Each level by its key, with nothing beside it."""
    lines = [f"  {one}: {{level: {level}}}" for one, level in _levels(number).items()]
    return "\n".join([*_block_head(number), "answers:", *lines]) + "\n"


def announced(number: int) -> str:
    """Bare levels, and what was announced; most of it can't be, as these levels are drawn."""
    figures = "published: {index: 2.62, predicate: Baik, domains: {1: 2.5, 2: 2.75, 3: 2.6, 4: 2.62}}"
    lines = [f"  {one}: {level}" for one, level in _levels(number).items()]
    return "\n".join([*_block_head(number), figures, "answers:", *lines]) + "\n"


def criteria(number: int) -> str:
    """The criteria that are met, for every indicator."""
    lines = [f"  {one}: {{criteria: {list(range(1, level + 1))}}}" for one, level in _levels(number).items()]
    return "\n".join([*_block_head(number), "answers:", *lines]) + "\n"


def figures(number: int) -> str:
    """What was announced, alone, as national results give it: the same for each part, so that it all can be."""
    value = random.Random(number).randint(100, 500) / 100
    lines = ["published:", f"  index: {value}"]
    for tier, count in (("domains", 4), ("aspects", 8)):
        lines += [f"  {tier}:", *(f"    {one}: {value}" for one in range(1, count + 1))]
    return "\n".join([*_block_head(number), *lines]) + "\n"


def values(number: int) -> str:
    """Values with decimals, as Pemdi has them."""
    chance = random.Random(number)
    lines = [f"  {one}: {chance.randint(100, 500) / 100}" for one in PEMDI]
    return "\n".join([*_block_head(number, PEMDI_YEAR), "answers:", *lines]) + "\n"


def items(number: int) -> str:
    """How much evidence was accepted for each level of Pemdi: all, up to some level."""
    levels, lines = _levels(number), []
    for one, asked in PEMDI.items():
        accepted = None if asked is None else ", ".join(f"{n}: {count}" for n, count in enumerate(asked[: levels[one]], start=1))
        given = f"national_index: {levels[one]}" if accepted is None else f"accepted: {{{accepted}}}"
        lines.append(f"  {one}: {{{given}}}")
    return "\n".join([*_block_head(number, PEMDI_YEAR), "answers:", *lines]) + "\n"


STYLES: Final[dict[str, Callable[[int], str]]] = {
    "quoted": quoted,
    "flow": flow,
    "deep": deep,
    "indonesian": indonesian,
    "json-like": json_like,
    "partly": partly,
    "decimals": decimals,
    "dumped": dumped,
    "plain": plain,
    "evidence": evidence,
    "compact": compact,
    "mapped": mapped,
    "announced": announced,
    "criteria": criteria,
    "figures": figures,
    "values": values,
    "items": items,
}


def write(folder: Path, count: int, style: Callable[[int], str]) -> None:
    """Writes answer files of a style."""
    for number in range(count):
        (folder / f"opd-{number:06}.yaml").write_text(style(number), encoding="utf-8")


def mixed(folder: Path, count: int) -> None:
    """Writes answer files of all styles in turn."""
    styles: list[Callable[[int], str]] = list(STYLES.values())
    for number in range(count):
        (folder / f"opd-{number:06}.yaml").write_text(styles[number % len(styles)](number), encoding="utf-8")


def table(count: int) -> str:
    """A table with an agency in each row and a column for each indicator."""
    heading = ",".join(["agency", "year", *map(str, INDICATORS)])
    rows = (",".join([f"Dinas Contoh {number}", str(YEAR), *map(str, _levels(number).values())]) for number in range(count))
    return "\n".join([heading, *rows]) + "\n"
