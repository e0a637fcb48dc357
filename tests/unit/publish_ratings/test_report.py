"""The report on raters as a page, with its tables as files."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ocindex.findings import Audit, number, texts
from ocindex.publish.ratings import render_page, write_ratings_report
from ocindex.publish.ratings.pictures import DRAWN, pictures
from ocindex.scoring.observations import observe
from ocindex.scoring.raters import audit_ratings
from ocindex.scoring.raters.words import TEXTS
from support.panels_of_raters import edition, panel, rated, rows_of

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Elements close in the order in which they were opened; ids, links and headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [str(found["id"])] if "id" in found else []
        self.links += [str(found["href"])] if "href" in found else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def report() -> Audit:
    made = panel(60, 30)
    made.severity[3], made.noise[5] = 2.5, 3.0
    own = edition(rows_of(made, 30), 30)
    return audit_ratings([own], 0, observe([own]))


def test_a_page_that_needs_nothing_else(report: Audit) -> None:
    text = render_page(report)
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    inner = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inner) <= set(page.ids)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    assert "<script" not in text
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert "Simulated data" in text
    assert "Step 1 of 10" not in text
    assert render_page(report) == text


def test_each_coefficient_says_what_it_does_not_say(report: Audit) -> None:
    text = render_page(report)
    for row in report.tables["agreement"].iter_rows(named=True):
        for said in (row["says"], row["says_not"]):
            assert said.replace("'", "&#39;") in text
    assert "describes one rater, not the published score" in text


def test_every_link_leads_to_a_file(report: Audit, tmp_path: Path) -> None:
    write_ratings_report(report, tmp_path)
    page = Page((tmp_path / "report.html").read_text("utf-8"))
    files = {link for link in page.links if link.endswith(".csv")}
    there = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.csv")}
    assert files == there
    assert "raters.csv" in there
    with (tmp_path / "raters.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    assert all(re.fullmatch(r"R\d\d", row["rater"]) for row in rows)
    assert {row["notice"] for row in rows} == {"Simulated data"}
    assert not any("nan" in cell.lower() for row in rows for cell in row.values())


def test_every_picture_is_drawn_and_has_words(report: Audit) -> None:
    named = {shown.picture for c in report.chapters for shown in c.exhibits if shown.picture}
    # One round alone is not drawn.
    told = {
        e.get("picture") for c in texts(TEXTS, "chapters")["chapters"] for e in c["exhibits"]
    } - {None, ""}
    assert named == told == set(DRAWN)
    for name in named - {"rounds"}:
        drawn = list(pictures(report, name))
        assert drawn, name
        for _, chart in drawn:
            assert chart.caption.description
            assert chart.rows
            assert all(len(row) == len(chart.header) for row in chart.rows), name
            assert "nan" not in chart.body


def test_severity_is_drawn_with_its_intervals(report: Audit) -> None:
    (_, spread), (of, chart) = pictures(report, "severity")
    assert len(spread.rows) == 3
    assert "20 highest and lowest" in of
    first = report.tables["raters"].sort("severity", descending=True).row(0, named=True)
    assert chart.rows[0][0] == first["rater"] == "R03"
    ends = (number(first[f"severity_{end}90"], 2) for end in ("low", "high"))
    assert chart.rows[0][1].endswith("({} to {})".format(*ends))


@pytest.mark.parametrize("size", [1, 3])
def test_the_least_of_panels_has_a_page(size: int) -> None:
    own = edition([(0, 0, f"R{k}", 1, 8 + k, None) for k in range(size)], 2)
    Page(render_page(audit_ratings([own], 0, observe([own]))))


def test_names_are_shown_as_they_are() -> None:
    own = rated()
    codes = tuple(f"<b>{k}&" for k in range(24))
    ratings = type(own.ratings)(codes, (), *own.ratings.columns)
    made = replace(own, title='<i>"A"', ratings=ratings)
    text = render_page(audit_ratings([made], 0, observe([made])))
    Page(text)
    assert "<b>1&" not in text
    assert "<i>" not in text
