"""How sure figures are, as pages say and draw it; where nobody knows, nothing is said."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pyreadstat
import pytest
from playwright.sync_api import Browser, Page, expect

from ocindex.release import Release, read_release
from support.axe import find_nothing

SAMPLE = (
    "2025/en/",
    "2025/en/country/KAZ/",
    "2025/en/ranking/criminality/#tiers",
    "2025/en/compare/?c=KAZ,UZB,AUS",
    "2025/en/methodology/",
    "2025/ar/ranking/resilience/",
)


@pytest.fixture(scope="module")
def release(sure_release: Path) -> Release:
    return read_release(sure_release)


@pytest.mark.parametrize("path", SAMPLE)
def test_axe_finds_nothing_and_all_fits_320_pixels(sure: str, chromium: Browser, path: str) -> None:
    with chromium.new_context(
        color_scheme="dark", viewport={"width": 320, "height": 800}
    ) as context:
        page = context.new_page()
        page.goto(sure + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        find_nothing(page)


def test_a_country_says_its_intervals_and_what_they_rest_on(
    sure: str, watched: Page, release: Release
) -> None:
    watched.goto(f"{sure}2025/en/country/KAZ/")
    rank = release.latest.countries["KAZ"].figures["criminality"].rank["world"].interval
    assert rank is not None
    lead = watched.locator(".lead").first.inner_text()
    assert "(90\N{NO-BREAK SPACE}%: " in lead
    assert f"{rank.low90}" in lead
    said = watched.locator(".sure").inner_text()
    assert said.startswith("90\N{NO-BREAK SPACE}% intervals: criminality ")
    assert "They rest on the ratings of 2 experts." in said
    watched.locator(".sure a").click()
    expect(watched.locator("#certainty")).to_be_in_viewport()


def test_every_interval_is_in_the_files_beside(sure_site: Path, release: Release) -> None:
    folder = sure_site / "2025" / "en" / "country" / "KAZ"
    figures = release.latest.countries["KAZ"].figures
    for row in csv.DictReader(io.StringIO((folder / "KAZ.csv").read_text())):
        interval = figures[row["node"]].interval
        assert interval is not None
        assert float(row["low90"]) == interval.low90
        assert int(row["n_raters"]) == 2
    content = json.loads((folder / "KAZ.json").read_text())["nodes"]["criminality"]
    assert content["interval"]["basis"] == "ratings"
    assert content["rank_interval"]["world"]["low90"] >= 1
    data = sure_site / "2025" / "data"
    names = {"intervals.csv", "rank_intervals.csv", "pairs.csv", "change_intervals.csv"}
    assert {*names, "draws.parquet"} <= {path.name for path in data.iterdir()}
    assert "rank_low90" in (data / "dictionary.csv").read_text()
    wide = pyreadstat.read_dta(str(data / "wide.dta"), metadataonly=True, output_format="polars")[1]
    assert {"low90_criminality", "rank_high90_resilience"} <= set(wide.column_names)
    with zipfile.ZipFile(data / "index-2025.xlsx") as book:
        sheets = book.read("xl/workbook.xml").decode()
    assert 'name="Ranks, low 90"' in sheets


def test_tiers_hold_every_country_once(sure: str, watched: Page, release: Release) -> None:
    watched.goto(f"{sure}2025/en/ranking/criminality/#tiers")
    expect(watched.locator("#list")).to_be_hidden()
    links = watched.locator(".tiers tbody a")
    found = [str(link.get_attribute("href")).split("/")[-2] for link in links.all()]
    assert sorted(found) == sorted(release.latest.countries)
    expect(watched.locator("#tiers svg.intervals").first).to_be_visible()


def test_a_ranking_sorts_by_the_interval_of_ranks(sure: str, watched: Page) -> None:
    watched.goto(f"{sure}2025/en/ranking/criminality/")
    watched.get_by_role("button", name="Rank, 90 %").click()
    cells = watched.locator("#all tbody tr td:nth-child(2)").all_inner_texts()
    first = [int(cell.split("–")[0]) for cell in cells]
    assert first in (sorted(first), sorted(first, reverse=True))


def test_two_countries_are_compared_with_their_chance(
    sure: str, watched: Page, release: Release
) -> None:
    watched.goto(f"{sure}2025/en/compare/?c=KAZ,AUS")
    cell = watched.locator(".drawn .likely").first.locator("tbody tr").first.locator("td").last
    chance = release.latest.above("criminality", "KAZ", "AUS")
    assert chance is not None
    percent = int(100 * chance + 0.5)
    said = {0: "under 1", 100: "over 99"}.get(percent, str(percent))
    expect(cell).to_contain_text(f"{said}\N{NO-BREAK SPACE}%")
    expect(watched.locator(".chances p").first).to_contain_text("scores higher than")


def test_chances_are_a_table_without_javascript(sure: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{sure}2025/en/compare/")
        assert page.locator(".ready .likely").count() == 2


def test_the_least_certain_are_hatched_when_asked_for(sure: str, watched: Page) -> None:
    watched.goto(f"{sure}2025/en/maps/")
    box = watched.locator(".worldmap").first
    box.get_by_label("Hatch the least certain").check()
    hatched = box.locator(".hatch").count()
    assert hatched
    expect(box.locator(".hatching")).to_contain_text("Hatched: the quarter")
    box.locator("select").select_option("resilience")
    expect(box.locator("h2")).to_have_text("Resilience")
    assert box.locator(".hatch").count()
    box.get_by_label("Hatch the least certain").uncheck()
    expect(box.locator(".hatch")).to_have_count(0)


def test_changes_say_where_they_may_be_none(sure: str, watched: Page) -> None:
    watched.goto(f"{sure}2025/en/change/")
    expect(watched.locator(".lead").first).to_contain_text("cannot be told from no change")


def test_an_edition_without_intervals_shows_none(simulated_site: Path) -> None:
    for path in ("country/KAZ", "ranking/criminality", "compare", "maps", "methodology", ""):
        text = (simulated_site / "2025" / "en" / path / "index.html").read_text()
        assert "90 %" not in text.replace("\N{NO-BREAK SPACE}", " ")
    assert not (simulated_site / "2025" / "en" / "compare" / "above").exists()
    assert not (simulated_site / "2025" / "data" / "intervals.csv").exists()
