"""The pictures of a country: pyramid, strips, bars, lines, and the strips within its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from ocindex.publish import certainty, charts
from ocindex.publish.charts import Caption, Chart, Mark
from ocindex.publish.language import Language, inside
from ocindex.publish.site import sentences
from ocindex.publish.site.countrylines import assessed, lines_of
from ocindex.publish.site.pages import Site
from ocindex.publish.site.pictures import source
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord, Figure
from ocindex.vocabulary import Component, Indicator


def pictures(site: Site, view: View, record: CountryRecord) -> Mapping[str, Chart]:
    """Every picture of a country, by the name of its file."""
    found = {"pyramid": pyramid_of(site, view, record, view.pyramid)} if view.pyramid else {}
    for root in view.roots:
        found[f"strip-{view.node_slugs[root.id]}"] = strip_of(site, view, record, root)
        found[f"bars-{view.node_slugs[root.id]}"] = bars_of(site, view, record, root)
        editions = assessed(view, record)
        if len(editions) > 2:
            found[f"lines-{view.node_slugs[root.id]}"] = lines_of(site, view, editions, root)
    return found


def mark(site: Site, view: View, record: CountryRecord, node: str) -> Mark:
    """A node's score, with that of the edition that changes are shown against."""
    figure, before = record.figures[node], view.before(record, node)
    change, number = view.change(record, node), site.language.number
    return Mark(
        view.framework.node[node].name,
        figure.score,
        number(figure.display),
        record.country.iso3,
        None if before is None else before.score,
        change=number(change.display) if change else "",
        interval=certainty.ends90(figure.interval),
    )


def cell_of(view: View, record: CountryRecord, node: Indicator) -> Markup:
    """An indicator's strip within its row."""
    figure, before, country = record.figures[node.id], view.before(record, node.id), record.country
    was = None if before is None else before.score
    here = Mark("", figure.score, "", country.iso3, was, certainty.ends90(figure.interval))
    region = view.members.get((node.id, country.region), ())
    return charts.cell(view.axes[node.id], here, view.grounds[node.id], region)


def strip_of(site: Site, view: View, record: CountryRecord, root: Component) -> Chart:
    """Where a headline score stands in its region and in the world."""
    text, figure = site.language.text, record.figures[root.id]
    title = text(
        "%(country)s: %(node)s %(score)s",
        country=record.country.name, node=inside(root.name),
        score=site.language.number(figure.display),
    )  # fmt: skip
    standing = sentences.standing_text(figure.rank["world"], site.language)
    said = strip_text(site, view, record, root)
    caption = Caption(
        f"{title} ({standing})" if standing else title,
        said,
        source(site, view),
        f"{sure_title(view, figure, title, site.language)}. {said}",
        (text("Country"), root.name),
    )
    here = mark(site, view, record, root.id)
    world = view.points[root.id]
    region = view.members.get((root.id, record.country.region), ()) if len(world) > 1 else ()
    named = replace(here, label=record.country.name, change="")
    return charts.strip(view.axes[root.id], named, world, region, caption)


def sure_title(view: View, figure: Figure, title: str, language: Language) -> str:
    """A score in words, with its interval for those who do not see the line."""
    if figure.interval is None:
        return title
    span = certainty.score_span(figure.interval, view.framework, language)
    return certainty.beside(title, span, view.released.basis, language)


def strip_text(site: Site, view: View, record: CountryRecord, root: Component) -> str:
    """How to read the strip."""
    text = site.language.text
    parts = []
    if record.figures[root.id].interval:
        parts.append(interval_key(view, site.language))
    if view.before(record, root.id) and view.earlier:
        parts.append(text("Hollow dot: %(edition)s.", edition=view.earlier.id))
    if len(view.countries) > 1:
        if record.country.region:
            parts.append(text("Small dots: %(region)s.", region=record.country.region))
        parts.append(text("Ticks: all countries."))
    if root.bands:
        parts.append(text("Pale lines: where bands begin."))
    return " ".join(parts)


def pyramid_of(site: Site, view: View, record: CountryRecord, nodes: tuple[str, str, str]) -> Chart:
    """Three scores as one pyramid."""
    text = site.language.text
    base, height, panel = (mark(site, view, record, node) for node in nodes)
    said = text(
        "Base: %(base)s. Height: %(height)s. Panel: %(panel)s.",
        base=f"{base.label} {base.display}", height=f"{height.label} {height.display}",
        panel=f"{panel.label} {panel.display}",
    )  # fmt: skip
    caption = Caption(
        text("%(country)s at a glance", country=record.country.name),
        text("Scores from %(low)s to %(high)s; the frames show the whole scale.", **ends(view)),
        source(site, view),
        f"{record.country.name}. {said}",
        (text("Score"), view.id),
    )
    axes = (view.axes[nodes[0]], view.axes[nodes[1]], view.axes[nodes[2]])
    return charts.pyramid(base, height, panel, axes, caption)


def bars_of(site: Site, view: View, record: CountryRecord, root: Component) -> Chart:
    """Every indicator below a headline, by block."""
    text = site.language.text
    title = text(
        "%(country)s: every score for %(node)s", country=record.country.name, node=inside(root.name)
    )
    blocks: dict[str, list[Mark]] = {}
    for indicator in view.framework.indicators:
        if view.framework.headline_of(indicator) is root:
            blocks.setdefault(indicator.block, []).append(mark(site, view, record, indicator.id))
    header = [text("Indicator"), text("Score")]
    if view.earlier:
        header.append(text("Since %(edition)s", edition=view.earlier.id))
    caption = Caption(title, reading(site, view), source(site, view), title, tuple(header))
    return charts.bars(view.axes[root.id], tuple(blocks.items()), caption, phone=False)


def reading(site: Site, view: View) -> str:
    """How to read the bars."""
    says = site.language.text("Bars run from %(low)s to %(high)s, the ends of the scale.",
                              **ends(view))  # fmt: skip
    if view.earlier:
        edition = view.earlier.id
        notch = site.language.text("A dark notch marks the score of %(edition)s.", edition=edition)
        says = f"{says} {notch}"
    return f"{says} {interval_key(view, site.language)}" if view.released.basis else says


def interval_key(view: View, language: Language) -> str:
    """What the line through a dot or a bar's end is."""
    if view.released.basis == "robustness":
        said = language.text(
            "Line: where it lies in 90 %% of cases if each score may be half a step off."
        )
        return certainty.glued(said)
    return certainty.glued(language.text("Line: 90 %% interval."))


def ends(view: View) -> dict[str, str]:
    """The ends of the scale, as the language writes them."""
    first = next(iter(view.axes.values()))
    return {"low": first.text(first.low), "high": first.text(first.high)}
