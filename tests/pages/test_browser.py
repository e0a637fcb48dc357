"""The site in a real browser: with and without JavaScript, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from ocindex.vocabulary import SIMULATED

# The page at the root leads on before all of it has come.
ABORTED = "net::ERR_ABORTED"
SAMPLE = (
    "",
    "en/",
    "2021/en/",
    "2025/en/country/KAZ/",
    "2021/en/country/AUS/",
    "2025/en/ranking/",
    "2025/en/ranking/criminal_actors/",
    "2025/en/region/australia-and-new-zealand/",
    "2025/en/continent/asia/",
    "2025/en/data/",
    "2025/en/about/",
)
OWN_SAMPLE = ("en/", "2025/en/country/AAA/", "2025/en/country/CCC/", "2025/en/ranking/rivers/",
              "2025/en/about/", "2025/en/data/")  # fmt: skip


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test on any console error, refusal or foreign request."""
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda m: m.type in ("error", "warning") and troubles.append(m.text))
        page.on("pageerror", lambda error: troubles.append(error.message))
        page.on("requestfailed", lambda r: r.failure == ABORTED or troubles.append(r.url))
        page.on(
            "request",
            lambda r: r.url.startswith("http://127.0.0.1:") or troubles.append(r.url),
        )
        page.on("response", lambda r: r.status < 400 or troubles.append(r.url))
        yield page
        assert troubles == []


def overflow(page: Page) -> int:
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(script))


@pytest.mark.parametrize("path", SAMPLE)
def test_pages_are_quiet_and_fit_320_pixels(simulated: str, watched: Page, path: str) -> None:
    watched.goto(simulated + path)
    if not path:
        watched.wait_for_url("**/en/")
    watched.wait_for_load_state()
    assert overflow(watched) == 0


@pytest.mark.parametrize("path", OWN_SAMPLE)
def test_any_index_fits_whatever_its_names(own: str, watched: Page, path: str) -> None:
    watched.goto(own + path)
    assert overflow(watched) == 0


def test_home_is_complete_without_javascript(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + "2025/en/")
        expect(page.locator("#all tbody tr")).to_have_count(15)
        expect(page.locator(".finder")).to_be_hidden()
        expect(page.locator("#all button")).to_have_count(0)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)


def first_column(page: Page) -> list[str]:
    return page.locator("#all tbody tr:not([hidden]) th").all_inner_texts()


def test_home_sorts_and_says_how(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/")
    button = chromium_page.get_by_role("button", name="Country")
    button.click()
    names = first_column(chromium_page)
    assert names == sorted(names)
    button.press("Enter")
    assert first_column(chromium_page) == names[::-1]
    head = chromium_page.locator("#all th[aria-sort]")
    expect(head).to_have_count(1)
    expect(head).to_have_attribute("aria-sort", "descending")


def test_scores_sort_as_numbers_from_the_highest(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/")
    chromium_page.get_by_role("button", name="Resilience", exact=True).click()
    shown = chromium_page.locator("#all tbody tr td:nth-child(5)").all_inner_texts()
    assert [float(text) for text in shown] == sorted(map(float, shown), reverse=True)


def test_changes_without_a_figure_stand_last(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/ranking/cyber_dependent_crimes/")
    column = chromium_page.locator("#all tbody tr td:nth-child(5)")
    assert set(column.all_inner_texts()) == {"n/a"}
    chromium_page.get_by_role("button", name="World rank").click()
    ranks = chromium_page.locator("#all tbody tr td:first-child").all_inner_texts()
    numbers = [int(text.rstrip("=")) for text in ranks]
    assert numbers == sorted(numbers)


def test_shared_ranks_are_marked_in_both_scopes(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/ranking/fauna_crimes/")
    rows = [row.split("\t") for row in chromium_page.locator("#all tbody tr").all_inner_texts()]
    for ranks in ([row[0] for row in rows], [f"{row[5]}: {row[6]}" for row in rows]):
        shared = {rank for rank in ranks if rank.endswith("=")}
        assert shared
        assert all(ranks.count(rank) > 1 for rank in shared)
        assert all(ranks.count(rank) == 1 for rank in set(ranks) - shared)


def test_home_finds_a_country_and_counts(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/")
    find = chromium_page.get_by_label("Find a country")
    find.fill("kazak")
    assert first_column(chromium_page) == ["Kazakhstan"]
    expect(chromium_page.locator("output")).to_have_text("1 of 15 countries")
    find.fill("")
    region = chromium_page.get_by_role("combobox", name="Region")
    region.select_option("Australia and New Zealand")
    assert sorted(first_column(chromium_page)) == ["Australia", "New Zealand"]
    region.select_option("Asia")
    assert len(first_column(chromium_page)) == 13


def test_hostile_texts_stay_texts(own: str, watched: Page) -> None:
    watched.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    watched.goto(own + "2025/en/country/AAA/")
    assert "taken" not in watched.title()
    expect(watched.get_by_role("heading", level=1)).to_have_text("Ærø <b>Land</b>")
    expect(watched.locator(".narrative script, .narrative img")).to_have_count(0)
    assert "<script>" in watched.locator(".narrative").inner_text()
    assert watched.locator("a[href^='javascript']").count() == 0
    expect(watched.get_by_role("link", name="A good source")).to_have_count(1)
    expect(watched.get_by_role("link", name="A bad source")).to_have_count(0)


def test_the_policy_refuses_inline_script(own: str, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(own + "2025/en/country/AAA/")
        page.evaluate(
            "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
            "document.body.append(s)"
        )
        assert page.evaluate("window.ran") is None


def test_a_turned_text_turns_nothing_else(own: str, chromium_page: Page) -> None:
    chromium_page.goto(own + "2025/en/country/AAA/")
    paragraphs = chromium_page.locator(".narrative p")
    assert paragraphs.count() == 5
    assert paragraphs.nth(4).evaluate("p => getComputedStyle(p).direction") == "ltr"


def test_an_untranslated_text_says_so(own: str, chromium_page: Page) -> None:
    chromium_page.goto(own + "2025/en/country/BBB/")
    expect(chromium_page.locator(".narrative .text")).to_have_attribute("lang", "ar")
    expect(chromium_page.get_by_text("has not been translated")).to_be_visible()
    paragraph = chromium_page.locator(".narrative p[dir]")
    assert paragraph.evaluate("p => getComputedStyle(p).direction") == "rtl"


def test_the_keyboard_gets_past_the_navigation(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/country/KAZ/")
    chromium_page.keyboard.press("Tab")
    skip = chromium_page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()


def test_details_show_what_a_change_is_made_of(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/country/KAZ/")
    details = chromium_page.locator("details").filter(has_text="As published").first
    details.locator("summary").click()
    expect(details.get_by_role("rowheader", name="As published")).to_be_visible()
    expect(details.get_by_text("Change of the framework")).to_be_visible()


def test_dark_pages_are_dark(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(simulated + "2025/en/")
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colour == "rgb(19, 22, 26)"


def test_every_sheet_of_a_printed_page_says_simulated(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/country/KAZ/")
    sheets = pypdfium2.PdfDocument(chromium_page.pdf())
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert len(texts) > 3
    assert all(SIMULATED in text for text in texts)
    # What opens on the screen is open on paper.
    assert "Change of the framework" in " ".join(texts)


def test_opened_from_the_disk_a_page_can_be_read(simulated_site: Path, chromium: Browser) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((simulated_site / "2025/en/country/KAZ/index.html").as_uri())
        expect(page.get_by_role("heading", level=1)).to_have_text("Kazakhstan")
