"""The pictures of a continent or region: its countries as a swarm, and their pyramids in rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ocindex.publish import charts
from ocindex.publish.charts import Caption, Chart, Mark, Trio
from ocindex.publish.language import inside
from ocindex.publish.maps import region_map
from ocindex.publish.site.countrycharts import mark
from ocindex.publish.site.pages import Site
from ocindex.publish.site.pictures import source
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord, GroupRecord
from ocindex.vocabulary import Component


def pictures(
    site: Site, view: View, group: GroupRecord, records: Sequence[CountryRecord]
) -> Mapping[str, Chart]:
    """Every picture of a group, by the name of its file."""
    found = {
        f"spread-{view.node_slugs[root.id]}": spread_of(site, view, group, records, root)
        for root in view.roots
        if len(records) > 1
    }
    near = map_of(site, view, group, records) if group.scope == "region" else None
    if near:
        found["map"] = near
    if view.pyramid:
        found["pyramids"] = pyramids_of(site, view, group, records, view.pyramid)
    return found


def map_of(
    site: Site, view: View, group: GroupRecord, records: Sequence[CountryRecord]
) -> Chart | None:
    """The region from near, by the first headline; None where the map knows no country of it."""
    text, root = site.language.text, view.roots[0]
    points = {point.id: point for point in view.points[root.id]}
    title = text("%(group)s: %(node)s", group=group.name, node=inside(root.name))
    said = text("Boundaries imply no opinion on the status of any area.")
    caption = Caption(title, said, source(site, view), title, (text("Country"), root.name))
    marks = [points[record.country.iso3] for record in records]
    return region_map(marks, view.axes[root.id], caption)


def spread_of(
    site: Site, view: View, group: GroupRecord, records: Sequence[CountryRecord], root: Component
) -> Chart:
    """The countries of a group on a headline's scale."""
    text, number = site.language.text, site.language.number
    ranked = sorted(records, key=lambda record: -record.figures[root.id].score)
    first, last = ranked[0], ranked[-1]
    said = text(
        "From %(low)s (%(last)s) to %(high)s (%(first)s); mean: %(mean)s.",
        low=number(last.figures[root.id].display), last=last.country.name,
        high=number(first.figures[root.id].display), first=first.country.name,
        mean=number(group.figures[root.id].display),
    )  # fmt: skip
    title = text("%(group)s: %(node)s", group=group.name, node=inside(root.name))
    caption = Caption(
        title, said, source(site, view), f"{title}. {said}", (text("Country"), root.name)
    )
    points = {point.id: point for point in view.points[root.id]}
    marks = [points[record.country.iso3] for record in ranked]
    ends = (first.country.iso3, last.country.iso3)
    return charts.beeswarm(view.axes[root.id], marks, caption, ends)


def pyramids_of(
    site: Site,
    view: View,
    group: GroupRecord,
    records: Sequence[CountryRecord],
    nodes: tuple[str, str, str],
) -> Chart:
    """The countries' pyramids, the highest first headline first."""
    text, first = site.language.text, view.roots[0]
    ranked = sorted(records, key=lambda record: -record.figures[first.id].score)
    names = [view.framework.node[node].name for node in nodes]
    said = text(
        "Base: %(base)s; height: %(height)s; panel: %(panel)s. Sorted by %(node)s.",
        base=inside(names[0]), height=inside(names[1]), panel=inside(names[2]),
        node=inside(first.name),
    )  # fmt: skip
    title = text("%(group)s: the countries side by side", group=group.name)
    caption = Caption(
        title, said, source(site, view), f"{title}. {said}", (text("Country"), *names)
    )
    items = [(who(record), trio(site, view, record, nodes)) for record in ranked]
    axes = (view.axes[nodes[0]], view.axes[nodes[1]], view.axes[nodes[2]])
    return charts.pyramids(items, axes, caption)


def who(record: CountryRecord) -> Mark:
    iso3 = record.country.iso3
    return Mark(record.country.name, 0, "", iso3, href=f"../../country/{iso3}/")


def trio(site: Site, view: View, record: CountryRecord, nodes: tuple[str, str, str]) -> Trio:
    base, height, panel = (mark(site, view, record, node) for node in nodes)
    return Trio(base, height, panel)
