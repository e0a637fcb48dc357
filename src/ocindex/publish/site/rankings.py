"""The rankings: a list of them, and a page for each component and indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from markupsafe import Markup

from ocindex.publish import certainty
from ocindex.publish.language import inside
from ocindex.publish.site import addresses, countrycharts, nodes, sentences, tiers
from ocindex.publish.site.beside import beside
from ocindex.publish.site.fragments import score_cell
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.pictures import picture
from ocindex.publish.site.spread import Spread, spreads
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord, Figure
from ocindex.vocabulary import SCOPES, Component, Country, Node

LISTED = 3
HEADER = (
    "iso3", "country", "continent", "region", "score", "display", "band",
    *(f"{what}_{scope}" for scope in SCOPES for what in ("rank", "of")), "change",
)  # fmt: skip
INTERVALS = ("low90", "high90", "rank_world_low90", "rank_world_high90", "tier")


class Cells(NamedTuple):
    """What a country's row says in every ranking: how it begins, its name and its region."""

    place: Markup
    name: Markup
    region: Markup


class Strip(NamedTuple):
    """A group's strip, and who stands first and last in it."""

    spread: Spread
    highest: str
    lowest: str


def pages(site: Site, view: View) -> Iterator[Page]:
    """The list of rankings, and a page a node with its table beside it."""
    yield rankings_page(site, view)
    cells = {r.country.iso3: country_cells(view, r.country) for r in view.countries}
    for node in view.framework.nodes:
        records = ranked(view, node)
        slug = view.node_slugs[node.id]
        yield from ranking_page(site, view, node, records, cells)
        stem = f"{addresses.ranking(slug)}{slug}"
        header = HEADER + INTERVALS if view.released.basis else HEADER
        yield from beside(site, view, stem, header, [table_row(view, r, node) for r in records])


def ranked(view: View, node: Node) -> list[CountryRecord]:
    """All countries from the first rank down, those that share one by name."""
    return sorted(view.countries, key=lambda record: record.figures[node.id].rank["world"].rank)


def rankings_page(site: Site, view: View) -> Page:
    """The list of all rankings."""
    text = site.language.text("Rankings of countries by every component and indicator.")
    rows = [ranking_entry(site, view, node, depth) for node, depth in view.node_list]
    return site.page("rankings.html", addresses.RANKINGS, view, description=text, rows=rows)


def ranking_entry(site: Site, view: View, node: Node, depth: int) -> dict[str, Any]:
    mean = view.groups["world", "World"].figures[node.id]
    return {
        "name": node.name,
        "slug": view.node_slugs[node.id],
        "depth": min(depth, 3),
        "component": isinstance(node, Component),
        "mean": mean,
        "ramp": view.ramp(node.id, mean.score),
        "first": leaders_text(site, ranked(view, node), node),
    }


def lowest(view: View, node: Node) -> list[CountryRecord]:
    """All countries from the lowest score up, those that share one by name."""
    return sorted(view.countries, key=lambda record: record.figures[node.id].score)


def leaders_text(site: Site, records: Sequence[CountryRecord], node: Node) -> str:
    """The countries at the head of some records with their score, counted where they are many."""
    figure = records[0].figures[node.id]
    first = list(takewhile(lambda record: record.figures[node.id].exact == figure.exact, records))
    if len(first) <= LISTED:
        names = site.language.listing([record.country.name for record in first])
    else:
        names = site.language.counted("%(n)d country", "%(n)d countries", len(first))
    return f"{names} ({site.language.number(figure.display)})"


def says(site: Site, view: View, node: Node, records: Sequence[CountryRecord]) -> str:
    """Who stands first and last, and the mean between them."""
    text = site.language.text
    if len(records) == 1:
        return leaders_text(site, records, node)
    mean = view.groups["world", "World"].figures[node.id].display
    return text(
        "Highest: %(first)s. Lowest: %(last)s. World mean: %(mean)s.",
        first=leaders_text(site, records, node),
        last=leaders_text(site, lowest(view, node), node),
        mean=site.language.number(mean),
    )


def ranking_page(
    site: Site,
    view: View,
    node: Node,
    records: Sequence[CountryRecord],
    cells: Mapping[str, Cells],
) -> Iterator[Page]:
    """All countries by one node, and the picture beside the page where there is one."""
    text, scale = site.language.text, view.framework.scale
    said = says(site, view, node, records)
    sure = tiers.chart(site, view, node, records)
    yield site.page(
        "ranking.html",
        addresses.ranking(view.node_slugs[node.id]),
        view,
        description=f"{node.name}. {said}",
        node=node,
        slug=view.node_slugs[node.id],
        path=[nodes.link(view, component) for component in nodes.above(view.framework, node)],
        sentence=said,
        first_means=sentences.high_rank_text(view.meaning[node.id], site.language),
        groups=groups(view),
        strips=strips(site, view, node),
        rows=[ranked_row(site, view, r, node, cells[r.country.iso3]) for r in records],
        bands=bool(view.framework.bands(node)),
        caption=text("All countries by %(node)s, the highest score first", node=inside(node.name)),
        scale_low=f"{float(scale.minimum):g}",
        scale_high=f"{float(scale.maximum):g}",
        sure=sure,
        interval_key=countrycharts.interval_key(view, site.language) if view.released.basis else "",
        tiers=tiers.tiers(view, node, records),
    )
    if sure:
        yield picture(sure, addresses.ranking(view.node_slugs[node.id]) + "ranks")


def strips(site: Site, view: View, node: Node) -> list[list[Strip]]:
    """The world, continents and regions as strips, with the first and the last of each."""
    falling, rising = ranked(view, node), lowest(view, node)
    return [
        [
            Strip(
                row,
                leaders_text(site, within(falling, row), node),
                leaders_text(site, within(rising, row), node),
            )
            for row in block
        ]
        for block in spreads(view, node)
    ]


def within(records: Sequence[CountryRecord], row: Spread) -> list[CountryRecord]:
    return [record for record in records if record.country.iso3 in row.iso3s]


def groups(view: View) -> list[dict[str, Any]]:
    """Continents with their regions: what a ranking can be narrowed to."""
    return [
        {
            "name": continent,
            "slug": view.group_slugs["continent"][continent],
            "regions": [(name, view.group_slugs["region"][name]) for name in regions],
        }
        for continent, regions in view.regions.items()
    ]


def country_cells(view: View, country: Country) -> Cells:
    place = Markup('<tr id="{}" data-in="{}" data-c="')
    name = Markup('<th scope="row"><a href="../../country/{}/">{}</a></th>')
    return Cells(
        place.format(country.iso3, view.group_slugs["region"][country.region]),
        name.format(country.iso3, country.name),
        Markup("<td>{}</td>").format(country.region),
    )


@cache
def bar(x: int, ramp: str) -> Markup:
    """A score as a bar, `x` of 900 wide."""
    return Markup(
        '<td class="bars"><svg class="bar" viewBox="0 0 900 10" preserveAspectRatio="none" '
        'aria-hidden="true"><rect width="{}" height="10" class="{}"/></svg></td>'
    ).format(x, ramp)


def sure_bar(view: View, figure: Figure) -> Markup:
    """A score as a bar, and below it the line of its interval."""
    assert figure.interval, "asked for where there is one"
    low, high = (view.ruler.x(end) for end in (figure.interval.low90, figure.interval.high90))
    return Markup(  # noqa: S704  made of numbers and classes
        '<td class="bars"><svg class="bar" viewBox="0 0 900 10" preserveAspectRatio="none" '
        f'aria-hidden="true"><rect width="{view.ruler.x(figure.score)}" height="6" '
        f'class="{view.ramp(figure.node, figure.score)}"/>'
        f'<path class="whisker" d="M{low} 9H{high}"/></svg></td>'
    )


def rank_span(view: View, figure: Figure) -> Markup:
    """The interval of a country's rank in the world."""
    interval = figure.rank["world"].interval
    return spanned_rank(certainty.rank_cell(interval, view.language) if interval else "")


@cache
def spanned_rank(span: str) -> Markup:
    return Markup('<td class="n soft">{}</td>').format(span)


def ranked_row(site: Site, view: View, record: CountryRecord, node: Node, cells: Cells) -> Markup:
    """A country's row: 20,000 stand in an edition's pages, so no template makes them."""
    figure, rank = record.figures[node.id], site.environment.filters["rank"]
    moved = site.environment.filters["moved"]
    # The rank in the continent, `34=`, for those who narrow the table to it.
    equal = "=" if view.shares(record, node.id, "continent") else ""
    within = f"{figure.rank['continent'].rank}{equal}"
    return Markup(  # noqa: S704  made of cells that are
        f'{cells.place}{within}">'
        + "".join(
            (
                rank(figure.rank["world"], view.shares(record, node.id, "world")),
                rank_span(view, figure) if view.released.basis else "",
                cells.name,
                score_cell(view, figure, site.language),
                sure_bar(view, figure)
                if figure.interval
                else bar(view.ruler.x(figure.score), view.ramp(node.id, figure.score)),
                moved(view.change(record, node.id)) if view.earlier else "",
                cells.region,
                rank(figure.rank["region"], view.shares(record, node.id, "region")),
                band_cell(figure.band) if view.framework.bands(node) else "",
                "</tr>",
            )
        )
    )


@cache
def band_cell(band: str) -> Markup:
    return Markup("<td>{}</td>").format(band)


def table_row(view: View, record: CountryRecord, node: Node) -> tuple[object, ...]:
    """A country's row of the files beside the page."""
    country, figure = record.country, record.figures[node.id]
    change = view.change(record, node.id)
    return (
        country.iso3, country.name, country.continent, country.region,
        figure.score, figure.display, figure.band,
        *(x for scope in SCOPES for x in (figure.rank[scope].rank, figure.rank[scope].of)),
        change.change if change else None,
        *(interval_fields(figure) if view.released.basis else ()),
    )  # fmt: skip


def interval_fields(figure: Figure) -> tuple[object, ...]:
    """What the files beside the page say of how sure a figure is."""
    score, rank = figure.interval, figure.rank["world"].interval
    return (
        *((score.low90, score.high90) if score else (None, None)),
        *((rank.low90, rank.high90, rank.tier or None) if rank else (None, None, None)),
    )
