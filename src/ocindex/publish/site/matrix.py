"""The matrix: two components crossed, every country in one of four quadrants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ocindex.publish.charts import Caption, Chart, Mark, matrix
from ocindex.publish.language import Language, inside
from ocindex.publish.site import addresses
from ocindex.publish.site.beside import beside
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.pictures import picture, source
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord
from ocindex.vocabulary import Quadrants

STEM = addresses.MATRIX + "matrix"
HEADER = ("iso3", "country", "continent", "region", "quadrant", "across", "up")


class Quadrant(NamedTuple):
    """A corner of the matrix; `name` is empty where no country lies in it."""

    name: str
    slug: str
    records: tuple[CountryRecord, ...]


def pages(site: Site, view: View) -> Iterator[Page]:
    """The one page and its table; none where the framework crosses nothing."""
    quadrants = view.framework.quadrants
    if quadrants is None:
        return
    across, up = (view.framework.node[key] for key in (quadrants.across, quadrants.up))
    corners = corners_of(view, quadrants)
    said = sentence(site.language, view, corners)
    chart = drawn(site, view, quadrants, corners, said)
    yield site.page(
        "matrix.html",
        addresses.MATRIX,
        view,
        description=said,
        sentence=said,
        rule=site.language.text(
            "A score counts as high from %(high)s on; the lines stand there.",
            high=site.language.number(f"{float(quadrants.high):g}"),
        ),
        across=across,
        up=up,
        regions=view.regions,
        chart=chart,
        corners=[
            {"name": corner.name, "slug": corner.slug, "rows": rows(view, quadrants, corner)}
            for corner in corners
            if corner.records
        ],
        texts=texts(site.language, across.name, up.name),
    )
    yield picture(chart, STEM)
    table = [
        [
            r.country.iso3, r.country.name, r.country.continent, r.country.region, r.quadrant,
            r.figures[quadrants.across].score, r.figures[quadrants.up].score,
        ]
        for r in view.countries
    ]  # fmt: skip
    yield from beside(site, view, STEM, HEADER, table)


def corners_of(view: View, quadrants: Quadrants) -> list[Quadrant]:
    """The four corners as they are drawn: above left and right, below left and right."""
    high = float(quadrants.high)
    found = []
    for up in (True, False):
        for across in (False, True):
            records = tuple(
                r
                for r in view.countries
                if (r.figures[quadrants.across].score >= high) is across
                and (r.figures[quadrants.up].score >= high) is up
            )
            name = records[0].quadrant if records else ""
            slug = f"{'high' if across else 'low'}-{'high' if up else 'low'}"
            found.append(Quadrant(name, slug, records))
    return found


def sentence(language: Language, view: View, corners: list[Quadrant]) -> str:
    """How many countries lie in each quadrant, the fullest first."""
    full = sorted((c for c in corners if c.records), key=lambda c: -len(c.records))
    parts = [
        language.text("%(name)s: %(n)d", name=corner.name, n=len(corner.records)) for corner in full
    ]
    return language.text(
        "Countries by quadrant in %(edition)s: %(counts)s.",
        edition=view.id, counts=language.series(parts),
    )  # fmt: skip


def drawn(
    site: Site, view: View, quadrants: Quadrants, corners: list[Quadrant], said: str
) -> Chart:
    """The matrix with every country as a dot that leads to its page."""
    language = site.language
    across, up = (view.framework.node[key] for key in (quadrants.across, quadrants.up))
    caption = Caption(
        title=language.text("%(across)s and %(up)s", across=across.name, up=inside(up.name)),
        subtitle=language.text(
            "%(across)s runs to the right, %(up)s upwards", across=across.name, up=inside(up.name)
        ),
        foot=source(site, view),
        description=said,
        header=(language.text("Country"), across.name, up.name),
    )
    # Names are written where there is room, those of the highest scores first.
    ranked = sorted(view.countries, key=lambda r: -r.figures[across.id].score)
    points = [(mark(language, r, across.id), mark(language, r, up.id)) for r in ranked]
    names = [
        language.text("%(name)s: %(n)d", name=corner.name, n=len(corner.records))
        if corner.records
        else ""
        for corner in corners
    ]
    return matrix(
        view.axes[across.id], view.axes[up.id], points, float(quadrants.high), names, caption
    )


def mark(language: Language, record: CountryRecord, node: str) -> Mark:
    figure, country = record.figures[node], record.country
    return Mark(
        country.name, figure.score, language.number(figure.display), country.iso3,
        href=f"../{addresses.country(country.iso3)}",
    )  # fmt: skip


def rows(view: View, quadrants: Quadrants, corner: Quadrant) -> list[dict[str, Any]]:
    """The countries of a quadrant, the highest across first."""
    found = sorted(corner.records, key=lambda r: -r.figures[quadrants.across].score)
    return [
        {
            "country": r.country,
            "cells": [
                (r.figures[key], view.ramp(key, r.figures[key].score))
                for key in (quadrants.across, quadrants.up)
            ],
        }
        for r in found
    ]


def texts(language: Language, across: str, up: str) -> Mapping[str, str]:
    """What the script says; it fills in the braces."""
    return {
        "said": language.text(
            "%(country)s: %(across)s %(a)s, %(up)s %(b)s.",
            country="{country}", across=inside(across), a="{across}", up=inside(up), b="{up}",
        ),
        "shown": language.text("%(shown)s of %(all)s countries", shown="{shown}", all="{all}"),
    }  # fmt: skip
