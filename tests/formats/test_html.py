"""HTML reports as files: what stands in them, in which language, and that nothing in them comes from elsewhere or is obeyed."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from spbe_cli.formats import html, svg
from spbe_cli.formats.screen import Screen
from spbe_cli.views.page import Chart, Column, Fact, Items, Mark, Note, Page, Row, Series, Table, Task
from tests.conftest import EXAMPLES, Spbe
from tests.formats.reports import REPORTS, SCRIPT, written

pytestmark = pytest.mark.usefixtures("in_a_folder")

VOID = {"br", "meta"}


class Document(HTMLParser):
    """The elements of a document with their texts and attributes; it must be well nested."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.mark.parametrize("name", REPORTS)
def test_one_file_without_script_or_anything_from_elsewhere(spbe: Spbe, name: str) -> None:
    text = written(spbe, name).read_text(encoding="utf-8")
    document = Document(text)
    assert document.tags[:2] == ["html", "head"]
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use"} & set(document.tags)
    names = {key for key, _value in document.attributes}
    assert not {"src", "srcset", "xlink:href", "style"} & names
    assert not any(key.startswith("on") for key in names)
    assert all((value or "").startswith("#") for key, value in document.attributes if key == "href")
    assert "@import" not in text
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {f"#fill{one}" for one in range(1, 6)}
    identifiers = [value for key, value in document.attributes if key == "id"]
    assert len(identifiers) == len(set(identifiers))
    pointed = {part for key, value in document.attributes if key == "aria-labelledby" for part in (value or "").split()}
    assert pointed <= set(identifiers)
    assert {(value or "")[1:] for key, value in document.attributes if key == "href"} <= set(identifiers)


def test_names_are_text_wherever_they_stand(spbe: Spbe) -> None:
    for name in ("hostile", "region"):
        text = written(spbe, name).read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<b>" not in text
        assert "<i>" not in text
        assert SCRIPT in Document(text).text
    hostile = written(spbe, "hostile").read_text(encoding="utf-8")
    assert "\u202e" not in hostile
    document = Document(hostile)
    assert r"\u202ereversed & <b>bold</b>" in document.text
    assert f"sk {SCRIPT}.pdf" in document.text
    assert "<i>Dinas</i>" in document.text


def test_every_text_of_a_page_is_text() -> None:
    bad = f"{SCRIPT}\x1b[31m"
    series = Series(bad, (Fraction(1), None, Fraction(2))), Series(bad, (Fraction(2),) * 3)
    marks = Mark(Fraction(1), bad, "held"), Mark(Fraction(3), bad, "target")
    charts = tuple(
        Chart(kind, bad, (bad,) * 3, series, Fraction(1), Fraction(5), bad, marks)
        for kind in ("scale", "bars", "lines", "radar", "heat", "spread")
    )  # fmt: skip
    columns = Column("a", f"{bad}\n{bad}", wide=True), Column("b", bad)
    table = Table(columns, (Row((bad, bad)), Row((bad, Items((bad, bad))))), bad)
    page = Page(bad, bad, (Fact(bad, bad), Fact(bad, bad, strong=True)), charts, (table,), (Task(bad, bad),), (Note(bad),))
    text = html.render([page._replace(parts=(page,))], Screen(80, colour=False, blocks=True))
    document = Document(text)
    assert "<script" not in text
    assert "\x1b" not in text
    assert r"<script>alert(1)</script>\x1b[31m" in document.text
    # In pictures and in attributes too.
    assert all(SCRIPT in svg.drawn(one, "a").replace("&lt;", "<").replace("&gt;", ">") for one in charts if one.kind != "heat")
    assert any(key == "aria-label" and SCRIPT in (value or "") for key, value in document.attributes)


@pytest.mark.parametrize(("language", "index"), [("id", "2,98"), ("en", "2.98")])
def test_it_speaks_the_language_that_was_chosen(spbe: Spbe, language: str, index: str) -> None:
    spbe("score", EXAMPLES / "bandar-lampung-2024.yaml", "--lang", language, "-o", "a.html")
    text = Path("a.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in text
    shown = Document(text).text
    assert index in shown
    assert ("2.98" if language == "id" else "2,98") not in shown


def test_a_provisional_instrument_says_so(spbe: Spbe) -> None:
    spbe("score", EXAMPLES / "pemdi-2026.yaml", "-o", "a.html")
    assert "Provisional: " in Document(Path("a.html").read_text(encoding="utf-8")).text


def test_the_first_sheet_is_for_the_head_of_the_agency(spbe: Spbe) -> None:
    shown = Document(written(spbe, "hostile").read_text(encoding="utf-8")).text
    first = shown[: shown.index("Domain dan aspek", shown.index("Kedudukan indeks"))]
    assert "Sejak 2023" in first
    assert "Kesenjangan terpenting: tambahan indeks bila naik satu tingkat" in first
    assert "Target: 4,20" in first
    assert "2025-06-30 <i>Dinas</i>" in first


def test_a_day_that_looks_like_markup_stays_text() -> None:
    table = Table((Column("a", "a", wide=True), Column("b", "b")), (Row(("x", "<b>2025-06-30</b> & 3 June 2025")),))
    text = html.render([Page("x", tables=(table,), notes=(Note("by 2025-06-30<i>"),))], Screen(80, colour=False, blocks=True))
    assert '&lt;b&gt;<span class="day">2025-06-30</span>&lt;/b&gt; &amp; <span class="day">3 June 2025</span>' in text
    assert 'by <span class="day">2025-06-30</span>&lt;i&gt;' in text


def test_every_chart_has_a_title_and_says_what_it_shows(spbe: Spbe) -> None:
    drawn = 0
    for name in REPORTS:
        text = written(spbe, name).read_text(encoding="utf-8")
        pictures = re.findall(r'<svg role="img"[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>', text, re.DOTALL)
        assert len(pictures) == text.count('role="img"')
        drawn += len(pictures)
        assert all(title.split(">", 1)[1] and described for title, described in pictures)
    assert drawn > len(REPORTS)


def test_series_differ_in_more_than_colour() -> None:
    """Markers have shapes, lines dashes and bars patterns of their own."""
    series = tuple(Series(str(one), (Fraction(one, 2),) * 3) for one in range(1, 7))
    chart = Chart("lines", "t", ("a", "b", "c"), series, Fraction(0), Fraction(5), "t")
    assert len({re.sub(r"\bs\d\b", "", svg.swatch(chart, one)) for one in range(6)}) == 6
    style = Path(html.__file__).with_name("report.css").read_text(encoding="utf-8")
    for rule, attribute in ((r"\.bar\.s{}", "fill"), (r"\.line\.s{}[^{{]*", "stroke-dasharray")):
        said = [re.search(rf"{rule.format(one)} {{ {attribute}: (.*?); }}", style) for one in range(1, 6)]
        assert len({found[1] for found in said if found}) == 5


def test_it_is_the_same_file_each_time(spbe: Spbe) -> None:
    assert written(spbe, "region").read_bytes() == written(spbe, "region").read_bytes()


def test_it_goes_to_standard_output_too(spbe: Spbe) -> None:
    ran = spbe("score", EXAMPLES / "denpasar-2018.yaml", "--format", "html")
    assert ran.code == 0
    assert ran.out.startswith("<!doctype html>\n")


def test_it_never_takes_the_place_of_an_earlier_answer_file(spbe: Spbe) -> None:
    Path("old.html").write_bytes((EXAMPLES / "bandar-lampung-2023.yaml").read_bytes())
    ran = spbe("score", EXAMPLES / "bandar-lampung-2024.yaml", "--before", "old.html", "-o", "old.html")
    assert (ran.code, ran.err) == (2, "--output old.html: this is one of the files that are read: expected another\n")


def test_without_the_library_it_says_what_to_install(spbe: Spbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "spbe_cli.formats.html", raising=False)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ran = spbe("score", EXAMPLES / "denpasar-2018.yaml", "-o", "a.html")
    assert ran.code == 2
    assert ran.err == (
        '--format html: Jinja2, which this takes, is not installed (install it with: pip install "spbe-cli[report]")\n'
    )
    assert not Path("a.html").exists()


def test_other_formats_neither_build_charts_nor_load_the_library() -> None:
    code = (
        "import sys; sys.argv = ['spbe', 'score', sys.argv[1], '--before', sys.argv[2]]\n"
        "from spbe_cli.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "loaded = {'jinja2', 'markupsafe', 'spbe_cli.views.charts', 'spbe_cli.views.report', 'spbe_cli.formats.svg'}\n"
        "print(sorted(loaded & set(sys.modules)), file=sys.stderr)"
    )
    files = (str(EXAMPLES / f"bandar-lampung-{year}.yaml") for year in (2024, 2023))
    ran = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, encoding="utf-8", check=True)
    assert ran.stderr == "[]\n"


def below(text: str) -> list[str]:
    """What stands below the lines of the first chart, from left to right."""
    chart = re.search(r'<svg role="img"[^>]*class="lines".*?</svg>\s*</figure>', text, re.DOTALL)
    assert chart is not None
    return re.findall(r'class="t tick"[^>]*text-anchor="middle">(\d{4})<', chart[0])


def test_a_year_without_results_has_its_place_below_the_lines(spbe: Spbe) -> None:
    Path("t.csv").write_text("agency,year,index\nKota A,2021,2\nKota A,2022,2.5\nKota A,2025,3\n", encoding="utf-8")
    assert spbe("trend", "t.csv", "-o", "t.html").code == 0
    assert below(Path("t.html").read_text(encoding="utf-8")) == ["2021", "2022", "2023", "2024", "2025"]
    # The table has only the years that there are.
    assert '<th scope="col" class="number">2023' not in Path("t.html").read_text(encoding="utf-8")


def test_of_many_years_some_are_named_and_always_the_last() -> None:
    labels = tuple(str(year) for year in range(2006, 2026))
    chart = Chart("lines", "t", labels, (Series("a", (Fraction(2),) * 20),), Fraction(1), Fraction(5), "t")
    assert below(f"{svg.drawn(chart, 'a')}</figure>") == ["2007", "2010", "2013", "2016", "2019", "2022", "2025"]


def test_there_is_no_heat_map_of_nothing(spbe: Spbe) -> None:
    Path("t.csv").write_text("agency,year,index\nKota A,2023,2\nKota B,2023,2.5\n", encoding="utf-8")
    assert spbe("batch", "t.csv", "-o", "t.html").code == 0
    shown = Document(Path("t.html").read_text(encoding="utf-8")).text
    assert "Kota B" in shown
    assert "All agencies at a glance" not in shown


def test_nothing_is_below_zero_that_is_not(spbe: Spbe) -> None:
    Path("zero.yaml").write_text("agency: Kota A\nyear: 2018\nanswers: {1: 0}\n", encoding="utf-8")
    text = spbe("score", "zero.yaml", "--format", "html").out
    assert "0.00" in text
    assert not re.search(r"[-\u2212]0\.00", text)
