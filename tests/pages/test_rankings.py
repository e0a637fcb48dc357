"""Rankings and indicator pages in a real browser: narrowed, sorted, sent on, without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from support.axe import find_nothing_by_day_and_night

RANKING = "2025/en/ranking/fauna_crimes/"
PAGES = (RANKING, RANKING + "#strips", "2025/en/indicator/", "2025/en/indicator/fauna_crimes/",
         "2021/en/indicator/criminality/")  # fmt: skip
OWN = ("2025/en/ranking/rivers/#strips", "2025/en/indicator/rivers/", "2025/en/indicator/risk/",
       "2025/en/indicator/")  # fmt: skip


def shown(page: Page) -> Locator:
    return page.locator("#all tbody tr:not([hidden])")


def column(page: Page, key: str) -> list[str]:
    """The cells below a heading, of the rows that are shown."""
    heads = page.locator("#all thead th")
    place = [head.get_attribute("data-key") for head in heads.all()].index(key)
    return [row.locator("th, td").nth(place).inner_text() for row in shown(page).all()]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(simulated: str, chromium: Browser, path: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(simulated + path)
        for summary in page.locator("main summary").all():
            summary.click()
        find_nothing_by_day_and_night(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_its_screen(
    simulated: str, own: str, chromium: Browser, width: int
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for address in [simulated + path for path in PAGES] + [own + path for path in OWN]:
            page.goto(address)
            for summary in page.locator("main summary").all():
                summary.click()
            scrolled = page.evaluate("document.documentElement.scrollWidth")
            assert scrolled <= width, address


def test_a_region_shows_its_own_ranks_and_the_world_has_them_back(
    simulated: str, chromium_page: Page
) -> None:
    chromium_page.goto(simulated + RANKING)
    world = column(chromium_page, "rank")
    within = chromium_page.get_by_label("Ranked within")
    within.select_option("central-asia-and-the-caucasus")
    assert column(chromium_page, "rank") == column(chromium_page, "rank-region")
    assert set(column(chromium_page, "region")) == {"Central Asia and the Caucasus"}
    head = chromium_page.locator('th[data-key="rank"]')
    expect(head).to_contain_text("Rank: Central Asia and the Caucasus")
    within.select_option("")
    assert column(chromium_page, "rank") == world
    expect(head).to_contain_text("World rank")


def test_a_continent_shows_the_ranks_that_the_release_has(
    simulated: str, chromium_page: Page
) -> None:
    chromium_page.goto(simulated + RANKING)
    chromium_page.get_by_label("Ranked within").select_option("asia")
    expect(shown(chromium_page)).to_have_count(13)
    ranks = column(chromium_page, "rank")
    response = chromium_page.request.get(simulated + RANKING + "fauna_crimes.json")
    found = {row["country"]: row["rank_continent"] for row in response.json()["rows"]}
    names = column(chromium_page, "country")
    assert [int(rank.rstrip("=")) for rank in ranks] == [found[name] for name in names]
    assert min(found[name] for name in names) == 1


def test_what_was_chosen_can_be_sent_on(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + RANKING)
    chromium_page.get_by_label("Ranked within").select_option("eastern-asia")
    chromium_page.get_by_role("button", name="Country").click()
    chromium_page.get_by_role("button", name="Country").click()
    chosen = column(chromium_page, "country")
    assert chosen == sorted(chosen, reverse=True)
    expect(chromium_page).to_have_url(re.compile(r"\?in=eastern-asia&sort=-country$"))
    sent = chromium_page.url
    chromium_page.goto("about:blank")
    chromium_page.goto(sent)
    assert column(chromium_page, "country") == chosen
    expect(chromium_page.get_by_label("Ranked within")).to_have_value("eastern-asia")
    chromium_page.get_by_label("Ranked within").select_option("")
    chromium_page.get_by_label("Find a country").fill("kaz")
    expect(chromium_page).to_have_url(re.compile(r"\?sort=-country&find=kaz$"))


def test_an_unknown_choice_in_the_address_is_none(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + RANKING + "?in=nowhere&sort=nothing")
    expect(shown(chromium_page)).to_have_count(15)
    expect(chromium_page.locator("th[aria-sort]")).to_have_count(0)


def test_a_tie_that_the_filter_hides_is_told(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + RANKING)
    rows = list(zip(column(chromium_page, "rank"), column(chromium_page, "country"), strict=True))
    rank = next(rank for rank, _ in rows if rank.endswith("="))
    first, *others = (name for place, name in rows if place == rank)
    expect(chromium_page.locator("#all small")).to_have_count(0)
    chromium_page.get_by_label("Find a country").fill(first)
    note = chromium_page.locator("#all small:visible")
    expect(note).to_have_count(1)
    if len(others) <= 5:
        for name in others:
            expect(note).to_contain_text(name)
    else:
        expect(note).to_have_text(f"tied with {len(others)} others")
    chromium_page.get_by_label("Find a country").fill("")
    expect(chromium_page.locator("#all small")).to_have_count(0)


def test_a_link_to_a_country_marks_its_row(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + RANKING + "#KAZ")
    row = chromium_page.locator("tr:target")
    expect(row).to_contain_text("Kazakhstan")
    expect(row).to_be_in_viewport()
    plain = "e => getComputedStyle(e.querySelector('td')).backgroundColor"
    other = chromium_page.locator("#all tbody tr:not(:target)").first
    assert row.evaluate(plain) != other.evaluate(plain)


def test_list_and_strips_are_there_without_javascript(simulated: str, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(simulated + RANKING)
        expect(page.locator("#all tbody tr")).to_have_count(15)
        expect(page.locator("#strips")).to_be_hidden()
        page.get_by_role("link", name="Strips by region").press("Enter")
        expect(page.locator("#list")).to_be_hidden()
        # The world, two continents and three regions.
        expect(page.locator("#strips tbody tr")).to_have_count(6)
        page.get_by_role("link", name="List").press("Enter")
        expect(page.locator("#all")).to_be_visible()


def test_paper_has_both(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + RANKING)
    chromium_page.emulate_media(media="print")
    expect(chromium_page.locator("#strips")).to_be_visible()
    expect(chromium_page.locator("#all")).to_be_visible()


@pytest.mark.parametrize("sign", [",", "."])
def test_numbers_sort_whatever_their_decimal_sign(
    simulated: str, chromium_page: Page, sign: str
) -> None:
    """As in French; or in Arabic, where a mark of direction stands before a sign."""
    path = simulated + "2025/en/ranking/resilience/"

    def rewritten(route: Route) -> None:
        answer = route.fetch()
        signed = re.compile(r">([+\u2212]\d+)\.(\d+)<")
        route.fulfill(response=answer, body=signed.sub(f">\u200e\\1{sign}\\2<", answer.text()))

    chromium_page.route(path, rewritten)
    chromium_page.goto(path)
    chromium_page.get_by_role("button", name="Since").click()
    texts = [re.sub(r"[\s\u25b4\u25be=]", "", text) for text in column(chromium_page, "change")]
    written = [text.removeprefix("\u200e").replace("\u2212", "-") for text in texts]
    assert sum(text.startswith("\u200e") and sign in text for text in texts) > 10
    changes = [float(text.replace(",", ".")) for text in written]
    assert changes == sorted(changes, reverse=True)
    assert min(changes) < 0 < max(changes)


def test_every_indicator_leads_on_by_keyboard(simulated: str, chromium_page: Page) -> None:
    chromium_page.goto(simulated + "2025/en/indicator/")
    chromium_page.get_by_role("link", name="Criminality", exact=True).press("Enter")
    expect(chromium_page.get_by_role("heading", level=1)).to_have_text("Criminality")
    chromium_page.get_by_role("link", name="The whole ranking").press("Enter")
    expect(chromium_page).to_have_url(simulated + "2025/en/ranking/criminality/")
    chromium_page.get_by_role("link", name="What it measures, and what it goes with").press("Enter")
    expect(chromium_page).to_have_url(simulated + "2025/en/indicator/criminality/")
