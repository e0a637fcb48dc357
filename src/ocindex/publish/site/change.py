"""Change: an edition against earlier ones, as published and over what both have measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ocindex.publish import certainty
from ocindex.publish.language import Language
from ocindex.publish.site import addresses, sentences
from ocindex.publish.site.beside import beside
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.release import Change, CountryRecord, Figure, ReleasedEdition
from ocindex.vocabulary import Component, Country

HEADER = (
    "iso3", "country", "node", "against", "before", "score", "change", "comparable", "framework",
    "rank_change",
)  # fmt: skip


class Row(NamedTuple):
    """A country's change; `x` and `x_before` are places on the scale."""

    country: Country
    before: Figure
    figure: Figure
    change: Change
    ramp: str
    x: int
    x_before: int
    span: str


def pages(site: Site, view: View) -> Iterator[Page]:
    """The one page and its table; none where there is nothing to compare with."""
    earlier = view.earlier
    if earlier is None or not view.changed:
        return
    heads = [head for root in view.roots if (head := headed(site, view, earlier, root))]
    language = site.language
    yield site.page(
        "change.html",
        addresses.CHANGE,
        view,
        description=" ".join(head["sentence"] for head in heads),
        heads=heads,
        low=f"{float(view.framework.scale.minimum):g}",
        high=f"{float(view.framework.scale.maximum):g}",
        names=[(r.country.iso3, r.country.name) for r in view.countries if r.changes],
        pairs=pairs(site),
        components=[(c.id, c.name) for c, _ in view.tree()],
        start=largest(heads),
        texts=texts(language),
    )
    rows = [
        [
            row.country.iso3, row.country.name, head["id"], earlier.id, row.before.score,
            row.figure.score, row.change.change, row.change.comparable, row.change.framework,
            row.change.rank["world"],
        ]
        for head in heads for row in head["rows"]
    ]  # fmt: skip
    yield from beside(site, view, addresses.CHANGE + "change", HEADER, rows)


def headed(
    site: Site, view: View, earlier: ReleasedEdition, root: Component
) -> dict[str, Any] | None:
    """A headline's changes, the largest rise first; None where the earlier edition lacks it."""
    found = [row for r in view.countries if (row := row_of(view, earlier, r, root))]
    if not found:
        return None
    return {
        "id": root.id,
        "name": root.name,
        "slug": view.node_slugs[root.id],
        "sentence": sentence(site.language, earlier, root, found),
        "sure": sentences.surely_text([row.change for row in found], site.language),
        "rows": sorted(found, key=lambda row: -row.change.change),
        "both": any(row.change.comparable_display != row.change.display for row in found),
        "limits": view.ruler.limits(root.bands, 10),
    }


def row_of(
    view: View, earlier: ReleasedEdition, record: CountryRecord, root: Component
) -> Row | None:
    change = record.changes.get(earlier.id, {}).get(root.id)
    if change is None:
        return None
    figure = record.figures[root.id]
    before = earlier.countries[record.country.iso3].figures[root.id]
    return Row(
        record.country, before, figure, change, view.ramp(root.id, figure.score),
        view.ruler.x(figure.score), view.ruler.x(before.score), span_of(view, change),
    )  # fmt: skip


def span_of(view: View, change: Change) -> str:
    """The interval of a change; empty where nobody knows."""
    if change.interval is None:
        return ""
    return certainty.change_span(change.interval, view.framework, view.language)


def sentence(
    language: Language, earlier: ReleasedEdition, root: Component, found: list[Row]
) -> str:
    """How many went up, down, or neither, as printed."""
    signs = [row.change.display[:1] for row in found]
    return language.text(
        "%(node)s since %(edition)s, as published: up in %(up)d, down in %(down)d and unchanged "
        "in %(same)d of %(all)d countries.",
        node=root.name, edition=earlier.id, up=signs.count("+"), down=signs.count("-"),
        same=sum(sign not in "+-" for sign in signs), all=len(signs),
    )  # fmt: skip


def largest(heads: list[dict[str, Any]]) -> str:
    """The country whose first headline moved most."""
    row: Row = max(heads[0]["rows"], key=lambda row: abs(row.change.change))
    return row.country.iso3


def pairs(site: Site) -> list[dict[str, str]]:
    """Every two editions that changes are known between, the latest first."""
    code = site.language.code
    return [
        {
            "earlier": against,
            "later": view.id,
            "address": addresses.edition(view.id, code),
        }
        for view in reversed(list(site.views.values()))
        for against in view.released.against
    ]


def texts(language: Language) -> Mapping[str, str]:
    """What the script says; it fills in the braces."""
    text = language.text
    return {
        "same": text(
            "%(country)s, %(node)s: %(before)s in %(earlier)s, %(now)s in %(later)s, a change of "
            "%(change)s. Both editions measure the same.",
            country="{country}", node="{node}", before="{before}", earlier="{earlier}",
            now="{now}", later="{later}", change="{change}",
        ),
        "differs": text(
            "%(country)s, %(node)s: %(before)s in %(earlier)s, %(now)s in %(later)s. As published "
            "the change is %(change)s; over the indicators that both editions have it is %(both)s, "
            "and the change of the framework makes up %(framework)s.",
            country="{country}", node="{node}", before="{before}", earlier="{earlier}",
            now="{now}", later="{later}", change="{change}", both="{both}",
            framework="{framework}",
        ),
        "framework": text("Change of the framework"),
        "part": text("Part"),
        "points": text("Points"),
        "both": text("Over the indicators that both editions have"),
        "published": text("As published"),
        "parts": text("Parts of the unrounded change; they sum to it exactly"),
        "still": text("Indicators that did not move: %(n)s.", n="{n}"),
        "unknown": text("No country of this name: %(name)s.", name="{name}"),
        "missing": text("The two editions cannot be compared in this."),
        "failed": text("The figures could not be loaded."),
        "copied": text("Address copied."),
    }  # fmt: skip
