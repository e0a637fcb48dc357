"""The tools in a real browser: weights, comparisons, the matrix, changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ocindex.release import read_release

WEIGHTS = "2025/en/weights/"


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


TOOLS = (WEIGHTS,)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", TOOLS)
def test_axe_finds_nothing_on_the_tools(
    simulated: str, chromium: Browser, path: str, scheme: Literal["light", "dark"]
) -> None:
    with chromium.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(simulated + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", TOOLS)
@pytest.mark.parametrize("site", ["simulated", "own"])
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
