"""Maps: any two side by side, every node's map as a file, and the areas that need a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ocindex.publish.language import Language
from ocindex.publish.maps import Area, areas
from ocindex.publish.site import addresses, worldmaps
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View


class AreaRow(NamedTuple):
    """An area that is no plain country, and how the maps show it."""

    name: str
    shown: str
    note: str


def pages(site: Site, view: View) -> Iterator[Page]:
    """The one page and every node's files; none where the map knows none of the countries."""
    if addresses.MAPS not in view.known:
        return
    yield maps_page(site, view)
    for node in view.framework.nodes:
        yield from worldmaps.files(site, view, node)


def maps_page(site: Site, view: View) -> Page:
    """Two maps: at first the two headlines, or a headline and its first part."""
    # Components stand before indicators, so that one headline is followed by one of its parts.
    both = [*view.roots, *(n for n in view.framework.nodes if n not in view.roots)][:2]
    home = addresses.up(addresses.MAPS)
    found = [worldmaps.shown(site, view, node, home, "") for node in both]
    return site.page(
        "maps.html",
        addresses.MAPS,
        view,
        description=site.language.text(
            "Any two scores of the %(title)s on maps, side by side.",
            title=view.released.edition.title,
        ),
        maps=[one for one in found if one],
        choices=worldmaps.choices(view),
        absent=worldmaps.absent(site, view),
        areas=[area_row(area, site.language) for area in areas()],
    )


def area_row(area: Area, language: Language) -> AreaRow:
    text = language.text
    ways = {
        "merged": text("Part of %(code)s", code=area.whole),
        "with": text("In the colour of %(code)s", code=area.whole),
        "apart": text("Apart, without a colour unless it is scored itself"),
        "left out": text("Left out"),
    }
    return AreaRow(language.called(area.name), ways[area.shown], language.called(area.note))
