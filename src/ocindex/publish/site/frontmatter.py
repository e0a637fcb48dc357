"""The pages about an edition: its data files, what it is, and the page for wrong addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ocindex.publish.language import Language, inside
from ocindex.publish.site import addresses
from ocindex.publish.site.country import citation
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import Component


class Listed(NamedTuple):
    """A data file as the data page lists it; `size` in bytes."""

    name: str
    title: str
    size: int


Dictionary = Mapping[str, Sequence[tuple[str, str, str]]]


def data_page(site: Site, view: View, files: Sequence[Listed], dictionary: Dictionary) -> Page:
    """Every data file with its size, and what the columns of the tables hold.

    `dictionary` gives name, type and description of the columns by table.
    """
    text = site.language.text
    listed: dict[str, list[dict[str, str]]] = {}
    for file in files:
        entry = {"name": file.name, "size": size_text(file.size)}
        listed.setdefault(file.title, []).append(entry)
    return site.page(
        "data.html",
        addresses.DATA,
        view,
        description=text("Data files of the %(title)s", title=view.released.edition.title),
        tables=[{"title": title, "files": entries} for title, entries in listed.items()],
        total=size_text(sum(file.size for file in files)),
        place=addresses.data(view.id),
        dictionary=[
            {
                "name": name,
                "columns": [{"name": n, "type": t, "description": d} for n, t, d in columns],
            }
            for name, columns in dictionary.items()
        ],
    )


def size_text(size: int) -> str:
    """`812 B`, `23 kB`, `1.4 MB`."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def about_page(site: Site, view: View) -> Page:
    """What the edition is, how it is made, its limits, whose data it is."""
    text, framework = site.language.text, view.framework
    said = text(
        "The %(title)s covers %(countries)s by %(indicators)s.",
        title=view.released.edition.title,
        countries=site.language.counted("%(n)d country", "%(n)d countries", len(view.countries)),
        indicators=site.language.counted(
            "%(n)d indicator", "%(n)d indicators", len(framework.indicators)
        ),
    )
    return site.page(
        "about.html",
        addresses.ABOUT,
        view,
        description=said,
        sentence=said,
        scale_text=text("Scores run from %(scale)s.", scale=str(framework.scale)),
        parts=[component_row(site.language, view, node, depth) for node, depth in view.tree()],
        bands=band_tables(site.language, view),
        quadrant_text=quadrant_text(site.language, view),
        citation=citation(site, view),
    )


def component_row(language: Language, view: View, node: Component, depth: int) -> dict[str, Any]:
    """A component and what it is the mean of; weights are told where they differ."""
    children = view.framework.children(node.id)
    equal = len({child.weight for child in children}) == 1
    names = [
        inside(child.name) if equal else f"{inside(child.name)} ({float(child.weight):g})"
        for child in children
    ]
    high = language.text("worse") if node.high == "worse" else language.text("better")
    return {"name": node.name, "depth": min(depth, 3), "of": ", ".join(names), "high": high}


def band_tables(language: Language, view: View) -> list[dict[str, Any]]:
    """Each series of bands, and the headlines that it classes."""
    series: dict[Any, list[str]] = {}
    for root in view.roots:
        if root.bands:
            series.setdefault(root.bands, []).append(root.name)
    scale = view.framework.scale
    return [
        {
            "caption": language.text("Bands of %(names)s", names=language.listing(names)),
            "rows": [{"label": band.label, "low": scale.text(band.lower)} for band in bands],
        }
        for bands, names in series.items()
    ]


def quadrant_text(language: Language, view: View) -> str:
    """From which score either axis of the matrix counts as high."""
    quadrants = view.framework.quadrants
    if quadrants is None:
        return ""
    return language.text(
        "Quadrants cross %(across)s with %(up)s; either is high from %(high)s on.",
        across=inside(view.framework.node[quadrants.across].name),
        up=inside(view.framework.node[quadrants.up].name),
        high=f"{float(quadrants.high):g}",
    )  # fmt: skip


def missing_page(site: Site, view: View) -> Page:
    """What a server shows for an address without a page."""
    text = site.language.text("There is no page at this address.")
    return site.page("missing.html", "", view, description=text)
