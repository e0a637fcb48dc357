"""A country's headline scores over the editions, as lines."""

from __future__ import annotations

from collections.abc import Mapping
from operator import and_

from ocindex.publish import certainty, charts
from ocindex.publish.charts import Caption, Chart, Mark, Series
from ocindex.publish.language import inside
from ocindex.publish.site.pages import Site
from ocindex.publish.site.pictures import source
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord
from ocindex.vocabulary import Component


def assessed(view: View, record: CountryRecord) -> Mapping[str, CountryRecord]:
    """The country in this edition and in those that it can be compared with, the first first."""
    iso3 = record.country.iso3
    earlier = [view.release.by_id[edition] for edition in reversed(view.released.against)]
    found = {
        edition.id: edition.countries[iso3] for edition in earlier if iso3 in edition.countries
    }
    return {**found, view.id: record}


def lines_of(
    site: Site, view: View, editions: Mapping[str, CountryRecord], root: Component
) -> Chart:
    """A headline and the components right below it, over the editions."""
    text, name = site.language.text, editions[view.id].country.name
    below = [c for c in view.framework.components if c.parent == root.id]
    series = [line_of(site, editions, node) for node in (root, *below)]
    sure = [mark is not None and mark.interval is not None for mark in series[0].marks]
    title = text("%(country)s: %(node)s over the editions", country=name, node=inside(root.name))
    said = ", ".join(f"{mark.label} {mark.display}" for mark in series[0].marks if mark)
    ribbon = any(map(and_, sure, sure[1:]))
    key = certainty.glued(text("Ribbon: 90 %% interval.")) if ribbon else ""
    caption = Caption(
        title, key, source(site, view), f"{title}: {said}", (text("Score"), *editions)
    )
    return charts.lines(view.axes[root.id], tuple(editions), series, caption)


def line_of(site: Site, editions: Mapping[str, CountryRecord], node: Component) -> Series:
    marks: list[Mark | None] = []
    for edition, record in editions.items():
        figure = record.figures.get(node.id)
        if figure is None:
            marks.append(None)
            continue
        # How far grids move figures is no interval of theirs.
        rated = site.release.by_id[edition].basis == "ratings"
        interval = certainty.ends90(figure.interval) if rated else None
        display = site.language.number(figure.display)
        marks.append(Mark(edition, figure.score, display, interval=interval))
    return Series(node.name, marks, node.parent is None)
