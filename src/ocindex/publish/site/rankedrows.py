"""The rows of a ranking, on its page and in the files beside it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from ocindex.publish import certainty
from ocindex.publish.site.fragments import score_cell
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord, Figure
from ocindex.vocabulary import SCOPES, Country, Node

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


def country_cells(view: View, country: Country) -> Cells:
    place = Markup('<tr id="{}" data-in="{}" data-c="')
    name = Markup('<th scope="row"><a href="../../country/{}/">{}</a></th>')
    return Cells(
        place.format(country.iso3, view.group_slugs["region"].get(country.region, "")),
        name.format(country.iso3, country.name),
        Markup("<td>{}</td>").format(country.region) if view.regions else Markup(),
    )


@cache
def bar(x: int, ramp: str) -> Markup:
    """A score as a bar, `x` of 900 wide."""
    return Markup(
        '<td class="bars"><svg class="bar" viewBox="0 0 900 10" preserveAspectRatio="none" '
        'aria-hidden="true"><rect width="{}" height="10" class="{}"/></svg></td>'
    ).format(x, ramp)


def sure_bar(view: View, figure: Figure) -> Markup:
    """A score as a bar, and over its end the line of its interval, set off from it by a rim."""
    assert figure.interval, "asked for where there is one"
    low, high = (view.ruler.x(end) for end in (figure.interval.low90, figure.interval.high90))
    line = f"M{low} 5H{high}"
    return Markup(  # noqa: S704  made of numbers and classes
        '<td class="bars"><svg class="bar" viewBox="0 0 900 10" preserveAspectRatio="none" '
        f'aria-hidden="true"><rect width="{view.ruler.x(figure.score)}" height="10" '
        f'class="{view.ramp(figure.node, figure.score)}"/>'
        f'<path class="rim" d="{line}"/><path class="whisker" d="{line}"/></svg></td>'
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
                # The interval has a column of its own, to be sorted by.
                rank(figure.rank["world"], view.shares(record, node.id, "world"), sure=False),
                rank_span(view, figure) if view.released.basis else "",
                cells.name,
                score_cell(view, figure, site.language),
                sure_bar(view, figure)
                if figure.interval
                else bar(view.ruler.x(figure.score), view.ramp(node.id, figure.score)),
                moved(view.change(record, node.id)) if view.earlier else "",
                cells.region,
                rank(figure.rank["region"], view.shares(record, node.id, "region"), sure=False)
                if view.regions
                else "",
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
        *(x or None for scope in SCOPES for x in (figure.rank[scope].rank, figure.rank[scope].of)),
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
