"""The charts of printed documents: the same that stand on the pages, in light colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ocindex.publish import charts, maps
from ocindex.publish.charts.lettering import lettered
from ocindex.publish.language import Language
from ocindex.publish.profile.heads import latest_change
from ocindex.release import CountryRecord, Figure, GroupRecord, ReleasedEdition
from ocindex.vocabulary import Component, Framework

Picture = dict[str, Any]
PARTS = ("base", "height", "panel")
# Pyramids on a page, at six in a row.
A_PAGE = 42


def picture(chart: charts.Chart) -> Picture:
    """A chart's drawing, and in words; the words around it are the document's."""
    svg, words = lettered(charts.Drawing(chart.width, chart.height, chart.body))
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
        interval=(figure.interval.low90, figure.interval.high90) if figure.interval else None,
    )  # fmt: skip
    own = record.country.region
    region = [r for r in released.countries.values() if own and r.country.region == own]
    said = language.text(
        "%(node)s: %(country)s at %(score)s, among the countries of its region and of the world.",
        node=root.name, country=record.country.name, score=here.display,
    )  # fmt: skip
    return stripped(released, root, here, region, said, language)


def stripped(
    released: ReleasedEdition, root: Component, here: charts.Mark,
    near: Iterable[CountryRecord], said: str, language: Language,
) -> Picture:  # fmt: skip
    """A score among some countries, all others behind them."""
    axis = charts.axis(released.edition.framework, root.id, language.number)
    world = marks(released.countries.values(), root, language)
    caption = charts.Caption("", description=said)
    return picture(charts.strip(axis, here, world, marks(near, root, language), caption))


def marks(
    records: Iterable[CountryRecord], root: Component, language: Language
) -> list[charts.Mark]:
    """Countries' scores of a component."""
    return [mark(r.country.name, r.figures[root.id], language, r.country.iso3) for r in records]


def region_picture(
    released: ReleasedEdition, region: str, language: Language, here: CountryRecord | None = None
) -> Picture | None:
    """A region's map by the first headline, a country of it outlined; None where it has none."""
    framework = released.edition.framework
    root = framework.children(None)[0]
    assert isinstance(root, Component)
    members = [r for r in released.countries.values() if region and r.country.region == region]
    name = here.country.name if here else region
    said = language.text("%(name)s on the map, by %(node)s.", name=name, node=root.name)
    chart = maps.region_map(
        marks(members, root, language), charts.axis(framework, root.id, language.number),
        charts.Caption("", description=said), here.country.iso3 if here else "",
    )  # fmt: skip
    if chart is None:
        return None
    note = language.text("Colours: %(node)s. Boundaries imply no opinion.", node=root.name)
    return picture(chart) | {"place": region, "note": note}


def world_picture(released: ReleasedEdition, root: Component, language: Language) -> Picture | None:
    """The world's map by a headline; None where the map knows none of the countries."""
    if maps.mapped().isdisjoint(released.countries):
        return None
    said = language.text("%(node)s on a map of the world.", node=root.name)
    chart = maps.world_map(
        marks(released.countries.values(), root, language),
        charts.axis(released.edition.framework, root.id, language.number),
        charts.Caption("", description=said), language.text("Not assessed"),
    )  # fmt: skip
    note = language.text("Colours: %(node)s. Boundaries imply no opinion.", node=root.name)
    return picture(chart) | {"place": "", "note": note}


def group_strip_picture(
    released: ReleasedEdition, group: GroupRecord, root: Component, language: Language
) -> Picture | None:
    """A group's mean among its members and the world; None where the group has one country."""
    if len(group.countries) < 2:
        return None
    here = mark(group.name, group.figures[root.id], language, group.name)
    members = [released.countries[iso3] for iso3 in group.countries]
    said = language.text(
        "%(node)s: the mean %(score)s, among the members and the countries of the world.",
        node=root.name, score=here.display,
    )  # fmt: skip
    return stripped(released, root, here, members, said, language)


def pyramids_pictures(
    released: ReleasedEdition, group: GroupRecord, language: Language
) -> list[Picture]:
    """The members' pyramids in rows, so many as a page holds in each picture."""
    framework = released.edition.framework
    nodes = charts.pyramid_nodes(framework)
    if nodes is None or len(group.countries) < 2:
        return []
    members = sorted(
        (released.countries[iso3] for iso3 in group.countries),
        key=lambda record: language.order(record.country.name),
    )
    names = {key: framework.node[node].name for key, node in zip(PARTS, nodes, strict=True)}
    axes = pyramid_axes(released, nodes, language)
    found = []
    for start in range(0, len(members), A_PAGE):
        some = members[start : start + A_PAGE]
        said = language.text(
            "A pyramid of each member: its base %(base)s, its height %(height)s, the panel beside "
            "it %(panel)s. Shown are: %(members)s.",
            members=language.listing([record.country.name for record in some]),
            **names,
        )
        items = [pyramid_of(record, nodes, framework, language) for record in some]
        found.append(picture(charts.pyramids(items, axes, charts.Caption("", description=said))))
    return found


def pyramid_of(
    record: CountryRecord, nodes: tuple[str, str, str], framework: Framework, language: Language
) -> tuple[charts.Mark, charts.Trio]:
    """A country's name and the three scores of its pyramid."""
    trio = (mark(framework.node[node].name, record.figures[node], language) for node in nodes)
    return charts.Mark(record.country.name, 0, "", record.country.iso3), charts.Trio(*trio)


def world_strip_picture(
    released: ReleasedEdition, world: GroupRecord, root: Component, language: Language
) -> Picture | None:
    """The mean of all countries among them; None for a single one."""
    if len(world.countries) < 2:
        return None
    here = mark(language.text("World"), world.figures[root.id], language)
    said = language.text(
        "%(node)s: the mean %(score)s, among the scores of all countries.",
        node=root.name, score=here.display,
    )  # fmt: skip
    return stripped(released, root, here, (), said, language)
