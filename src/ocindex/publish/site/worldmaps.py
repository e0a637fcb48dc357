"""A node's scores on a map: the drawing, and the small file from which a script repaints it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ocindex.publish.charts import Caption, Chart
from ocindex.publish.language import inside
from ocindex.publish.maps import mapped, region_map, world_map
from ocindex.publish.site import addresses, rankings, sentences
from ocindex.publish.site.hatching import Unsure, unsure
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.pictures import picture, source
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord
from ocindex.vocabulary import SIMULATED, Node

# A map of a region is narrower, one of the world wider.
WIDE = 600


class Shown(NamedTuple):
    """A map on a page: its drawing, what it says, and where its files lie.

    `near` is a map of a region, smaller than one of the world.
    """

    chart: Chart
    name: str
    slug: str
    said: str
    folder: str
    near: bool
    unsure: Unsure | None = None


class Choice(NamedTuple):
    """A node that a map can show; `depth` is how deep it lies below its headline."""

    slug: str
    name: str
    depth: int


def shown(site: Site, view: View, node: Node, home: str, folder: str) -> Shown | None:
    """A node's map for a page, `home` and `folder` the way to the edition and to the maps."""
    chart = drawn(site, view, node, home)
    if chart is None:
        return None
    slug = view.node_slugs[node.id]
    says, near = said(site, view, node), chart.width < WIDE
    return Shown(chart, node.name, slug, says, folder, near, least_certain(site, view, node))


def drawn(
    site: Site, view: View, node: Node, home: str, hatched: Unsure | None = None
) -> Chart | None:
    """A node's map: of the world, or from near where all countries lie in one region.

    None where the map knows none of the countries.
    """
    marks = [
        replace(mark, href=f"{home}{addresses.country(mark.id)}") for mark in view.points[node.id]
    ]
    words, axis = caption(site, view, node), view.axes[node.id]
    near = region_map(marks, axis, words) if one_region(view) else None
    if near:
        return near
    if mapped().isdisjoint(mark.id for mark in marks):
        return None
    unassessed = site.language.text("Not assessed")
    if hatched is None:
        return world_map(marks, axis, words, unassessed)
    says = f"{words.subtitle} {hatched.said}"
    words = replace(words, subtitle=says, description=f"{words.title}. {says}")
    return world_map(marks, axis, words, unassessed, frozenset(hatched.iso3s))


def framed(site: Site, view: View, node: Node) -> Chart | None:
    """A node's map without its countries: the caption and the size of the file that has them."""
    if addresses.MAPS not in view.known:
        return None
    if one_region(view):
        return drawn(site, view, node, "")
    return world_map((), view.axes[node.id], caption(site, view, node))


def least_certain(site: Site, view: View, node: Node) -> Unsure | None:
    """The countries to hatch on a map of the world; none on one of a region."""
    return None if one_region(view) else unsure(site, view, node)


def one_region(view: View) -> str:
    """The only region of an edition; empty where there are more."""
    regions = [name for names in view.regions.values() for name in names]
    return regions[0] if len(regions) == 1 else ""


def caption(site: Site, view: View, node: Node) -> Caption:
    text = site.language.text
    title = text(
        "%(group)s: %(node)s", group=one_region(view) or text("World"), node=inside(node.name)
    )
    says = said(site, view, node)
    header = (text("Country"), node.name)
    return Caption(title, says, source(site, view), f"{title}. {says}", header)


def said(site: Site, view: View, node: Node) -> str:
    return rankings.says(site, view, node, rankings.ranked(view, node))


def absent(site: Site, view: View) -> str:
    """The countries that the map does not know; empty where it knows all."""
    names = [r.country.name for r in view.countries if r.country.iso3 not in mapped()]
    if not names:
        return ""
    listed = site.language.listing(names)
    return site.language.text("Not on the map: %(names)s.", names=listed)


def choices(view: View) -> list[tuple[str, list[Choice]]]:
    """All nodes by their headline."""
    found: dict[str, list[Choice]] = {}
    for node, depth in view.node_list:
        headline = view.framework.headline_of(node)
        choice = Choice(view.node_slugs[node.id], node.name, max(0, depth - 1))
        found.setdefault(headline.name, []).append(choice)
    return list(found.items())


def files(site: Site, view: View, node: Node) -> Iterator[Page]:
    """A node's map as a picture, and what a script paints it from."""
    chart = drawn(site, view, node, "")
    if chart is None:
        return
    stem = addresses.MAPS + view.node_slugs[node.id]
    yield picture(chart, stem)
    hatched = least_certain(site, view, node)
    sure = drawn(site, view, node, "", hatched) if hatched else None
    if sure:
        yield picture(sure, f"{stem}-certainty")
    content = json.dumps(paint(site, view, node, chart), ensure_ascii=False, separators=(",", ":"))
    yield Page(f"{stem}.json", content + "\n")


def paint(site: Site, view: View, node: Node, chart: Chart) -> Mapping[str, Any]:
    """What a map of a node shows, as its readers read it.

    A row a country: iso3, the step of the ramp, score, band, rank in the world, change since
    the edition before. `limits` are places on the scale, from 0 to 1, and what stands there.
    """
    axis = view.axes[node.id]
    notice: dict[str, Any] = {"notice": SIMULATED} if view.release.simulated else {}
    hatched = least_certain(site, view, node)
    if hatched:
        notice |= {"unsure": hatched.iso3s, "unsureSaid": hatched.said}
    return notice | {
        "edition": view.id,
        "node": node.id,
        "name": node.name,
        "meaning": axis.meaning,
        "title": chart.caption.title,
        "said": chart.caption.subtitle,
        "size": chart.size,
        "limits": [
            [round(axis.place(score), 4), axis.text(score)]
            for score in (axis.low, *axis.limits, axis.high)
        ],
        "rows": [row(site, view, record, node) for record in view.countries],
    }


def row(site: Site, view: View, record: CountryRecord, node: Node) -> Sequence[object]:
    figure, change = record.figures[node.id], view.change(record, node.id)
    return (
        record.country.iso3,
        view.ruler.step(figure.score),
        site.language.number(figure.display),
        figure.band,
        rank_text(site, view, record, node),
        site.language.number(change.display) if change else "",
    )


def rank_text(site: Site, view: View, record: CountryRecord, node: Node) -> str:
    """`127th of 193`, and that others share it."""
    text = sentences.standing_text(record.figures[node.id].rank["world"], site.language)
    if text and view.shares(record, node.id, "world"):
        return site.language.text("%(rank)s, shared", rank=text)
    return text
