"""Search, and the pages about the data, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ocindex.publish.site.indexing import shard_of, terms
from support.axe import find_nothing_by_day_and_night

FRONT = ("about/", "data/", "methodology/", "glossary/", "corrections/", "search/", "search/?q=as")
TEXTS = (
    "<script>document.title = 'taken'</script> & unbroken_" + "unbroken" * 60,
    "Côte d'Ivoire, ANTI-money 2023; Ελλάδα, İstanbul, Straße, Ёлка, ½ ² Ⅷ ﬁne",
    "مُخَدِّرات और तस्करी 한국어 ไทย ひらがな カタカナ 有组织犯罪 毒 𠀀𠀁 a_b x毒品y",
)
PARTED = """async (texts) => {
  const { terms, shardOf } = await import("/assets/folding.js");
  return texts.map((text) => terms(text).map((term) => [term, shardOf(term, 7)]));
}"""


def find(page: Page, address: str, query: str) -> None:
    """Open the search page and type `query`."""
    page.goto(address)
    page.get_by_label("A country, an indicator").fill(query)


def test_words_are_parted_by_the_script_as_in_the_index(own: str, watched: Page) -> None:
    watched.goto(f"{own}en/search/")
    expected = [[[term, shard_of(term, 7)] for term in terms(text)] for text in TEXTS]
    assert watched.evaluate(PARTED, list(TEXTS)) == expected


def test_a_country_is_found_by_its_beginning_without_accents(own: str, watched: Page) -> None:
    find(watched, f"{own}en/search/", "aer")
    # Letters that are not an accented one stay what they are.
    expect(watched.locator(".seek output")).to_have_text("Nothing found.")
    find(watched, f"{own}en/search/", "ÆRØ LAND")
    expect(watched.locator(".seek output")).to_have_text("Found: 1")
    find(watched, f"{own}en/search/", "land")
    first = watched.locator("#found a").first
    expect(first).to_have_text("Land")
    first.click()
    expect(watched.locator("h1")).to_have_text("Land")


def test_a_narrative_is_found_by_its_words_and_is_harmless(own: str, watched: Page) -> None:
    find(watched, f"{own}en/search/", "script taken")
    found = watched.locator("#found li").filter(has=watched.locator("p"))
    expect(found).to_have_count(1)
    expect(found.locator("mark").first).to_have_text("script")
    expect(found.locator("p")).to_contain_text("<script>document")
    assert "Simulated" not in watched.title()
    assert watched.title() != "taken"
    assert watched.locator("#found script, #found img").count() == 0
    link = found.locator("a")
    section = re.sub(r".*#", "", link.get_attribute("href") or "")
    link.click()
    expect(watched.locator("h1")).to_contain_text("Ærø")
    assert watched.locator(f"[id='{section}']").count() == 1


def test_a_text_in_another_language_says_which(own: str, watched: Page) -> None:
    find(watched, f"{own}en/search/", "نص")
    expect(watched.locator("#found p[lang=ar] mark")).to_have_text("نص")


def test_what_was_sought_stands_in_the_address(simulated: str, watched: Page) -> None:
    watched.goto(f"{simulated}2025/en/search/?q=kaz")
    expect(watched.locator("#found a").first).to_have_text("Kazakhstan")
    expect(watched.locator("#all")).to_be_hidden()
    watched.get_by_label("A country, an indicator").fill("austr")
    expect(watched.locator("#found a").first).to_have_text("Australia")
    assert watched.url.endswith("?q=austr")
    watched.get_by_label("A country, an indicator").fill("")
    expect(watched.locator("#all")).to_be_visible()
    assert watched.url.endswith("/search/")


def test_by_keyboard_alone(simulated: str, watched: Page) -> None:
    find(watched, f"{simulated}2025/en/search/", "kaz")
    expect(watched.locator("#found a").first).to_have_text("Kazakhstan")
    watched.keyboard.press("ArrowDown")
    expect(watched.locator("#found a").first).to_be_focused()
    watched.keyboard.press("ArrowDown")
    expect(watched.locator("#found a").nth(1)).to_be_focused()
    watched.keyboard.press("Escape")
    expect(watched.get_by_label("A country, an indicator")).to_be_focused()
    watched.keyboard.press("Enter")
    expect(watched.locator("#found a").first).to_be_focused()
    watched.keyboard.press("Enter")
    expect(watched.locator("h1")).to_contain_text("Kazakhstan")


def test_without_a_script_all_pages_are_listed(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{simulated}2025/en/search/?q=kaz")
        expect(page.locator(".seek")).to_be_hidden()
        page.get_by_role("link", name="Kazakhstan", exact=True).click()
        expect(page.locator("h1")).to_contain_text("Kazakhstan")


def test_the_index_that_cannot_be_loaded_is_told(simulated: str, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.route("**/search/index.json", lambda route: route.fulfill(status=404))
        find(page, f"{simulated}2025/en/search/", "kaz")
        expect(page.locator(".seek output")).to_have_text("The index cannot be loaded.")


@pytest.mark.parametrize("path", FRONT)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    simulated: str, chromium: Browser, path: str
) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{simulated}2025/en/{path}")
        if "?" in path:
            expect(page.locator("#found a").first).to_be_visible()
        for summary in page.locator("main summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        find_nothing_by_day_and_night(page)


def test_search_engines_are_told_of_files_that_are_there(own: str, watched: Page) -> None:
    watched.goto(f"{own}2025/en/data/")
    script = watched.locator("script[type='application/ld+json']")
    described = json.loads(script.text_content() or "")
    assert described["@type"] == "Dataset"
    assert "Spring" in described["variableMeasured"]
    endings = {file["name"].rpartition(".")[2] for file in described["distribution"]}
    assert endings == {"csv", "dta", "json", "parquet", "sav", "xlsx"}
    for file in described["distribution"]:
        address = watched.evaluate("(link) => new URL(link, location).href", file["contentUrl"])
        answer = watched.request.get(address)
        assert answer.ok
        assert file["contentSize"] == f"{len(answer.body())} B"


def test_methodology_fits_the_framework(own: str, simulated: str, watched: Page) -> None:
    watched.goto(f"{simulated}2025/en/methodology/")
    expect(watched.locator(".rules section")).to_have_count(14)
    watched.goto(f"{own}2025/en/methodology/")
    expect(watched.locator(".rules")).to_have_count(0)
    expect(watched.locator(".lead")).to_contain_text("from 0 to 100 in steps of 1")
    row = watched.locator("tr").filter(has=watched.get_by_role("link", name="Rivers"))
    expect(row.locator("td").first).to_have_text("1/3")


def test_a_single_country_has_all_of_these_pages(single_site: Path) -> None:
    for path in FRONT[:-1]:
        assert (single_site / "2023/en" / path / "index.html").is_file()
    index = json.loads((single_site / "2023/en/search/index.json").read_text("utf-8"))
    assert index["shards"] == 0
    assert [e[1] for e in index["entries"] if e[0] == "country"] == ["Kazakhstan"]
