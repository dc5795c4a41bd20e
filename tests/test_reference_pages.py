"""The reference pages of the files that people write: every key of the models, and for each a mistake with what is really said.

``UPDATE_GOLDEN=1 pytest tests/test_reference_pages.py`` writes their tables anew; look before it is committed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib import import_module
from typing import Any, NamedTuple

import pytest
import yaml
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from spbe_cli import cli, limits, texts
from spbe_cli.model import cells
from spbe_cli.model.answer import FORMS, Answer, Commitment
from spbe_cli.model.assessment import Assessment, Published
from spbe_cli.model.base import Checked, Text
from spbe_cli.model.config import Config, GateDefaults
from spbe_cli.model.costs import CostFile, Costs
from spbe_cli.model.criteria import IndicatorCriteria, LevelCriteria, Passage
from spbe_cli.model.evidence import Evidence
from spbe_cli.model.instrument import Focus, IndexRule, Instrument, Predicate, Years
from spbe_cli.model.owners import Owned, Owners
from spbe_cli.model.rules import Source, Sources
from spbe_cli.model.scale import Scale
from spbe_cli.model.tree import Aspect, Domain, Indicator
from spbe_cli.reading import owner_table, schema
from spbe_cli.reading.tables import headings, likely
from tests.conftest import EXAMPLES, Spbe, Write
from tests.pages import blocks, cell, filled, pages, settled, table

WORDS: Mapping[texts.Language, Mapping[str, str]] = {
    "en": {
        "key": "Key", "other": "In Indonesian", "type": "Type", "default": "Default", "meaning": "Meaning",
        "written": "Wrong", "said": "Message",
        "required": "**required**", "by year": "by the year", "number": "number",
        "string": "text", "date": "date", "integer": "whole number", "boolean": "true or false", "or": " or ",
        "array": "list of {}", "object": "keys with {}", "from": "{} from {}", "from to": "{} from {} to {}",
        "pair": "pair of {}",
    },
    "id": {
        "key": "Kunci", "other": "Dalam bahasa Inggris", "type": "Jenis", "default": "Bawaan", "meaning": "Arti",
        "written": "Contoh salah", "said": "Pesannya",
        "required": "**wajib**", "by year": "menurut tahun", "number": "bilangan",
        "string": "teks", "date": "tanggal", "integer": "bilangan bulat", "boolean": "true atau false", "or": " atau ",
        "array": "daftar {}", "object": "kunci berisi {}", "from": "{} mulai {}", "from to": "{} dari {} sampai {}",
        "pair": "pasangan {}",
    },
}  # fmt: skip


class Model(NamedTuple):
    """A mapping of a file: where one stands in a right file, and a mistake for each of its keys, as it would be written."""

    model: type[Checked]
    place: tuple[Any, ...]
    mistakes: Mapping[str, str]


ANSWERS: dict[str, Any] = {
    "agency": "Kota Contoh",
    "year": 2024,
    "answers": {
        1: {"level": 3, "evidence": [{"file": "perwali.pdf"}], "target": {"level": 4}},
        35: {"note": "x"},
    },
    "published": {"index": 2.5},
}
INDICATORS: dict[str, Any] = {
    "id": "contoh",
    "title": {"id": "Contoh"},
    "source": "Perwali 12/2024",
    "years": {"from": 2024},
    "scale": {"min": 1, "max": 3, "step": 1, "names": {"process": ["Rintisan", "Terkelola", "Terpadu"]}},
    "index": {"decimals": 2, "rounding": "half_up", "thresholds_on": {2024: "exact"}},
    "predicates": [{"from": 2, "name": "Baik"}, {"from": 1, "name": "Kurang"}],
    "domains": [
        {
            "id": 1,
            "title": "Tata Kelola",
            "aspects": [
                {
                    "id": 1,
                    "title": "Perencanaan",
                    "levels": "process",
                    "indicators": [
                        {
                            "id": 1,
                            "title": "Rencana",
                            "weight": 100,
                            "criteria": {"judges": "Rencananya.", "levels": {1: {"asks": [{"id": "Ada rencana."}]}}},
                        }
                    ],
                }
            ],
        }
    ],
    "focus": {"rencana": {"title": "Rencana", "indicators": [1]}},
    "sources": {"weights": {"sure": "regulation"}},
}
_ASPECT = ("domains", 0, "aspects", 0)
_INDICATOR = (*_ASPECT, "indicators", 0)
_CRITERIA = (*_INDICATOR, "criteria")

PAGES: Mapping[str, tuple[str, tuple[Model, ...]]] = {
    "answer-file": ("answers", (
        Model(Assessment, (), {
            "agency": "", "year": "20244", "instrument": "permenpanrb-59-2002", "stage": "selesai", "group": "[Bali]",
            "kind": "5", "owner": "{nama: Bappeda}", "answers": "[3, 2, 4]", "published": "2.5",
        }),
        Model(Answer, ("answers", 1), {
            "level": "3,5", "criteria": "[1, 2, 6]", "accepted": "{1: 2}", "national_index": "68.75", "not_applicable": "true",
            "evidence": "[[a.pdf, b.pdf]]", "note": "2024", "target": "4",
        }),
        Model(Evidence, ("answers", 1, "evidence", 0), {
            "file": "", "proves": "6", "status": "ok", "by": "17", "date": "30/6/2024", "note": "[Tanpa notulen]",
            "sha256": "9f86d081",
        }),
        Model(Commitment, ("answers", 1, "target"), {"level": "9", "by": "2025-06-31", "owner": "[A, B]"}),
        Model(Published, ("published",), {
            "index": "26.4", "predicate": "Bagus", "domains": "{5: 2.06}", "aspects": "[2.00, 2.10]",
        }),
    )),
    "instrument-file": ("indicators", (
        Model(Instrument, (), {
            "id": "2024", "title": "", "source": "12", "years": "2024", "scale": "1-5", "index": "half_up", "predicates": "[]",
            "domains": "[]", "aspects": "Perencanaan", "called": "[Dimensi]", "provisional": "true", "focus": "[1, 2]",
            "crosswalk": "{permenpanrb-59-2020: {1: [3]}}", "sources": "Perwali",
        }),
        Model(Text, ("title",), {"id": "", "en": "12"}),
        Model(Years, ("years",), {"from": "mulai 2024", "to": "2023"}),
        Model(Scale, ("scale",), {
            "min": "-1", "max": "0", "step": "0.3", "names": "{process: [Rintisan, Terkelola]}", "bands": "[1, 3, 2]",
        }),
        Model(IndexRule, ("index",), {"decimals": "9", "rounding": "half_even", "thresholds_on": "exact"}),
        Model(Predicate, ("predicates", 1), {"from": "2.5", "name": "Baik"}),
        Model(Domain, ("domains", 0), {"id": "A", "title": "[A]", "aspects": "[]"}),
        Model(Aspect, _ASPECT, {"id": "0", "title": "2", "levels": "proses", "weight": "40", "indicators": "[]"}),
        Model(Indicator, _INDICATOR, {
            "id": "1.1", "title": "", "weight": "95", "repeat": "1", "optional": "ya", "evidence": "{1: 2, 2: 4}",
            "conversion": "[[0, 1]]", "criteria": "[Rencana]",
        }),
        Model(IndicatorCriteria, _CRITERIA, {"judges": "", "evidence": "SK", "levels": "{7: {asks: Ada.}}"}),
        Model(LevelCriteria, (*_CRITERIA, "levels", 1), {"asks": "[]", "evidence": "SK", "damaged": "true"}),
        Model(Passage, (*_CRITERIA, "levels", 1, "asks", 0), {"id": "", "en": "5", "since": "2020"}),
        Model(Focus, ("focus", "rencana"), {"title": "", "indicators": "[1, 9]"}),
        Model(Sources, ("sources",), {"weights": "Perwali"}),
        Model(Source, ("sources", "weights"), {"sure": "pasti", "source": "12"}),
    )),
    "owners": ("owners", (
        Model(Owners, (), {"owners": "[Bappeda, Inspektorat]"}),
        Model(Owned, ("owners", "Bappeda"), {"indicators": "1 serta 5", "contributes": "[1, 48]", "due": "30 Juni 2024"}),
    )),
    "costs": ("costs", (
        Model(CostFile, (), {"costs": "5"}),
        Model(Costs, ("costs",), {"default": "mahal", "named": "{1: 2}"}),
    )),
    "spbe-toml": ("spbe.toml", (
        Model(Config, (), {
            "language": '"en-GB"', "indicators": "3", "instrument": '["a", "b"]', "aliases": "false", "gates": "2.6",
            "columns": '{"Skor" = "indks"}',
        }),
        Model(GateDefaults, ("gates",), {
            "fail_under": "true", "max_drop": "-0.1", "no_regression": '"indeks"', "fail_on_difference": '"ya"',
            "basis": '"accepted"', "not_applicable": "43",
        }),
    )),
}  # fmt: skip
"""The pages, each with the kind of file and its mappings, in the order of the page."""

RIGHT: Mapping[str, Any] = {
    "answers": ANSWERS,
    "indicators": INDICATORS,
    "owners": {"owners": {"Bappeda": {"indicators": [1]}}},
    "costs": {"costs": {"default": 1}},
}
"""A right file of each kind, for a mistake to be put into."""

COMMANDS: Mapping[str, str] = {
    "answers": "validate wrong.yaml",
    "indicators": "validate wrong.yaml",
    "owners": f"split {EXAMPLES}/handed-out/kota-contoh-2023.yaml --owners wrong.yaml -o parts",
    "costs": f"plan {EXAMPLES}/bandar-lampung-2024.yaml --costs wrong.yaml",
    "spbe.toml": f"validate {EXAMPLES}/palopo-2019.yaml",
}
"""What reads a file of each kind."""

ONE_FORM = (Sources,)
"""Mappings whose values all have one form: a mistake in one of them shows it for all."""


def key_of(name: str, field: FieldInfo, model: type[Checked]) -> str:
    return "32" if (model, name) == (Costs, "named") else field.alias or name


def keys_of(key: str, model: type[Checked], language: texts.Language) -> tuple[str, str]:
    """A key as a file in the page's language has it, and in the other language."""
    other = next((one for one, english in model.indonesian.items() if english == key), key)
    return (key, other) if language == "en" else (other, key)


def default_of(field: FieldInfo, model: type[Checked], words: Mapping[str, str]) -> str:
    if model is Assessment and field is Assessment.model_fields["instrument"]:
        return words["by year"]
    if field.is_required():
        return words["required"]
    default = field.default
    if isinstance(default, bool | Fraction):
        return f"`{str(default).lower()}`"
    assert default in (None, (), PydanticUndefined, GateDefaults())
    return ""


def said(of: dict[str, Any], links: Mapping[str, str], words: Mapping[str, str]) -> str:
    """What a value is, in words."""
    if "$ref" in of:
        return links[of["$ref"].rpartition("/")[2]]
    if "anyOf" in of:
        several = dict.fromkeys(said(one, links, words) for one in of["anyOf"] if one.get("type") != "null")
        return words["or"].join(several)
    if "enum" in of or "const" in of:
        given = [of["const"]] if "const" in of else of["enum"]
        return ", ".join(f"`{'false' if one is False else one}`" for one in given)
    below = of.get("items") or of.get("additionalProperties") or None
    if below:
        return words["pair" if "maxItems" in of else of["type"]].format(said(below, links, words))
    bounds = "from to" if "maximum" in of else "from" if "minimum" in of else None
    name = words[of.get("format", of["type"])]
    return name if bounds is None else words[bounds].format(name, of["minimum"], of.get("maximum"))


def described(kind: str) -> dict[str, dict[str, Any]]:
    """The mappings of a kind of file by the names of their models, each with its keys."""
    whole = schema.file(kind)
    found = {}
    for name, part in {schema.FILES[kind].__name__: whole, **whole.get("$defs", {})}.items():
        (found[name],) = (one for one in (part, *part.get("anyOf", ())) if "properties" in one)
    return found


def links_of(page: str) -> dict[str, str]:
    """A link to each mapping on a page: to the heading above its block."""
    heading, links = "", {}
    for line in page.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").replace("`", "")
        elif found := re.fullmatch(r"<!-- generated: (\w+) -->", line):
            anchor = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())
            links[found[1]] = f"[{heading}](#{anchor})"
    return links


def fields(one: Model, kind: str, links: Mapping[str, str], language: texts.Language) -> str:
    """The table of the keys of a mapping."""
    words, mapping = WORDS[language], described(kind)[one.model.__name__]
    bilingual = bool(one.model.indonesian)
    head = ["key", *(["other"] if bilingual else []), "type", "default", "meaning"]
    rows = []
    for name, field in one.model.model_fields.items():
        key = key_of(name, field, one.model)
        of = mapping["properties"].get(key) or mapping["additionalProperties"]
        own, other = keys_of(key, one.model, language)
        rows.append(
            (
                f"`{own}`",
                *([f"`{other}`" if other != own else ""] if bilingual else []),
                cell(said(of, links, words)),
                default_of(field, one.model, words),
                cell(of["description"]),
            )
        )
    return table(tuple(words[one] for one in head), *rows)


def with_mistake(kind: str, one: Model, key: str, written: str) -> str:
    """A file of a kind with one mistake."""
    if kind == "spbe.toml":
        return "".join(f"[{step}]\n" for step in one.place) + f"{key} = {written}\n"
    whole = yaml.safe_load(yaml.safe_dump(RIGHT[kind]))
    part = whole
    for step in one.place:
        part = part[step]
    if one.model is Answer and one.model.indonesian.get(key, key) in FORMS:
        part.pop("level")
    part.pop(one.model.indonesian.get(key), None)
    part[int(key) if key.isdigit() else key] = "@"
    return yaml.safe_dump(whole, sort_keys=False).replace("'@'", written)


def mistakes(kind: str, one: Model, language: texts.Language, write: Write, spbe: Spbe) -> Iterator[tuple[str, str]]:
    """What is said of a mistake at each key."""
    for name, field in one.model.model_fields.items():
        key = key_of(name, field, one.model)
        written = one.mistakes.get(field.alias or name)
        if written is None:
            assert one.model in ONE_FORM, f"no mistake for {one.model.__name__}.{name}"
            continue
        own, _other = keys_of(key, one.model, language)
        file = write(with_mistake(kind, one, own, written), "spbe.toml" if kind == "spbe.toml" else "wrong.yaml")
        ran = spbe(*COMMANDS[kind].split(), "--lang", language, columns=1000)
        found = [line for line in (ran.out + ran.err).splitlines() if line.startswith(f"{file}:")]
        assert found, f"{one.model.__name__}.{name}: {ran}"
        assert ran.code == 2
        sign = " = " if kind == "spbe.toml" else ": "
        yield f"`{own}{sign}{written}`".replace(" `", "`"), cell(found[0].split(": ", 1)[1])


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_has_every_key_and_a_mistake_for_each(name: str, language: texts.Language, write: Write, spbe: Spbe) -> None:
    texts.use(language)
    page, (kind, models) = pages(name)[language], PAGES[name]
    assert {one.model.__name__ for one in models} == set(described(kind))
    names = [one.model.__name__ for one in models]
    assert [one for one in blocks(page) if one in names] == names
    links, words = links_of(page.read_text(encoding="utf-8")), WORDS[language]
    made = {}
    for one in models:
        wrong = list(mistakes(kind, one, language, write, spbe))
        texts.use(language)
        made[one.model.__name__] = fields(one, kind, links, language) + "\n" + table((words["written"], words["said"]), *wrong)
    now = filled(page, made)
    assert settled(page, now) == now


HEADINGS: Mapping[texts.Language, Mapping[str, str]] = {
    "en": {
        "what": "What it holds", "headings": "Headings", "name": "Name", "words": "Words for roles",
        "saying": "One of", "beside": "And else only",
        "number": "A running number, or the number of an indicator.", "code": "The number of an indicator.",
        "indicator": "The number or the title of an indicator.",
        "ours": "A column of our own tables, which is not read.",
        "part": "The figures of a part, or the levels of an indicator, by its number; also the official title of either.",
        "lead": "Who says the level; without a role this is meant.", "contributor": "Who brings evidence and notes only.",
        "owner": "The owner.", "role": "The role of the owner.",
        "supporters":
            "Who brings evidence and notes only: on lines of their own, or with semicolons (between agencies also commas).",
        "live_index": "The index.", "live_predicate": "The predicate.", "live_part": "The value of an aspect or a domain.",
        "backed": "The same, as accepted evidence backs it.",
    },
    "id": {
        "what": "Isinya", "headings": "Judul kolom", "name": "Nama", "words": "Kata untuk peran",
        "saying": "Salah satu dari", "beside": "Dan selain itu hanya",
        "number": "Nomor urut, atau nomor indikator.", "code": "Nomor indikator.",
        "indicator": "Nomor atau judul indikator.",
        "ours": "Kolom tabel buatan kami sendiri, yang tidak dibaca.",
        "part": "Nilai suatu bagian, atau tingkat suatu indikator, menurut nomornya; juga nama resmi keduanya.",
        "lead": "Yang menentukan tingkat; tanpa peran, inilah yang dimaksud.",
        "contributor": "Yang hanya membawa bukti dan catatan.",
        "owner": "Penanggung jawab.", "role": "Perannya.",
        "supporters":
            "Yang hanya membawa bukti dan catatan: di baris tersendiri, atau dengan titik koma (antarinstansi juga koma).",
        "live_index": "Indeks.", "live_predicate": "Predikat.", "live_part": "Nilai aspek atau domain.",
        "backed": "Hal yang sama, sejauh didukung bukti yang diterima.",
    },
}  # fmt: skip


def meaning_of(model: type[Checked], key: str) -> str:
    """What a key means, in the language in use."""
    (field,) = (field for name, field in model.model_fields.items() if key == (field.alias or name))
    return texts._(field.description or "")


def coded(several: Iterator[str]) -> str:
    return ", ".join(f"`{one}`" for one in several)


def headings_blocks(language: texts.Language) -> dict[str, str]:
    """The tables of headings and cells, from the code that reads them."""
    words = HEADINGS[language]
    head = (words["what"], words["headings"])
    meanings = {
        **{key: meaning_of(Assessment, key) for key in headings.HEADS},
        **{key: meaning_of(Published, key) for key in ("index", "predicate")},
        **{key: meaning_of(Answer, key) for key in ("level", "evidence", "note")},
        **{key: words[key] for key in ("number", "code", "indicator", "ours")},
    }
    assert meanings.keys() == headings._WORDS.keys()
    rows = [(meanings[what], coded(headings.phrases(what))) for what in headings._WORDS]
    parts = [f"{word} 1".capitalize() for word in headings.TIERS] + ["Domain I", "1"]
    assert all(headings.meaning(one) is not None for one in parts)
    owners = {key: words[key] for key in ("indicator", "owner", "supporters", "role")} | {"due": meaning_of(Owned, "due")}
    roles = zip((words["lead"], words["contributor"]), owner_table.ROLES.values(), strict=True)
    answer = {path: meaning_of(Commitment if path[0] == "target" else Answer, path[-1]) for path in cells.ANSWER}
    item = {key: meaning_of(Evidence, key) if key != "indicator" else words["code"] for key in cells.ITEM}
    live = {
        cells.INDEX: words["live_index"], cells.PREDICATE: words["live_predicate"],
        **{cells.of_part(tier, 1): words["live_part"] for tier in ("aspect", "domain")},
        cells.BACKED_INDEX: words["backed"], cells.BACKED_PREDICATE: words["backed"],
        **{cells.of_part(tier, 1, backed=True): words["backed"] for tier in ("aspect", "domain")},
    }  # fmt: skip
    named = (words["name"], words["what"])
    return {
        "headings": table(head, *rows, (words["part"], coded(iter(parts)))),
        "likely": table((words["what"], words["saying"], words["beside"]), *(
            (meanings[what], coded(iter(sorted(one.saying))), coded(iter(sorted(one.beside))))
            for what, one in [*likely._WORDS.items(), ("predicate", likely._OF_PREDICATES)]
        )),
        "owner_headings": table(head, *((owners[what], coded(iter(said))) for what, said in owner_table._HEADINGS.items()))
        + "\n" + table((words["role"], words["words"]), *((what, coded(iter(said))) for what, said in roles)),
        "cells": table(named, *((f"`{name}`", meaning_of(Assessment, key)) for key, name in cells.HEAD.items()),
                       *((f"`{cells.of_answer(path, 32)}`", what) for path, what in answer.items())),
        "items": table(named, *((f"`{cells.ITEM[key]}`", what) for key, what in item.items())),
        "results": table(named, *((f"`{name}`", what) for name, what in live.items())),
    }  # fmt: skip


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_page_has_every_heading_and_cell(language: texts.Language) -> None:
    texts.use(language)
    page, made = pages("headings")[language], headings_blocks(language)
    assert blocks(page) == list(made)
    now = filled(page, made)
    assert settled(page, now) == now


UNITS = {1024: "KiB", 1024**2: "MiB", 1024**3: "GiB"}


def limit(name: str, language: texts.Language) -> str:
    """A limit as people read it."""
    value: int = getattr(limits, name)
    if "BYTES" in name or name in ("MAX_FILLED_IN", "MAX_UNPACKED"):
        unit = max(one for one in UNITS if value % one == 0)
        return f"{value // unit} {UNITS[unit]}"
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_page_of_limits_has_each_with_its_value(language: texts.Language) -> None:
    text = pages("limits")[language].read_text(encoding="utf-8")
    given = {name: value for value, name in re.findall(r"\| ([^|]+) \| `(MAX_\w+)` \|$", text, re.MULTILINE)}
    assert given == {name: limit(name, language) for name in vars(limits) if name.startswith("MAX_")}


SHOWN: Mapping[str, tuple[str, ...]] = {
    "fail_under": ("score denpasar-2018.yaml --fail-under 2.6", 'score denpasar-2018.yaml --fail-under "Sangat Baik"'),
    "max_drop": (
        "compare bandar-lampung-2023.yaml bandar-lampung-2024.yaml --max-drop 0",
        "compare denpasar-2018-self.yaml denpasar-2018.yaml --max-drop 0.05",
    ),
    "no_regression": (
        "compare ci/2023.yaml ci/2024.yaml --no-regression domain",
        "compare ci/2023.yaml ci/first-draft.yaml --no-regression domain",
    ),
    "fail_on_difference": (
        "score denpasar-2018.yaml --fail-on-difference",
        "score national-mean-2023.yaml --fail-on-difference",
    ),
    "basis": (
        "score denpasar-2018.yaml --basis answers",
        "score palopo-2019.yaml --basis answers",
        "score claimed-and-proven.yaml --basis backed --fail-under 2",
    ),
    "not_applicable": (
        "score opd/dinas-kesehatan.yaml --indicators opd/indicators.yaml --fail-under 2.5",
        "score opd/dinas-kesehatan.yaml --indicators opd/indicators.yaml --fail-under 3.1",
    ),
}
"""Runs of each gate, of which one passes and one does not; in the folder of the examples."""


def commands_with(option: str) -> list[str]:
    """The commands that take an option."""
    taken = []
    for name in cli.COMMANDS:
        groups = import_module(f"spbe_cli.options.{name}").OPTIONS
        if any(option in group._fields for group in groups):
            taken.append(name)
    return taken


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_page_of_gates_has_each_with_its_sentences(
    language: texts.Language, spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    words = {
        "en": ("Option", "`spbe.toml`", "Commands", "What it judges", "Run", "Exit code", "Sentence"),
        "id": ("Opsi", "`spbe.toml`", "Perintah", "Yang dinilai", "Perintah", "Kode keluar", "Kalimat"),
    }[language]
    assert SHOWN.keys() == GateDefaults.model_fields.keys()
    rows, runs = [], []
    for name, field in GateDefaults.model_fields.items():
        taken = commands_with(name)
        texts.use(language)
        option = f"`--{name.replace('_', '-')}`" if taken else ""
        rows.append((option, f"`{name}`", coded(iter(taken)), cell(texts._(field.description or ""))))
        codes = set()
        for command in SHOWN[name]:
            ran = spbe(*shlex.split(command), "--lang", language, columns=1000)
            codes.add(ran.code)
            begin = {"en": "Gate ", "id": "Syarat "}[language]
            (sentence,) = (line for line in ran.out.splitlines() if line.startswith(begin))
            runs.append((f"`{command}`", str(ran.code), cell(sentence)))
        assert codes == {0, 1}, name
    made = {"gates": table(words[:4], *rows) + "\n" + table(words[4:], *runs)}
    page = pages("gates")[language]
    assert blocks(page) == list(made)
    now = filled(page, made)
    assert settled(page, now) == now
