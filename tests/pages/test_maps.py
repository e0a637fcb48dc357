"""The maps of home and of the maps page, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.axe import find_nothing_by_day_and_night

KAZ, NODE = "KAZ", "human_trafficking"
LEAST = 24


def country(page: Page, iso3: str = KAZ) -> Locator:
    """The link of a country on the first map."""
    return page.locator(".worldmap").first.locator(f'svg a[href$="/{iso3}/"]')


def painted(site: Path, node: str) -> dict[str, list[object]]:
    """The rows of a node's file by country."""
    content = json.loads((site / f"2025/en/maps/{node}.json").read_text("utf-8"))
    return {row[0]: row for row in content["rows"]}


def test_without_a_script_the_first_map_is_there_and_leads_on(
    simulated: str, chromium: Browser
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{simulated}2025/en/")
        expect(page.locator(".worldmap svg.map a")).to_have_count(15)
        expect(page.locator(".worldmap .picker")).to_be_hidden()
        expect(page.locator(".worldmap .card")).to_be_hidden()
        page.get_by_role("link", name="Every map as a picture").click()
        expect(page.locator("svg.map a")).to_have_count(30)
        for picker in page.locator(".worldmap .picker").all():
            expect(picker).to_be_hidden()
        page.get_by_role("link", name="Human trafficking").click()
        assert page.url.endswith("/maps/human_trafficking.svg")


def test_another_node_is_painted_as_its_file_says(
    simulated: str, simulated_site: Path, watched: Page
) -> None:
    watched.goto(f"{simulated}2025/en/")
    watched.get_by_label("Component or indicator").select_option(NODE)
    box = watched.locator(".worldmap")
    expect(box.get_by_role("heading", level=2)).to_have_text("Human trafficking")
    rows = painted(simulated_site, NODE)
    assert len(rows) == 15
    for iso3, row in rows.items():
        link = country(watched, iso3)
        expect(link.locator(".area")).to_have_attribute("class", f"area worse-{row[1]}")
        assert (link.get_attribute("aria-label") or "").endswith(f": {row[2]}")
    assert watched.url.endswith(f"?node={NODE}")
    expect(box.locator(".take a").first).to_have_attribute("href", f"maps/{NODE}.svg")
    box.locator(".take summary").click()
    expect(box.locator("code.embed")).to_contain_text(f"/maps/{NODE}.svg")
    expect(box.locator("code.embed")).to_contain_text("human trafficking")
    watched.reload()
    expect(box.get_by_role("heading", level=2)).to_have_text("Human trafficking")


def test_ramp_and_legend_change_with_the_headline(simulated: str, watched: Page) -> None:
    watched.goto(f"{simulated}2025/en/")
    expect(watched.locator("svg.map rect.worse-8")).to_have_count(1)
    written = watched.locator("svg.map text.mid").all_inner_texts()
    places = [text.bounding_box() for text in watched.locator("svg.map text.mid").all()]
    watched.get_by_role("radio", name="Resilience").check()
    expect(watched.locator("svg.map rect.better-8")).to_have_count(1)
    expect(watched.locator("svg.map .worse-8")).to_have_count(0)
    # Both headlines have the same bands, which stay where they were.
    assert watched.locator("svg.map text.mid").all_inner_texts() == written
    assert [text.bounding_box() for text in watched.locator("svg.map text.mid").all()] == places
    watched.get_by_role("radio", name="Criminality").check()
    expect(watched.locator("svg.map .worse-8").first).to_be_attached()
    assert "?" not in watched.url


def test_the_card_says_what_the_ranking_says_and_covers_nothing_of_it(
    simulated: str, watched: Page
) -> None:
    watched.goto(f"{simulated}2025/en/ranking/criminality/")
    cells = watched.locator(f"#{KAZ} td, #{KAZ} > td, tr#{KAZ} > *").all_inner_texts()
    watched.goto(f"{simulated}2025/en/")
    card = watched.locator(".card")
    expect(card).to_be_hidden()
    for iso3 in (KAZ, "AUS"):
        country(watched, iso3).locator(".area").hover()
        expect(card.locator(".who")).to_have_text("Kazakhstan" if iso3 == KAZ else "Australia")
        over, area = card.bounding_box(), country(watched, iso3).bounding_box()
        assert over
        assert area
        assert over["x"] + over["width"] < area["x"] or over["y"] > area["y"] + area["height"]
    country(watched).locator(".area").hover()
    expect(card.locator(".who")).to_have_text("Kazakhstan")
    assert card.locator(".chip").inner_text() in cells
    rank = re.match(r"\d+", card.locator(".rank").inner_text())
    assert rank
    assert any(re.fullmatch(rf"{rank[0]}=?", cell) for cell in cells)
    assert any(cell.startswith(card.locator(".moved").inner_text()) for cell in cells)
    watched.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(watched.locator("svg .ring")).to_have_count(0)


def test_by_keyboard_alone(simulated: str, watched: Page) -> None:
    watched.goto(f"{simulated}2025/en/")
    watched.get_by_role("radio", name="Criminality").focus()
    for _ in range(3):
        watched.keyboard.press("Tab")
    expect(watched.get_by_role("link", name="Skip the map")).to_be_focused()
    watched.keyboard.press("Tab")
    link = watched.locator("svg.map a").first
    expect(link).to_be_focused()
    said = (link.get_attribute("aria-label") or "").rpartition(": ")
    expect(watched.locator(".card .who")).to_have_text(said[0])
    expect(watched.locator(".card .chip")).to_have_text(said[2])
    watched.keyboard.press("Enter")
    expect(watched.get_by_role("heading", level=1)).to_contain_text(said[0])


def test_a_country_is_found_by_typing(simulated: str, watched: Page) -> None:
    watched.goto(f"{simulated}2025/en/")
    field = watched.get_by_label("Find on the map")
    field.fill("kaza")
    expect(watched.locator(".card .who")).to_have_text("Kazakhstan")
    expect(watched.locator("svg.map a.away")).to_have_count(14)
    field.fill("atlantis")
    expect(watched.locator("svg.map a.away")).to_have_count(0)
    field.press("Enter")
    assert "atlantis" in field.evaluate("(input) => input.validationMessage")
    field.fill("KAZAKHSTAN")
    field.press("Enter")
    watched.wait_for_url("**/country/KAZ/")


def test_a_finger_points_first_and_then_opens(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(has_touch=True, viewport={"width": 375, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{simulated}2025/en/")
        country(page).locator(".area").tap()
        expect(page.locator(".card .who")).to_have_text("Kazakhstan")
        assert page.url.endswith("/2025/en/")
        country(page).locator(".area").tap()
        page.wait_for_url("**/country/KAZ/")


def test_circles_can_be_hit_on_a_phone(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{simulated}2025/en/")
        sizes = [circle.bounding_box() for circle in page.locator("svg.map circle.hit").all()]
        sizes += [page.locator(".take summary").first.bounding_box()]
        assert sizes
        assert all(size and size["height"] >= LEAST for size in sizes)


def test_a_country_is_marked_in_both_maps(
    simulated: str, simulated_site: Path, watched: Page
) -> None:
    watched.set_viewport_size({"width": 1400, "height": 900})
    watched.goto(f"{simulated}2025/en/maps/")
    country(watched).locator(".area").hover()
    for who in watched.locator(".card .who").all():
        expect(who).to_have_text("Kazakhstan")
    expect(watched.locator("svg .ring")).to_have_count(2)
    both = [painted(simulated_site, node)[KAZ][2] for node in ("criminality", "resilience")]
    expect(watched.locator(".card .chip")).to_have_text([str(text) for text in both])
    one, other = (box.bounding_box() for box in watched.locator("svg.map").all())
    assert one
    assert other
    assert one["y"] == other["y"]
    assert one["x"] + one["width"] <= other["x"]


def test_two_maps_are_chosen_by_the_address(simulated: str, watched: Page) -> None:
    watched.goto(f"{simulated}2025/en/maps/?left={NODE}&right=nonsense")
    heads = watched.locator(".worldmap h2")
    expect(heads).to_have_text(["Human trafficking", "Resilience"])
    watched.locator(".worldmap").nth(1).locator("select").select_option("heroin_trade")
    expect(heads).to_have_text(["Human trafficking", "Heroin trade"])
    assert watched.url.endswith(f"?left={NODE}&right=heroin_trade")


def test_figures_that_cannot_be_loaded_are_told(simulated: str, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.route("**/maps/*.json", lambda route: route.fulfill(status=404))
        page.goto(f"{simulated}2025/en/")
        page.get_by_label("Component or indicator").select_option(NODE)
        expect(page.locator(".finding")).to_have_text("The figures could not be loaded.")


def test_an_index_of_places_that_no_map_knows_does_without(own_site: Path) -> None:
    home = (own_site / "2025/en/index.html").read_text("utf-8")
    assert "worldmap" not in home
    assert "maps/" not in home
    assert not (own_site / "2025/en/maps").exists()


def test_a_single_country_is_shown_from_near(single_site: Path) -> None:
    for path in ("index.html", "maps/index.html"):
        page = (single_site / "2023/en" / path).read_text("utf-8")
        assert 'class="worldmap near"' in page
        assert "not assessed" not in page.partition("</svg>")[0].lower()


def test_no_area_is_left_without_its_word(simulated: str, watched: Page) -> None:
    watched.goto(f"{simulated}2025/en/maps/#areas")
    watched.locator("summary", has_text="Areas that are no country").click()
    row = watched.locator(".areas tr").filter(has_text="Western Sahara")
    expect(row).to_contain_text("Apart")
    expect(watched.locator("main")).to_contain_text("imply no opinion")


@pytest.mark.parametrize("path", ["", "maps/"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    simulated: str, chromium: Browser, path: str
) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{simulated}2025/en/{path}")
        country(page).focus()
        expect(page.locator(".card .who").first).to_have_text("Kazakhstan")
        for summary in page.locator("main summary").all():
            summary.click()
        country(page).focus()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        find_nothing_by_day_and_night(page)
