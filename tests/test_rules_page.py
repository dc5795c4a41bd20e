"""The page "Where every rule comes from" says what the instrument files and the rules say now, all of it, in both languages.

``UPDATE_GOLDEN=1 pytest tests/test_rules_page.py`` writes its tables anew; look before it is committed.
"""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli import texts
from spbe_cli.core.explaining import explain, rules_of
from spbe_cli.core.scoring import score
from spbe_cli.formats import markdown
from spbe_cli.formats.screen import Screen
from spbe_cli.model.assessment import Published
from spbe_cli.model.instrument import Catalogue, Instrument
from spbe_cli.model.rules import Sure
from spbe_cli.reading.criteria import load_criteria
from spbe_cli.texts import rules
from spbe_cli.views.catalogue import catalogue_page, rules_table
from spbe_cli.views.page import Page, Row, Table
from tests.pages import blocks, filled, pages, settled
from tests.strategies import assessments, built_in, instruments

PAGES = pages("rules")


def drawn(page: Page) -> str:
    return markdown.render([page], Screen(width=80, colour=False, blocks=True))


def tables() -> tuple[Table, dict[str, Table]]:
    """The rules that are the same under every instrument, and the others of each."""
    each = {one.id: rules_table(one, load_criteria(one))._replace(title="") for one in built_in()}
    same: set[Row] = set.intersection(*(set(table.rows) for table in each.values()))
    first = next(iter(each.values()))
    every = first._replace(rows=tuple(row for row in first.rows if row in same))
    own = {key: table._replace(rows=tuple(row for row in table.rows if row not in same)) for key, table in each.items()}
    return every, own


def generated() -> dict[str, str]:
    """What stands in the blocks of the page, in the language in use."""
    every, own = tables()
    pages = []
    for one in built_in():
        page = catalogue_page(Catalogue(one, frozenset(one.indicators)))
        pages.append(drawn(Page(page.title, page.subtitle, tables=(own[one.id],), notes=page.notes)))
    return {"every": drawn(Page("", tables=(every,))).partition("\n\n")[2], "each": "\n".join(pages)}


@pytest.mark.parametrize("language", PAGES)
def test_the_page_says_what_the_data_say(language: texts.Language) -> None:
    texts.use(language)
    page, made = PAGES[language], generated()
    assert blocks(page) == list(made)
    now = filled(page, made)
    assert settled(page, now) == now


@pytest.mark.parametrize("language", PAGES)
def test_the_page_says_what_each_degree_of_certainty_means(language: texts.Language) -> None:
    texts.use(language)
    explained = re.findall(r"^- \*\*(.*?)\*\*: ", PAGES[language].read_text(encoding="utf-8"), re.MULTILINE)
    assert explained == [rules.how_sure(one) for one in get_args(Sure)]


def test_every_rule_that_there_are_words_for_is_on_the_page() -> None:
    assert {rule.code for one in built_in() for rule in rules_of(one, load_criteria(one))} == set(rules._SAYS)


@pytest.mark.parametrize("instrument", built_in(), ids=lambda one: one.id)
def test_our_instruments_say_how_sure_each_of_their_rules_is(instrument: Instrument) -> None:
    codes = [rule.code.removeprefix("rule_") for rule in rules_of(instrument, load_criteria(instrument)) if rule.sure is None]
    assert codes == []
    # Nor does a source stand there for something that the instrument does not have.
    assert instrument.sources is not None
    has = {rule.code.removeprefix("rule_") for rule in rules_of(instrument, None)}
    assert instrument.sources.model_fields_set <= has
    assert (instrument.provisional is not None) is any(rule.sure == "secondary" for rule in rules_of(instrument, None))


@given(st.data())
def test_explain_names_no_other_rules(data: st.DataObject) -> None:
    instrument = data.draw(instruments())
    assessment = data.draw(assessments(instrument))
    if data.draw(st.booleans()):
        figures = {"index": 3, "predicate": instrument.predicates[0].name}
        published = Published.model_validate(figures, context=instrument)
        assessment = assessment.model_copy(update={"answers": None, "published": published})
    value = explain(score(assessment, instrument))
    named = [*value.rules, *(rule for mean in value.means for rule in mean.rules), *value.judgement.rules]
    known = {rule.code: rule for rule in rules_of(instrument, None)}
    for rule in named:
        assert (rule.sure, rule.source) == (known[rule.code].sure, known[rule.code].source)
