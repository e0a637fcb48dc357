"""Charts of all the countries of an edition, or of many."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ocindex.charts.reading import axes, axis, captioned, country_name, mark, three, trio_of
from ocindex.errors import RequestError
from ocindex.exact import display
from ocindex.index import Result
from ocindex.publish import charts as drawing
from ocindex.publish import maps
from ocindex.publish.charts import Chart


def map(result: Result, node: str, iso3: str | None = None) -> Chart:  # noqa: A001  as it is called
    """Draw a node's scores where the countries lie: in the world, or in one country's region.

    Parameters
    ----------
    result : Result
    node : str
    iso3 : str, optional
        A country: the map shows its region from near, and the country outlined.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The framework has no such node, the edition no such country, or the map knows none of
        the countries.
    """
    scale, name = axis(result, node), result.edition.framework.node[node].name
    countries = result.edition.countries
    if iso3 is not None:
        region = countries[result.country_row(iso3)].region
        countries = tuple(country for country in countries if country.region == region)
    marks = [mark(result, country.iso3, node) for country in countries]
    title = f"{name}: {country_name(result, iso3)}, {region}" if iso3 is not None else name
    said = f"Scores from {scale.text(scale.low)} to {scale.text(scale.high)}"
    caption = captioned(result, title, said, ("Country", name))
    if maps.mapped().isdisjoint(country.iso3 for country in countries):
        raise RequestError("The map knows none of these countries.")
    if iso3 is None:
        return maps.world_map(marks, scale, caption, "Not assessed")
    near = maps.region_map(marks, scale, caption, iso3)
    assert near, "the map knows one of the countries"
    return near


def matrix(result: Result) -> Chart:
    """Draw all countries by the two components that the framework crosses.

    Parameters
    ----------
    result : Result

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The framework crosses none.
    """
    framework = result.edition.framework
    quadrants = framework.quadrants
    if quadrants is None:
        raise RequestError(f"The framework {framework.id} has no quadrants to draw a matrix of.")
    across, up = framework.node[quadrants.across].name, framework.node[quadrants.up].name
    points = [
        (mark(result, country.iso3, quadrants.across), mark(result, country.iso3, quadrants.up))
        for country in result.edition.countries
    ]
    middle = float(quadrants.high)
    # Those far from the crossing are named first: they are the news.
    points.sort(key=lambda p: -abs(p[0].score - middle) - abs(p[1].score - middle))
    words = [(a, b) for b in ("High", "Low") for a in ("Low", "High")]
    corners = [f"{a} {across.lower()}, {b.lower()} {up.lower()}" for a, b in words]
    title = f"{across} and {up.lower()}: {len(points)} countries"
    said = f"A score of {middle:g} or more is high"
    caption = captioned(result, title, said, ("Country", across, up))
    axes = axis(result, quadrants.across), axis(result, quadrants.up)
    return drawing.matrix(*axes, points, middle, corners, caption)


def beeswarm(result: Result, node: str, named: Collection[str] = ()) -> Chart:
    """Draw how a node's scores are spread, a dot a country.

    Parameters
    ----------
    result : Result
    node : str
    named : collection of str, optional
        Countries (iso3) that are drawn strong and named.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The framework has no such node, or the edition no such country.
    """
    for iso3 in named:
        result.country_row(iso3)
    result.node_column(node)
    marks = [mark(result, country.iso3, node) for country in result.edition.countries]
    name = result.edition.framework.node[node].name
    mean = display(result.group_score(result.groups[0], node), result.edition.framework.decimals)
    title = f"{name}: {len(marks)} countries, mean {mean}"
    caption = captioned(result, title, "A dot a country", ("Country", name))
    return drawing.beeswarm(axis(result, node), marks, caption, frozenset(named))


def pyramids(result: Result, iso3s: Sequence[str]) -> Chart:
    """Draw the pyramids of several countries beside one another.

    Parameters
    ----------
    result : Result
    iso3s : sequence of str

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The edition lacks one of the countries, or the framework has no such three scores.
    """
    nodes = three(result)
    items = [
        (mark(result, iso3, nodes[0]), drawing.Trio(*trio_of(result, iso3, nodes)))
        for iso3 in iso3s
    ]
    names = [result.edition.framework.node[node].name for node in nodes]
    said = "Base: {}. Height: {}. Panel: {}.".format(*names)
    caption = captioned(result, "Countries compared", said, ("Country", *names))
    return drawing.pyramids(items, axes(result, nodes), caption)


def slope(earlier: Result, later: Result, iso3s: Sequence[str], node: str) -> Chart:
    """Draw the scores of two editions, joined.

    Parameters
    ----------
    earlier, later : Result
    iso3s : sequence of str
        Countries of the later edition.
    node : str

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The later edition lacks one of the countries, or its framework the node.
    """
    editions = (earlier.edition.id, later.edition.id)
    marks = [mark(later, iso3, node, earlier) for iso3 in iso3s]
    name = later.edition.framework.node[node].name
    title = f"{name}, {editions[0]} and {editions[1]}"
    caption = captioned(later, title, "Hollow dots: the earlier edition", ("Country", *editions))
    return drawing.slope(axis(later, node), editions, marks, caption)
