"""Charts of a country, or of a few."""

from __future__ import annotations

from collections.abc import Sequence

from ocindex.charts.reading import axes, axis, below, captioned, country_name, mark, three, trio_of
from ocindex.index import Result
from ocindex.publish import charts as drawing
from ocindex.publish.charts import Chart


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
