"""The charts of printed documents: the same that stand on the pages, in light colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocindex.publish import charts
from ocindex.publish.charts.lettering import lettered
from ocindex.publish.language import Language
from ocindex.publish.profile.heads import latest_change
from ocindex.release import CountryRecord, Figure, GroupRecord, ReleasedEdition
from ocindex.vocabulary import Component

Picture = dict[str, Any]


def picture(chart: charts.Chart) -> Picture:
    """A chart's drawing, and in words; the words around it are the document's."""
    svg, words = lettered(chart.body, chart.width, chart.height)
    size = {"width": chart.width, "height": chart.height}
    return {"svg": svg, "words": words, "alt": chart.caption.description, **size}


def mark(name: str, figure: Figure, language: Language, key: str = "") -> charts.Mark:
    """A figure as a mark."""
    return charts.Mark(name, figure.score, language.number(figure.display), key)


def pyramid_picture(
    released: ReleasedEdition, record: CountryRecord | GroupRecord, language: Language
) -> Picture | None:
    """The pyramid of a country or a group; None where the framework makes none."""
    framework = released.edition.framework
    nodes = charts.pyramid_nodes(framework)
    if nodes is None:
        return None
    base, height, panel = (
        mark(framework.node[node].name, record.figures[node], language) for node in nodes
    )
    said = language.text(
        "Pyramid: its base %(base)s, its height %(height)s, the panel beside it %(panel)s.",
        base=f"{base.label} {base.display}",
        height=f"{height.label} {height.display}",
        panel=f"{panel.label} {panel.display}",
    )
    axes = pyramid_axes(released, nodes, language)
    caption = charts.Caption("", description=said)
    return picture(charts.pyramid(base, height, panel, axes, caption))


def pyramid_axes(
    released: ReleasedEdition, nodes: tuple[str, str, str], language: Language
) -> tuple[charts.Axis, charts.Axis, charts.Axis]:
    """The scales of a pyramid's base, height and panel."""
    framework = released.edition.framework
    base, height, panel = (charts.axis(framework, node, language.number) for node in nodes)
    return base, height, panel


def strip_picture(
    released: ReleasedEdition, record: CountryRecord, root: Component, language: Language
) -> Picture | None:
    """A country's score among those of its region and the world; None where it is alone."""
    if len(released.countries) < 2:
        return None
    figure, change = record.figures[root.id], latest_change(released, record, root.id)
    here = charts.Mark(
        record.country.name, figure.score, language.number(figure.display), record.country.iso3,
        before=figure.score - change.change if change and change.change else None,
    )  # fmt: skip
    region = [r for r in released.countries.values() if r.country.region == record.country.region]
    said = language.text(
        "%(node)s: %(country)s at %(score)s, among the countries of its region and of the world.",
        node=root.name, country=record.country.name, score=here.display,
    )  # fmt: skip
    chart = charts.strip(
        charts.axis(released.edition.framework, root.id, language.number), here,
        marks(released.countries.values(), root, language), marks(region, root, language),
        charts.Caption("", description=said),
    )  # fmt: skip
    return picture(chart)


def marks(
    records: Iterable[CountryRecord], root: Component, language: Language
) -> list[charts.Mark]:
    """Countries' scores of a component."""
    return [mark(r.country.name, r.figures[root.id], language, r.country.iso3) for r in records]
