"""The tools in a real browser: weights, comparisons, the matrix, changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from ocindex.release import read_release
from support.axe import find_nothing_by_day_and_night

WEIGHTS, COMPARE, CHANGE = "2025/en/weights/", "2025/en/compare/", "2025/en/change/"
MATRIX = "2025/en/matrix/"


def shown_ranks(page: Page) -> dict[str, int]:
    """Ranks that the table of your weights shows, by iso3."""
    script = """rows => rows.map((row) => [row.dataset.iso3, Number(row.cells[0].textContent)])"""
    return dict(page.locator(".standings tbody tr").evaluate_all(script))


def ready(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".weights.live")


@pytest.mark.parametrize("head", ["criminality", "resilience"])
@pytest.mark.parametrize("edition", ["2021", "2025"])
def test_published_weights_give_the_published_ranks(
    simulated: str, simulated_release: Path, chromium_page: Page, edition: str, head: str
) -> None:
    ready(chromium_page, f"{simulated}{edition}/en/weights/?of={head}")
    countries = read_release(simulated_release).by_id[edition].countries
    published = {iso3: r.figures[head].rank["world"].rank for iso3, r in countries.items()}
    assert shown_ranks(chromium_page) == published
    scores = chromium_page.locator(".standings tbody tr").evaluate_all(
        "rows => rows.map((row) => [row.dataset.iso3, row.cells[2].textContent])"
    )
    assert dict(scores) == {iso3: r.figures[head].display for iso3, r in countries.items()}


def test_ties_are_ties_in_any_index(own: str, chromium_page: Page) -> None:
    ready(chromium_page, own + WEIGHTS)
    assert shown_ranks(chromium_page) == {"CCC": 1, "AAA": 2, "BBB": 2}


def test_a_weight_moves_ranks_and_the_address(simulated: str, chromium_page: Page) -> None:
    ready(chromium_page, simulated + WEIGHTS)
    before = shown_ranks(chromium_page)
    expect(chromium_page.locator(".said")).to_contain_text("published ranks")
    slider = chromium_page.get_by_role("slider", name="Criminal actors")
    slider.press("End")
    expect(chromium_page.locator(".said")).to_contain_text("Ranks that change")
    assert shown_ranks(chromium_page) != before
    assert chromium_page.url.endswith("?criminal_actors=4")
    expect(chromium_page.locator("tr[data-key=criminal_actors] .share")).to_have_text("80.0%")
    moved = shown_ranks(chromium_page)
    chromium_page.reload()
    chromium_page.wait_for_selector(".weights.live")
    assert shown_ranks(chromium_page) == moved
    chromium_page.get_by_role("button", name="Published weights").press("Enter")
    assert shown_ranks(chromium_page) == before
    chromium_page.get_by_role("button", name="Undo").press("Enter")
    assert shown_ranks(chromium_page) == moved


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_rows_slide_only_where_motion_is_wanted(
    simulated: str,
    chromium: Browser,
    motion: Literal["no-preference", "reduce"],
    moves: bool,
) -> None:
    with chromium.new_context(reduced_motion=motion) as context:
        page = context.new_page()
        ready(page, simulated + WEIGHTS)
        slid = page.locator("tr[data-key=criminal_actors] input").evaluate(
            """async (input) => {
              let slid = false;
              input.value = 16;
              for (const name of ["input", "change"]) input.dispatchEvent(new Event(name));
              for (let i = 0; i < 10; i += 1) {
                await new Promise((done) => requestAnimationFrame(done));
                slid ||= document.getAnimations().length > 0;
              }
              return slid;
            }"""
        )
        assert slid == moves


def test_one_indicator_alone_ranks_as_it_is_ranked(
    simulated: str, simulated_release: Path, chromium_page: Page
) -> None:
    ready(chromium_page, simulated + WEIGHTS + "?of=resilience")
    rows = chromium_page.locator("section:not([hidden]) tr.indicator")
    keys = rows.evaluate_all("rows => rows.map((row) => row.dataset.key)")
    kept = keys[3]
    rest = "&".join(f"{key}=0" for key in keys if key != kept)
    ready(chromium_page, f"{simulated}{WEIGHTS}?of=resilience&{rest}")
    countries = read_release(simulated_release).latest.countries
    expected = {iso3: r.figures[kept].rank["world"].rank for iso3, r in countries.items()}
    assert shown_ranks(chromium_page) == expected


def test_no_weight_at_all_is_said(own: str, chromium_page: Page) -> None:
    ready(chromium_page, own + WEIGHTS)
    rows = chromium_page.locator("section:not([hidden]) tr.indicator")
    keys = rows.evaluate_all("rows => rows.map((row) => row.dataset.key)")
    ready(chromium_page, own + WEIGHTS + "?" + "&".join(f"{key}=0" for key in keys))
    expect(chromium_page.locator(".said")).to_have_text(
        "Every weight is zero: there is nothing to rank by."
    )
    expect(chromium_page.locator(".standings")).to_be_hidden()


def test_weights_are_a_table_without_javascript(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + WEIGHTS)
        row = page.get_by_role("row", name="Criminal actors")
        expect(row).to_contain_text("1/2")
        expect(page.locator(".outcome")).to_be_hidden()


def test_figures_are_small_and_say_that_they_are_made_up(simulated_site: Path) -> None:
    file = simulated_site / "2025/en/figures.json"
    assert json.loads(file.read_text("utf-8"))["notice"] == "Simulated data"


def drawn(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".drawn table")


def headings(page: Page) -> list[str]:
    return page.locator(".sides thead th").all_inner_texts()[1:]


def test_countries_are_added_and_removed_by_keyboard(simulated: str, chromium_page: Page) -> None:
    drawn(chromium_page, simulated + COMPARE + "?c=KAZ,JPN")
    assert headings(chromium_page) == ["Kazakhstan", "Japan"]
    chromium_page.get_by_label("Add a country").fill("uzbek")
    chromium_page.keyboard.press("Enter")
    expect(chromium_page.get_by_role("columnheader", name="Uzbekistan")).to_be_visible()
    assert chromium_page.url.endswith("?c=KAZ,JPN,UZB")
    chromium_page.get_by_role("button", name="Remove Kazakhstan").press("Enter")
    expect(chromium_page.get_by_role("columnheader", name="Kazakhstan")).to_have_count(0)
    chromium_page.reload()
    chromium_page.wait_for_selector(".drawn table")
    assert headings(chromium_page) == ["Japan", "Uzbekistan"]
    chromium_page.get_by_label("Add a country").fill("Atlantis")
    chromium_page.keyboard.press("Enter")
    expect(chromium_page.locator(".said")).to_have_text("No country of this name: Atlantis.")


def test_compared_scores_are_those_of_the_release(
    simulated: str, simulated_release: Path, chromium_page: Page
) -> None:
    drawn(chromium_page, simulated + COMPARE + "?c=KAZ&e=2021,2025")
    assert headings(chromium_page) == ["Kazakhstan, 2021", "Kazakhstan, 2025"]
    release = read_release(simulated_release)
    cells = chromium_page.locator(".sides tbody tr:not(.block)").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
    )
    framework = release.latest.edition.framework
    assert len(cells) == len(framework.nodes)
    names = {node.name: node.id for node in framework.nodes}
    for name, *shown in cells:
        node = names[name.lstrip("0123456789 ")]
        figures = [release.by_id[e].countries["KAZ"].figures.get(node) for e in ("2021", "2025")]
        assert shown == [figure.display if figure else "Not measured" for figure in figures]


def test_the_compared_table_can_be_taken(own: str, chromium_page: Page) -> None:
    drawn(chromium_page, own + COMPARE + "?c=AAA,BBB")
    with chromium_page.expect_download() as download:
        chromium_page.get_by_role("button", name="Download the table (CSV)").click()
    rows = download.value.path().read_text("utf-8").splitlines()
    assert download.value.suggested_filename == "AAA-BBB.csv"
    assert rows[0] == "node,name,AAA 2025,BBB 2025"
    assert rows[1].startswith("risk,Risk,")


def test_no_more_than_six_are_compared(simulated: str, chromium_page: Page) -> None:
    drawn(chromium_page, simulated + COMPARE + "?c=KAZ,JPN,UZB,AUS,NZL,CHN,MNG&e=2021,2025")
    assert headings(chromium_page) == ["Kazakhstan", "Japan", "Uzbekistan", "Australia",
                                       "New Zealand", "China"]  # fmt: skip
    chromium_page.get_by_label("Add a country").fill("Mongolia")
    chromium_page.keyboard.press("Enter")
    expect(chromium_page.locator(".said")).to_contain_text("No more than 6")


def test_ready_comparisons_need_no_javascript(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + COMPARE)
        expect(page.locator("#compare")).to_be_hidden()
        assert page.locator(".ready thead").first.locator("th").count() == 6
        page.get_by_role("link", name="Eastern Asia").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Eastern Asia")


def test_parts_of_a_change_are_those_of_the_release(
    simulated: str, simulated_release: Path, chromium_page: Page
) -> None:
    drawn(chromium_page, simulated + CHANGE + "?c=KAZ&from=2021&to=2025&of=criminal_actors")
    release = read_release(simulated_release)
    change = release.latest.countries["KAZ"].changes["2021"]["criminal_actors"]
    cells = chromium_page.locator(".breakdown tr").evaluate_all(
        "rows => rows.map((row) => [row.cells[0].textContent, row.lastElementChild.textContent])"
    )
    shown = {name: text.replace("\N{MINUS SIGN}", "-") for name, text in cells}
    names = {node.id: node.name for node in release.latest.edition.framework.nodes}
    names["framework"] = "Change of the framework"
    for part in change.parts:
        if part.exact != "0":
            assert shown[names[part.part]] == part.display
    assert shown["As published"] == change.display
    assert shown["Over the indicators that both editions have"] == change.comparable_display


def test_another_country_and_component_can_be_chosen(simulated: str, chromium_page: Page) -> None:
    drawn(chromium_page, simulated + CHANGE)
    chromium_page.get_by_label("Country").fill("japan")
    chromium_page.keyboard.press("Enter")
    expect(chromium_page.locator(".said")).to_contain_text("Japan, Criminality")
    chromium_page.get_by_label("Component").select_option("Resilience")
    expect(chromium_page.locator(".said")).to_contain_text("Japan, Resilience")
    assert "c=JPN&from=2021&to=2025&of=resilience" in chromium_page.url


def test_changes_are_ranked_without_javascript(
    simulated: str, simulated_release: Path, chromium: Browser
) -> None:
    countries = read_release(simulated_release).latest.countries
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + CHANGE)
        rows = page.locator(".moves").first.locator("tbody tr")
        shown = [row.split("\t") for row in rows.all_inner_texts()]
    changes = [record.changes["2021"]["criminality"] for record in countries.values()]
    assert len(shown) == len(changes)
    ordered = sorted(changes, key=lambda change: -change.change)
    signs = [row[4].rstrip("▴▾=").replace("\N{MINUS SIGN}", "-") for row in shown]
    assert signs == [change.display for change in ordered]


def test_a_first_edition_has_no_page_of_changes(own_site: Path, simulated_site: Path) -> None:
    assert not (own_site / CHANGE).exists()
    assert not (simulated_site / "2021/en/change").exists()
    assert (simulated_site / CHANGE / "index.html").exists()


def test_the_matrix_finds_countries(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + MATRIX)
    dots = chromium_page.locator("#matrix .chart.wide a")
    expect(dots).to_have_count(15)
    chromium_page.get_by_label("Find a country").fill("kazakh")
    expect(chromium_page.locator("#matrix .chart.wide a.found")).to_have_count(1)
    expect(chromium_page.locator("#matrix .chart.wide a.away")).to_have_count(14)
    expect(chromium_page.locator("#matrix .said")).to_contain_text("Kazakhstan: criminality ")
    chromium_page.get_by_label("Find a country").fill("stan")
    expect(chromium_page.locator("#matrix .said")).to_have_text("5 of 15 countries")
    chromium_page.get_by_label("Find a country").fill("")
    chromium_page.get_by_label("Region").select_option("Australia and New Zealand")
    expect(chromium_page.locator(".quadrants tbody tr:visible")).to_have_count(2)
    found = chromium_page.locator("#matrix .chart.wide a.found").first
    found.focus()
    expect(chromium_page.locator("#matrix .said")).to_contain_text(": criminality ")
    chromium_page.keyboard.press("Enter")
    chromium_page.wait_for_url("**/country/*/")


def test_quadrants_are_those_of_the_release(
    simulated: str, simulated_release: Path, chromium: Browser
) -> None:
    countries = read_release(simulated_release).latest.countries
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + MATRIX)
        shown = {
            iso3: section.locator("h2").inner_text().rsplit(" ", 1)[0].lower()
            for section in page.locator(".quadrants section").all()
            for iso3 in section.locator("tr[data-iso3]").evaluate_all(
                "rows => rows.map((row) => row.dataset.iso3)"
            )
        }
    assert shown == {iso3: record.quadrant for iso3, record in countries.items()}


TOOLS = (WEIGHTS, COMPARE, CHANGE, MATRIX)


@pytest.mark.parametrize("path", TOOLS)
def test_axe_finds_nothing_on_the_tools(simulated: str, chromium: Browser, path: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(simulated + path)
        page.wait_for_load_state("networkidle")
        find_nothing_by_day_and_night(page)


@pytest.mark.parametrize(
    ("site", "path"),
    [*(("simulated", path) for path in TOOLS), ("own", WEIGHTS), ("own", COMPARE), ("own", MATRIX)],
)
def test_tools_fit_320_pixels(
    request: pytest.FixtureRequest, chromium: Browser, path: str, site: str
) -> None:
    base = request.getfixturevalue(site)
    with chromium.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        script = "document.documentElement.scrollWidth"
        assert page.evaluate(script) <= 320
