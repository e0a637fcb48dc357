"""An audit's report: a page, a PDF, and every table."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pdfua
import polars as pl
import pypdfium2
import pytest

from ocindex.errors import OutputError
from ocindex.findings import Audit, Column, Exhibit, number, shown_rows
from ocindex.publish.audit import render_page, render_pdf, write_report
from ocindex.publish.audit.content import report_content
from ocindex.publish.audit.pictures import DRAWN, MOST, PANELS, pictures
from ocindex.robustness.audit.report import audit
from ocindex.robustness.audit.subject import Variant
from support.audits import ranked, subject_of

TREE = {"index": "", "a": "index", "b": "index"} | {f"{g}{i}": g for g in "ab" for i in range(4)}
VOID = {"meta", "link", "br", "hr", "img", "input"}


@pytest.fixture(scope="module")
def made() -> Audit:
    chance = np.random.default_rng(1)
    values = 50 + 10 * (chance.normal(size=(90, 1)) + chance.normal(size=(90, 8)))
    values[0, 0] = 500
    subject = subject_of(TREE, values, step=1.0)
    raw = subject.raw.copy()
    raw[3, 2] = np.nan
    subject = replace(subject, title='<b>&"An index', raw=raw, imputed=np.isnan(raw))
    scores = subject.scores[:, ::-1].copy()
    variant = Variant("Other means", scores, ranked(scores))
    subject = replace(subject, variants=(variant,))
    ranks = subject.ranks[:, 0]
    return audit(subject, intervals={"index": np.stack([ranks, ranks, ranks + 9])})


class Nesting(HTMLParser):
    """Elements close in the order in which they were opened; ids are single."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [str(found["id"])] if "id" in found else []
        if (found.get("href") or "").startswith("#"):
            self.targets.append(str(found["href"])[1:])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_that_needs_nothing_else(made: Audit) -> None:
    page = render_page(made)
    nesting = Nesting()
    nesting.feed(page)
    assert not nesting.open
    assert len(nesting.ids) == len(set(nesting.ids))
    assert set(nesting.targets) <= set(nesting.ids)
    assert nesting.headings[0] == 1
    assert nesting.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(nesting.headings, nesting.headings[1:], strict=False))
    assert '<html lang="en">' in page
    assert "prefers-color-scheme:dark" in page
    assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", page)
    assert "<script" not in page


def test_texts_are_texts(made: Audit) -> None:
    page = render_page(made)
    assert "<b>&" not in page
    assert "&lt;b&gt;&amp;&#34;An index" in page


def test_every_finding_stands_on_the_page(made: Audit) -> None:
    content = report_content(made)
    told = [t for c in content["chapters"] for f in c["findings"] for t in f["told"]]
    assert len(told) == len(made.findings)
    assert sum(count for _, _, count in content["counts"]) == len(made.findings)
    assert [c["step"] for c in content["chapters"]] == list(range(1, 11))


def test_a_pdf_for_everyone(made: Audit, tmp_path: Path) -> None:
    paper = render_pdf(made)
    file = tmp_path / "audit.pdf"
    file.write_bytes(paper)
    assert [str(finding) for finding in pdfua.validate(str(file)).findings] == []
    assert b"pdfuaid" in paper
    document = pypdfium2.PdfDocument(paper)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    for chapter in made.chapters:
        assert chapter.title in text
    assert "What matters most" in text
    assert paper == render_pdf(made)


def test_every_table_is_a_file(made: Audit, tmp_path: Path) -> None:
    write_report(made, tmp_path / "report")
    folder = tmp_path / "report"
    assert sorted(p.name for p in folder.iterdir()) == ["audit.pdf", "data", "index.html"]
    assert {p.stem for p in (folder / "data").iterdir()} == set(made.tables)
    page = (folder / "index.html").read_text("utf-8")
    for name in re.findall(r'href="(data/[^"]+|audit\.pdf)"', page):
        assert (folder / name).exists()
    read = pl.read_csv(folder / "data" / "influence.csv")
    assert read["variance_share"].to_list() == made.tables["influence"]["variance_share"].to_list()
    assert "NaN" not in (folder / "data" / "availability.csv").read_text("utf-8")


def test_a_report_takes_the_place_of_a_report_only(made: Audit, tmp_path: Path) -> None:
    write_report(made, tmp_path / "report")
    (tmp_path / "report" / "index.html").write_text("old", "utf-8")
    write_report(made, tmp_path / "report")
    assert (tmp_path / "report" / "index.html").read_text("utf-8") != "old"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "work.txt").write_text("work", "utf-8")
    with pytest.raises(OutputError):
        write_report(made, tmp_path / "mine")


def test_charts_are_drawn_of_what_there_is(made: Audit) -> None:
    for name in DRAWN:
        drawn = list(pictures(made, name))
        assert drawn
        assert all(chart.rows for _, chart in drawn)
        assert all(chart.caption.description for _, chart in drawn)
    names = [of for of, _ in pictures(made, "intervals")]
    assert names == ["Index, ranks 1 to 65", "Index, ranks 66 to 90"]


def test_too_much_for_a_chart_is_left_to_tables(made: Audit) -> None:
    wide = pl.DataFrame(
        {"iso3": ["A"], "country": ["A"], **{f"x{i}": [1.0] for i in range(PANELS + 1)}}
    )
    large = pl.concat([made.tables["uncertainty"]] * (1 + MOST // 90))
    more = replace(made, tables={**made.tables, "values_raw": wide, "uncertainty": large})
    assert list(pictures(more, "distributions")) == []
    assert list(pictures(more, "intervals")) == []


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 2, "1,234"), (-0.5, 1, "−0.5"), (-0.001, 2, "0.00"), (float("nan"), 2, "–"),
     (None, 2, "–"), (1e-9, 4, "<0.0001"), (0.0, 4, "0.0000"), (3, 0, "3")],
)  # fmt: skip
def test_figures(value: float | None, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


def test_rows_that_an_exhibit_shows() -> None:
    table = pl.DataFrame({"n": [0, 3, 1, 2], "mark": ["", "x", "", "y"], "on": [True, False] * 2})
    shown = Exhibit("t", "T", columns=(Column("n", "N", 0),))
    assert shown_rows(table, replace(shown, where="n", sort="n", rows=2))["n"].to_list() == [3, 2]
    assert shown_rows(table, replace(shown, where="mark"))["n"].to_list() == [3, 2]
    assert shown_rows(table, replace(shown, where="on"))["n"].to_list() == [0, 1]
    assert len(shown_rows(table, shown)) == 4


def test_made_up_data_are_said_to_be_so(made: Audit, tmp_path: Path) -> None:
    simulated = replace(made, notice="Simulated data")
    write_report(simulated, tmp_path / "report")
    for file in (tmp_path / "report" / "data").iterdir():
        assert set(pl.read_csv(file)["notice"].to_list()) <= {"Simulated data"}
    notice = '<aside class="notice" aria-label="Notice">Simulated data</aside>'
    assert notice in render_page(simulated)
    document = pypdfium2.PdfDocument(render_pdf(simulated))
    assert all("Simulated data" in page.get_textpage().get_text_range() for page in document)


def test_nothing_grave_is_said_to_be_so(made: Audit) -> None:
    sound = replace(made, chapters=tuple(replace(c, findings=()) for c in made.chapters))
    assert "Nothing serious or notable was found." in render_page(sound)
    assert render_pdf(sound)
