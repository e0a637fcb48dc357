"""Your weights: what counts how much as published, and a script to weigh otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from ocindex.publish.language import Language, inside
from ocindex.publish.site import addresses, compact, sentences
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import Component, Framework, Indicator


class WeightRow(NamedTuple):
    """A node, or a block of indicators, which has no weight of its own.

    `block` is the key of the block that an indicator stands in.
    """

    key: str
    name: str
    depth: int
    kind: str
    weight: str
    share: str
    percent: str
    block: str = ""


def pages(site: Site, view: View) -> Iterator[Page]:
    """The one page; the script computes in the browser, from `figures.json`."""
    language = site.language
    yield site.page(
        "weights.html",
        addresses.WEIGHTS,
        view,
        description=language.text(
            "What counts how much in the %(title)s, and how ranks move with other weights.",
            title=view.released.edition.title,
        ),
        heads=[head(language, view, root) for root in view.roots],
        figures=compact.NAME,
        texts=texts(language),
    )


def head(language: Language, view: View, root: Component) -> dict[str, Any]:
    """A headline with the weight of all that it is made of."""
    return {
        "id": root.id,
        "name": root.name,
        "slug": view.node_slugs[root.id],
        "first_means": sentences.high_rank_text(root.high, language),
        "caption": language.text(
            "Published weights, and each part's share of %(node)s", node=inside(root.name)
        ),
        "spread": spread(language, view.framework, root),
        "rows": list(rows(language, view.framework, root)),
    }


def shares(framework: Framework, root: Component) -> Mapping[str, Fraction]:
    """How much of a headline each node below it makes up, by id."""
    found = {root.id: Fraction(1)}
    # Components stand before their children.
    for parent in framework.components:
        if parent.id in found:
            children = framework.children(parent.id)
            total = sum((child.weight for child in children), Fraction(0))
            found |= {c.id: found[parent.id] * c.weight / total for c in children}
    return found


def spread(language: Language, framework: Framework, root: Component) -> str:
    """How much the lightest and the heaviest indicator make up."""
    share = shares(framework, root)
    parts = [share[i.id] for i in framework.indicators if i.id in share]
    least, most = percent(language, min(parts)), percent(language, max(parts))
    if least == most:
        return language.text(
            "%(node)s: each indicator makes up %(share)s.", node=root.name, share=least
        )
    return language.text(
        "%(node)s: an indicator makes up %(least)s to %(most)s.",
        node=root.name, least=least, most=most,
    )  # fmt: skip


def rows(language: Language, framework: Framework, root: Component) -> Iterator[WeightRow]:
    """The nodes below a headline, each below its parent, indicators by block."""
    share = shares(framework, root)

    def row(node: Component | Indicator, depth: int, block: str = "") -> WeightRow:
        kind = "component" if isinstance(node, Component) else "indicator"
        part = share[node.id]
        return WeightRow(
            node.id, node.name, min(depth, 3), kind, weight_text(language, node.weight),
            str(part), percent(language, part), block,
        )  # fmt: skip

    def below(parent: Component, depth: int) -> Iterator[WeightRow]:
        children = framework.children(parent.id)
        leaves = [child for child in children if isinstance(child, Indicator)]
        for child in children:
            if isinstance(child, Component):
                yield row(child, depth)
                yield from below(child, depth + 1)
        for i, (name, members) in enumerate(blocks(leaves)):
            block = f"{parent.id}~{i}" if len(members) > 1 and name not in ("", parent.name) else ""
            if block:
                part = sum((share[m.id] for m in members), Fraction(0))
                yield WeightRow(
                    block, name, min(depth, 3), "block", "", str(part), percent(language, part)
                )
            for member in members:
                yield row(member, depth + bool(block), block)

    yield from below(root, 0)


def blocks(indicators: list[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """Indicators that stand together under one heading."""
    found: list[tuple[str, list[Indicator]]] = []
    for indicator in indicators:
        if not found or found[-1][0] != indicator.block:
            found.append((indicator.block, []))
        found[-1][1].append(indicator)
    return found


def weight_text(language: Language, weight: Fraction) -> str:
    """`2`, `0.5`, or `1/3` where decimals would not be exact."""
    decimal = f"{float(weight):g}"
    return language.number(decimal) if Fraction(decimal) == weight else str(weight)


def percent(language: Language, share: Fraction) -> str:
    tenths = int(share * 1000 + Fraction(1, 2))
    return language.text("%(share)s%%", share=language.number(f"{tenths // 10}.{tenths % 10}"))


def texts(language: Language) -> Mapping[str, str]:
    """What the script says; it fills in the braces."""
    text = language.text
    return {
        "share": text("%(share)s%%", share="{share}"),
        "times": text("%(factor)s times the published weight", factor="{factor}"),
        "mine": text("Your weight"),
        "published": text("These are the published weights and the published ranks."),
        "changed": text(
            "Ranks that change: %(n)s of %(all)s. First: %(first)s.",
            n="{n}", all="{all}", first="{first}",
        ),
        "none": text("Every weight is zero: there is nothing to rank by."),
        "failed": text("The figures could not be loaded."),
        "copied": text("Address copied."),
    }  # fmt: skip
