"""Charts of results: what the site and the PDF profiles draw, drawn in a notebook.

>>> from ocindex import build, charts, read_edition         # doctest: +SKIP
>>> result = build(read_edition("editions/2023"))           # doctest: +SKIP
>>> charts.strip(result, "KAZ", "criminality")              # doctest: +SKIP
>>> charts.pyramid(result, "KAZ").save("kazakhstan.png")    # doctest: +SKIP

Each function gives a `Chart`, which shows itself in Jupyter and saves itself as svg, png or
pdf. It has the extra `publish` for its colours, letters and maps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ocindex.errors import RequestError
from ocindex.exact import display, display_change
from ocindex.index import Result
from ocindex.vocabulary import SIMULATED, Component, Indicator

try:
    from ocindex.publish import charts as drawing
except ModuleNotFoundError as error:
    raise RequestError(
        f"Charts need {error.name}: install it by pip install 'ocindex[publish]'."
    ) from error

Chart = drawing.Chart

__all__ = [
    "Chart",
    "bars",
    "beeswarm",
    "lines",
    "matrix",
    "pyramid",
    "pyramids",
    "radar",
    "slope",
    "strip",
]


def strip(result: Result, iso3: str, node: str, earlier: Result | None = None) -> Chart:
    """Draw where a country's score stands in its region and in the world.

    Parameters
    ----------
    result : Result
    iso3, node : str
        Which country, and its score of which component or indicator.
    earlier : Result, optional
        An earlier edition, whose score is drawn hollow.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The edition has no such country, or the framework no such node.
    """
    here = mark(result, iso3, node, earlier)
    country = result.edition.countries[result.country_row(iso3)]
    marks = [mark(result, other.iso3, node) for other in result.edition.countries]
    region = [
        one
        for one, other in zip(marks, result.edition.countries, strict=True)
        if other.region == country.region
    ]
    name = result.edition.framework.node[node].name
    rank, of = result.rank_of(iso3, node, "world")
    standing = f", rank {rank} of {of}" if of > 1 else ""
    title = f"{country.name}: {name} {here.display}{standing}"
    said = f"Small dots: {country.region}. Ticks: all countries."
    caption = captioned(result, title, said, ("Country", name))
    return drawing.strip(axis(result, node), here, marks, region if len(marks) > 1 else (), caption)


def bars(
    result: Result, iso3: str, node: str | None = None, earlier: Result | None = None
) -> Chart:
    """Draw every indicator's score below a headline component, by block.

    Parameters
    ----------
    result : Result
    iso3 : str
    node : str, optional
        The component; the first headline if left out.
    earlier : Result, optional
        An earlier edition: its scores are notches, and changes stand beside the scores.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The edition has no such country, or the framework no such node.
    """
    framework = result.edition.framework
    top = node if node is not None else framework.children(None)[0].id
    result.node_column(top)
    blocks: dict[str, list[drawing.Mark]] = {}
    for indicator in below(result, top):
        found = mark(result, iso3, indicator.id, earlier, framework.node[indicator.id].name)
        blocks.setdefault(indicator.block, []).append(found)
    name, country = framework.node[top].name, country_name(result, iso3)
    title = f"{country}: {name} {result.display(iso3, top)}"
    header = ("Indicator", "Score", *(["Change"] if earlier else []))
    caption = captioned(result, title, f"Every indicator of {name}", header)
    return drawing.bars(axis(result, top), tuple(blocks.items()), caption)


def pyramid(result: Result, iso3: str) -> Chart:
    """Draw a country as a pyramid: two components as base and height, a headline as panel.

    Parameters
    ----------
    result : Result
    iso3 : str

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The edition has no such country, or the framework no such three scores.
    """
    nodes = three(result)
    trio = trio_of(result, iso3, nodes)
    said = ", ".join(f"{one.label} {one.display}" for one in trio)
    title = f"{country_name(result, iso3)} at a glance"
    caption = captioned(result, title, f"Base, height and panel: {said}", ("Score", ""))
    return drawing.pyramid(*trio, axes(result, nodes), caption)


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


def lines(results: Sequence[Result], iso3s: str | Sequence[str], node: str) -> Chart:
    """Draw scores over editions; the first country's line is the strong one.

    Parameters
    ----------
    results : sequence of Result
        From the earliest edition on.
    iso3s : sequence of str
        Countries; an edition that lacks one leaves a gap.
    node : str

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        No edition has one of the countries, or a framework lacks the node.
    """
    last = results[-1]
    chosen = [iso3s] if isinstance(iso3s, str) else list(iso3s)
    series = []
    for i, iso3 in enumerate(chosen):
        marks = [
            mark(result, iso3, node, label=result.edition.id)
            if iso3 in result.edition.row
            else None
            for result in results
        ]
        if not any(marks):
            last.country_row(iso3)
        series.append(drawing.Series(country_name(last, iso3), marks, strong=i == 0))
    editions = [result.edition.id for result in results]
    name = last.edition.framework.node[node].name
    title = f"{series[0].label}: {name}, {editions[0]} to {editions[-1]}"
    caption = captioned(last, title, name, ("Country", *editions))
    return drawing.lines(axis(last, node), editions, series, caption)


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


def radar(result: Result, iso3s: Sequence[str], node: str | None = None) -> Chart:
    """Draw every indicator below a headline component for a few countries.

    Parameters
    ----------
    result : Result
    iso3s : sequence of str
        2 to 6 countries are well told apart; the first is the strong one.
    node : str, optional
        The component; the first headline if left out.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The edition lacks one of the countries, or the framework the node.
    """
    framework = result.edition.framework
    top = node if node is not None else framework.children(None)[0].id
    result.node_column(top)
    indicators = below(result, top)
    series = [
        drawing.Series(
            country_name(result, iso3),
            [mark(result, iso3, indicator.id) for indicator in indicators],
            strong=i == 0,
        )
        for i, iso3 in enumerate(iso3s)
    ]
    names = [one.label for one in series]
    title = f"{framework.node[top].name}: {', '.join(names)}"
    caption = captioned(result, title, "Every indicator, on one scale", ("Indicator", *names))
    spokes = [indicator.name for indicator in indicators]
    return drawing.radar(axis(result, top), spokes, series, caption)


def axis(result: Result, node: str) -> drawing.Axis:
    result.node_column(node)
    return drawing.axis(result.edition.framework, node)


def mark(
    result: Result, iso3: str, node: str, earlier: Result | None = None, label: str = ""
) -> drawing.Mark:
    """A country's score, with that of an earlier edition where it has one."""
    score, framework = result.score(iso3, node), result.edition.framework
    name = label or country_name(result, iso3)
    text = result.display(iso3, node)
    if (
        earlier is None
        or iso3 not in earlier.edition.row
        or node not in earlier.edition.framework.node
    ):
        return drawing.Mark(name, float(score), text, iso3)
    before = earlier.score(iso3, node)
    return drawing.Mark(
        name, float(score), text, iso3, float(before),
        change=display_change(score - before, framework.decimals),
        was=earlier.display(iso3, node),
    )  # fmt: skip


def country_name(result: Result, iso3: str) -> str:
    return result.edition.countries[result.country_row(iso3)].name


def captioned(result: Result, title: str, said: str, header: tuple[str, ...]) -> drawing.Caption:
    """A caption whose foot names the source, and says where data are made up."""
    edition = result.edition
    # Many publishers name the edition where they are named.
    own = "" if edition.title in edition.attribution else edition.title
    parts = [SIMULATED if edition.simulated else "", own, edition.attribution]
    foot = ". ".join(part for part in parts if part)
    return drawing.Caption(title, said, foot, f"{title}. {said}", header)


def below(result: Result, top: str) -> list[Indicator]:
    """The indicators of a component, or of the components below it."""
    framework = result.edition.framework
    found: list[Indicator] = []
    for child in framework.children(top):
        found += below(result, child.id) if isinstance(child, Component) else [child]
    return found


def three(result: Result) -> tuple[str, str, str]:
    nodes = drawing.pyramid_nodes(result.edition.framework)
    if nodes is None:
        raise RequestError(
            f"The framework {result.edition.framework.id} makes no pyramid: that takes one "
            "headline of two components, and a second headline."
        )
    return nodes


def trio_of(result: Result, iso3: str, nodes: tuple[str, str, str]) -> drawing.Trio:
    names = result.edition.framework.node
    return drawing.Trio(*(mark(result, iso3, node, label=names[node].name) for node in nodes))


def axes(
    result: Result, nodes: tuple[str, str, str]
) -> tuple[drawing.Axis, drawing.Axis, drawing.Axis]:
    return axis(result, nodes[0]), axis(result, nodes[1]), axis(result, nodes[2])
