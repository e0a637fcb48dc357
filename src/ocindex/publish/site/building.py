"""A release to the pages of its site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from ocindex.publish.language import ENGLISH, Language, language, translated
from ocindex.publish.site import (
    about,
    addresses,
    change,
    compact,
    compare,
    corrections,
    country,
    glossary,
    groups,
    home,
    indicators,
    maps,
    matrix,
    methodology,
    rankings,
    search,
    weights,
)
from ocindex.publish.site.addresses import ROOT
from ocindex.publish.site.datapage import Dictionary, data_page
from ocindex.publish.site.dataset import Listed
from ocindex.publish.site.missing import missing_page
from ocindex.publish.site.pages import Options, Page, Site, environment
from ocindex.publish.site.stylesheet import more_styles, stylesheet
from ocindex.publish.site.view import View
from ocindex.release import Release

PageMaker = Callable[[Site, View], Iterator[Page]]
# Every kind of page has its module, which yields the pages of an edition and the files beside.
MAKERS: tuple[PageMaker, ...] = (
    home.pages,
    rankings.pages,
    indicators.pages,
    groups.pages,
    country.pages,
    compact.pages,
    maps.pages,
    matrix.pages,
    compare.pages,
    change.pages,
    weights.pages,
    methodology.pages,
    glossary.pages,
    corrections.pages,
    about.pages,
    search.pages,
)
DEFAULT = Options()
PICTURES = (".svg", ".js", ".json")


def make_site(release: Release, options: Options = DEFAULT, language: Language = ENGLISH) -> Site:
    """What all pages of a release in one language share.

    Parameters
    ----------
    release : Release
        With the editions' own names.
    options : Options, optional
    language : Language, optional
    """
    called = translated(release, language)
    views = {
        released.id: View(called, released, language, original)
        for released, original in zip(called.editions, release.editions, strict=True)
    }
    return Site(called, views, language, environment(language), options)


def edition_pages(
    site: Site, view: View, files: Sequence[Listed], dictionary: Dictionary
) -> Iterator[Page]:
    """Every page of one edition, each country's figures beside it."""
    for maker in MAKERS:
        yield from maker(site, view)
    yield data_page(site, view, files, dictionary)


def write_page(site: Site, view: View, page: Page, folder: Path) -> None:
    """Write a page below its edition, and again below the language for the latest one."""
    tops = [f"{view.id}/{site.language.code}/"]
    if view.released is site.release.latest:
        tops.append(f"{site.language.code}/")
    for top in tops:
        text = page.text.replace(ROOT, addresses.up(top + page.path))
        write_file(folder / (top + page.path), text.encode("utf-8"))


def write_file(path: Path, content: bytes) -> None:
    """Write a file; its folder is made where there is none, which few files need."""
    try:
        file = path.open("xb", buffering=0)
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        file = path.open("xb", buffering=0)
    with file:
        file.write(content)


def write_frame(site: Site, folder: Path) -> None:
    """What belongs to no edition: style, script, the way in, the page for wrong addresses."""
    assets = folder / "assets"
    assets.mkdir()
    source = files("ocindex.publish.site") / "assets"
    for file in source.iterdir():
        if file.name.endswith(PICTURES):
            (assets / file.name).write_bytes(file.read_bytes())
    simulated = site.options.languages if site.release.simulated else ()
    write_text(assets / "site.css", stylesheet([language(code) for code in simulated]))
    write_text(assets / "more.css", more_styles())
    latest = site.views[site.release.latest.id]
    top = site.base_url or "/"
    missing = missing_page(site, latest).text
    # It is shown at any address, so that its links cannot be relative.
    missing = missing.replace('href="./', f'href="{top}{site.language.code}/')
    write_text(folder / "404.html", missing.replace(ROOT, top))
    write_text(folder / "index.html", leading_page(site))
    robots = "User-agent: *\nAllow: /\n"
    if site.base_url:
        robots += f"Sitemap: {site.base_url}sitemap.xml\n"
        write_text(folder / "sitemap.xml", sitemap(site))
    write_text(folder / "robots.txt", robots)


def leading_page(site: Site) -> str:
    """The root's page, which leads to the latest edition."""
    context: Mapping[str, object] = {
        "release": site.release,
        "simulated": site.release.simulated,
        "language": site.language,
        "attribution": site.release.latest.edition.attribution,
        "canonical": f"{site.base_url}{site.language.code}/",
        "languages": [language(code) for code in site.options.languages],
    }
    return site.environment.get_template("leading.html").render(context)


def sitemap(site: Site) -> str:
    """Every edition's own pages; the copies of the latest point to them."""
    pages = (
        addresses.edition(view.id, code) + address
        for view in site.views.values()
        for code in site.options.languages
        for address in ("", *sorted(view.known))
    )
    lines = [f"<url><loc>{site.base_url}{page}</loc></url>" for page in pages]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + opening + "\n".join(lines) + "\n</urlset>\n"


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
