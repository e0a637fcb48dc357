"""A country's page, and its figures beside it as csv and json."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ocindex.publish.language import number
from ocindex.publish.site import addresses, sentences
from ocindex.publish.site.figures import country_csv, country_json
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure, Standing
from ocindex.vocabulary import SCOPES, Component, Indicator, Scope


class IndicatorRow(NamedTuple):
    name: str
    slug: str
    figure: Figure
    ramp: str
    x: int
    x_earlier: int | None
    change: Change | None
    world: Standing
    tied: bool


class Block(NamedTuple):
    name: str
    rows: list[IndicatorRow]


def pages(site: Site, view: View) -> Iterator[Page]:
    """A page a country, its figures beside it."""
    for record in view.countries:
        page = country_page(site, view, record)
        beside = page.path.removesuffix("index.html") + record.country.iso3
        yield page
        yield Page(f"{beside}.csv", country_csv(view, record))
        yield Page(f"{beside}.json", country_json(view, record))


def country_page(site: Site, view: View, record: CountryRecord) -> Page:
    """The page of one country."""
    country = record.country
    before, after = view.neighbours[country.iso3]
    pdf = (
        f"{addresses.edition(view.id, site.language.code)}country/{country.iso3}/{country.iso3}.pdf"
    )
    return site.page(
        "country.html",
        addresses.country(country.iso3),
        view,
        description=" ".join(
            sentences.opening(view, record, root, site.language) for root in view.roots
        ),
        country=country,
        country_quadrant=record.quadrant,
        above=above(view, record),
        heads=[head(site, view, record, root) for root in view.roots],
        parts=[part(site, view, record, node) for node, _ in view.tree()],
        columns=5 if view.earlier else 4,
        scale_low=f"{float(view.framework.scale.minimum):g}",
        scale_high=f"{float(view.framework.scale.maximum):g}",
        bars_text=bars_text(site, view),
        narrative=narrative(site, view, record),
        facts=view.facts.get(country.iso3, ()),
        sources=[
            {
                "citation": s.citation,
                "url": s.url,
                "safe": s.url.startswith(("https://", "http://")),
            }
            for s in view.sources.get(country.iso3, ())
        ],
        citation=citation(site, view, record),
        pdf=pdf if site.pdf else "",
        previous=before,
        next=after,
    )


def above(view: View, record: CountryRecord) -> list[dict[str, str]]:
    """The groups to which the country belongs, from the largest."""
    scopes: tuple[Scope, ...] = ("continent", "region")
    return [
        {"name": name, "address": view.group_address(scope, name)}
        for scope in scopes
        for name in [record.country.group(scope)]
    ]


def earlier_figure(view: View, record: CountryRecord, node: str) -> Figure | None:
    """A node's figure in the edition that changes are shown against."""
    if view.earlier is None or view.change(record, node) is None:
        return None
    return view.earlier.countries[record.country.iso3].figures[node]


def head(site: Site, view: View, record: CountryRecord, root: Component) -> dict[str, Any]:
    """All that stands below a headline component."""
    figure = record.figures[root.id]
    before = earlier_figure(view, record, root.id)
    return {
        "name": root.name,
        "slug": view.node_slugs[root.id],
        "meaning": root.high,
        "figure": figure,
        "ramp": view.ramp(root.id, figure.score),
        "sentence": sentences.opening(view, record, root, site.language),
        "first_means": sentences.high_rank_text(root.high, site.language),
        "limits": view.ruler.limits(root.bands, 52),
        "world": view.strips[root.id, "world", "World"],
        "region": view.strips[root.id, "region", record.country.region],
        "x": view.ruler.x(figure.score),
        "x_earlier": None if before is None else view.ruler.x(before.score),
        "strip_text": strip_text(site, view, record, root),
        "ranks": [
            rank_row(site, view, record, root.id, scope)
            for scope in SCOPES
            if figure.rank[scope].of > 1
        ],
        "changes": [
            changed(site, view, changes[root.id])
            for changes in record.changes.values()
            if root.id in changes
        ],
    }


def strip_text(site: Site, view: View, record: CountryRecord, root: Component) -> str:
    """What the strip shows, in words."""
    text = site.language.text
    parts = [text("The strong line is %(country)s", country=record.country.name)]
    if earlier_figure(view, record, root.id) and view.earlier:
        parts.append(text("the dashed one its score in %(edition)s", edition=view.earlier.id))
    if len(view.countries) > 1:
        parts.append(text("long ticks: %(region)s", region=record.country.region))
        parts.append(text("short ticks: all countries"))
    if root.bands:
        parts.append(text("pale lines: where bands begin"))
    return "; ".join(parts) + "."


def rank_row(
    site: Site, view: View, record: CountryRecord, node: str, scope: Scope
) -> dict[str, Any]:
    """A country's rank in one scope, now and before, and who shares it."""
    standing = record.figures[node].rank[scope]
    before = earlier_figure(view, record, node)
    change = view.change(record, node)
    group = site.language.text("World") if scope == "world" else record.country.group(scope)
    return {
        "group": group,
        "text": sentences.standing_text(standing, site.language),
        "was": site.language.ordinal(before.rank[scope].rank) if before else "",
        # Ranks of another publisher's making and our own cannot be subtracted.
        "change": change.rank[scope] if change and not standing.as_published else None,
        "tied": view.tied(record, node, scope),
        "shared": site.language.text("%(group)s: tied with", group=group),
    }


def changed(site: Site, view: View, change: Change) -> dict[str, Any]:
    """A headline's change since one earlier edition and its parts, the largest first."""
    text = site.language.text
    values = {
        "size": number(change.display),
        "both": number(change.comparable_display),
        "edition": change.against,
    }
    summary = text("Since %(edition)s: %(size)s", **values)
    if change.comparable_display != change.display:
        summary = text(
            "Since %(edition)s: %(size)s as published, %(both)s over the indicators that both "
            "editions have",
            **values,
        )
    parts = sorted(change.parts, key=lambda part: -abs(part.contribution))
    return {
        "summary": summary,
        "change": change,
        "parts": [
            {"name": part_title(site, view, part.part), "display": part.display} for part in parts
        ],
    }


def part_title(site: Site, view: View, part: str) -> str:
    if part == "framework":
        return site.language.text("Change of the framework")
    return view.framework.node[part].name


def part(site: Site, view: View, record: CountryRecord, node: Component) -> dict[str, Any]:
    """A component with the scores of its own indicators, by block."""
    blocks: list[Block] = []
    for indicator in view.framework.indicators:
        if indicator.parent == node.id:
            if not blocks or blocks[-1].name != indicator.block:
                blocks.append(Block(indicator.block, []))
            blocks[-1].rows.append(indicator_row(view, record, indicator))
    # A heading that only repeats the table's own, or each row's, says nothing.
    blocks = [
        block._replace(name="")
        if block.name == node.name or [row.name for row in block.rows] == [block.name]
        else block
        for block in blocks
    ]
    figure = record.figures[node.id]
    texts = [figure.band, sentences.standing_text(figure.rank["world"], site.language)]
    return {
        "name": node.name,
        "figure": figure,
        "ramp": view.ramp(node.id, figure.score),
        "text": ", ".join(text for text in texts if text),
        "limits": view.ruler.limits(node.bands, 10),
        "blocks": blocks,
    }


def indicator_row(view: View, record: CountryRecord, node: Indicator) -> IndicatorRow:
    figure = record.figures[node.id]
    before = earlier_figure(view, record, node.id)
    return IndicatorRow(
        node.name,
        view.node_slugs[node.id],
        figure,
        view.ramp(node.id, figure.score),
        view.ruler.x(figure.score),
        None if before is None else view.ruler.x(before.score),
        view.change(record, node.id),
        figure.rank["world"],
        view.shares(record, node.id, "world"),
    )


def bars_text(site: Site, view: View) -> str:
    """How to read the bars."""
    text, scale = site.language.text, view.framework.scale
    says = text("Bars run from %(low)s to %(high)s, the ends of the scale.",
                low=f"{float(scale.minimum):g}", high=f"{float(scale.maximum):g}")  # fmt: skip
    if view.earlier:
        says += " " + text("A dark notch marks the score of %(edition)s.", edition=view.earlier.id)
    return says


def narrative(site: Site, view: View, record: CountryRecord) -> dict[str, Any] | None:
    """The narrative in the page's language, else in the first that there is."""
    if not record.narratives:
        return None
    lang = site.language.code
    found = record.narratives.get(lang) or next(iter(record.narratives.values()))
    sections = []
    for section in view.framework.sections:
        if found.sections.get(section.id):
            covered = (i for i in view.framework.indicators if i.section == section.id)
            scores = [
                {
                    "name": i.name,
                    "figure": record.figures[i.id],
                    "ramp": view.ramp(i.id, record.figures[i.id].score),
                }
                for i in covered
            ]
            paragraphs = found.sections[section.id]
            sections.append({"name": section.name, "scores": scores, "paragraphs": paragraphs})
    return {"lang": found.lang, "foreign": found.lang != lang, "sections": sections}


def citation(site: Site, view: View, record: CountryRecord | None = None) -> str:
    """How to cite an edition, or a country's page of it."""
    edition = view.released.edition
    title = f"{edition.title}, {record.country.name}" if record else edition.title
    parts = [title, edition.attribution, f"{site.release.made_by}, {site.release.fingerprint[:12]}"]
    said = ". ".join(p for p in parts if p) + "."
    return f"{site.language.text('Simulated data')}. {said}" if site.release.simulated else said
