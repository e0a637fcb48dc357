"""Where figures, changes and bars stand, their intervals do too."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ocindex.publish.language import ENGLISH
from ocindex.publish.profile.report import report_content
from ocindex.publish.site.fragments import fragments
from ocindex.release import Release, read_release


@pytest.fixture(scope="module")
def release(sure_release: Path) -> Release:
    return read_release(sure_release)


@pytest.mark.parametrize(
    ("low", "high", "sign"), [(-0.1, 0.9, "≈"), (0.0, 0.9, "≈"), (0.1, 0.9, "▴"), (-0.9, -0.1, "▾")]
)
def test_a_change_is_marked_where_its_interval_holds_none(
    release: Release, low: float, high: float, sign: str
) -> None:
    change = release.latest.countries["KAZ"].changes["2023"]["criminality"]
    assert change.interval is not None
    moved = replace(
        change,
        display="+0.40" if high > 0.4 else "-0.40",
        interval=replace(change.interval, low90=low, high90=high),
    )
    cell = str(fragments(ENGLISH)["moved"](moved))
    assert f">{sign}</span>" in cell
    assert ("aria-hidden" in cell) == (sign != "≈"), "what is marked is read out"


def test_the_mark_is_explained_where_it_stands(sure_site: Path) -> None:
    for path in ("", "country/KAZ", "ranking/criminality", "region/eastern-asia"):
        page = (sure_site / "2025" / "en" / path / "index.html").read_text()
        assert "≈: within its 90\N{NO-BREAK SPACE}% interval" in page


def test_the_home_page_has_ranks_with_their_intervals_and_still_sorts(
    sure: str, watched: Page, release: Release
) -> None:
    watched.goto(f"{sure}2025/en/")
    row = watched.locator("#all tbody tr").filter(has_text="Kazakhstan")
    interval = release.latest.countries["KAZ"].figures["criminality"].rank["world"].interval
    assert interval is not None
    expect(row.locator("small").first).to_have_text(f"{interval.low90}–{interval.high90}")
    watched.get_by_role("button", name="Rank").first.click()
    ranks = watched.locator("#all tbody tr td:nth-child(3)").all_text_contents()
    numbers = [int(re.match(r"\d+", text.strip())[0]) for text in ranks]  # type: ignore[index]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1


def test_components_have_intervals_of_score_and_rank(sure: str, watched: Page) -> None:
    watched.goto(f"{sure}2025/en/country/KAZ/")
    heading = watched.locator("#criminal_markets")
    expect(heading).to_contain_text(
        re.compile(r"90\s%: \d\.\d to \d\.\d.*of 15 \(90\s%: \d+(st|nd|rd|th)")
    )


def test_compared_bars_have_lines_and_the_file_has_their_ends(sure: str, watched: Page) -> None:
    watched.goto(f"{sure}2025/en/compare/?c=KAZ,AUS")
    expect(watched.locator(".sides caption")).to_contain_text("Small: the 90")
    rows = watched.locator(".sides tbody tr:not(.block)").count()
    assert watched.locator(".sides .whisker").count() == 2 * rows
    with watched.expect_download() as download:
        watched.locator("[data-do=csv]").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text)))
    assert float(first["KAZ 2025 low90"]) <= float(first["KAZ 2025"])
    assert float(first["AUS 2025"]) <= float(first["AUS 2025 high90"])


def test_nothing_is_marked_where_there_are_no_intervals(simulated_site: Path) -> None:
    for path in ("", "country/KAZ", "ranking/criminality", "region/eastern-asia"):
        assert "≈" not in (simulated_site / "2025" / "en" / path / "index.html").read_text()


def test_signed_numbers_in_arabic_end_their_own_run(sure_site: Path) -> None:
    page = (sure_site / "2025" / "ar" / "country" / "KAZ" / "index.html").read_text()
    assert re.search(r"\(90%: \u200e[+−][\d.]+\u200f", page)
    assert not re.search(r"\u200e[+−][\d.]+(?![\d.\u200f])", page)


def test_the_report_has_ranks_with_their_intervals(release: Release) -> None:
    found = report_content(release, "2025", ENGLISH, "")["rankings"]
    assert found["note"].startswith("Small: the 90")
    rows = found["tables"][0]["rows"]
    interval = release.latest.countries["KAZ"].figures["criminality"].rank["world"].interval
    assert interval is not None
    [row] = [row for row in rows if row["name"] == "Kazakhstan"]
    assert row["sure"] == f"{interval.low90}–{interval.high90}"
