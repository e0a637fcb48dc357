"""What a country's page and profile say of how sure its figures are."""

from __future__ import annotations

from ocindex.publish import certainty
from ocindex.publish.language import Language, inside
from ocindex.release import CountryRecord, Interval, ReleasedEdition
from ocindex.vocabulary import Component, Framework, Node

# A list of more indicators is no sentence; the data have them all.
LISTED = 3


def sentences(released: ReleasedEdition, record: CountryRecord, language: Language) -> list[str]:
    """The intervals of the headline scores, what they rest on, and where editors differ.

    Returns
    -------
    list of str
        None where the edition has no intervals.
    """
    spans = [
        f"{inside(root.name)} {certainty.score_span(found, released.edition.framework, language)}"
        for root in roots(released.edition.framework)
        if (found := record.figures[root.id].interval)
    ]
    if not spans:
        return []
    listed = language.listing(spans)
    if released.basis == "robustness":
        said = language.text(
            "No experts' ratings are known. If each score may be half a step off, 90 %% of the "
            "cases lie within: %(spans)s. That is how far the figures move, not how sure the "
            "experts are.",
            spans=listed,
        )  # fmt: skip
        return [certainty.glued(said)]
    said = language.text("90 %% intervals: %(spans)s.", spans=listed)
    return [
        certainty.glued(said),
        *rests_on(released, record, language),
        *far(released, record, language),
    ]


def roots(framework: Framework) -> list[Component]:
    return [component for component in framework.components if component.parent is None]


def rests_on(released: ReleasedEdition, record: CountryRecord, language: Language) -> list[str]:
    """How many experts have rated the country."""
    raters = max(
        (
            found.raters
            for root in roots(released.edition.framework)
            if (found := record.figures[root.id].interval)
        ),
        default=0,
    )
    if not raters:
        return []
    said = language.counted(
        "They rest on the ratings of %(n)d expert.", "They rest on the ratings of %(n)d experts.",
        raters,
    )  # fmt: skip
    if raters > 1:
        return [said]
    alone = language.text("How far one alone may err is taken from how far others differ.")
    return [said, alone]


def far(released: ReleasedEdition, record: CountryRecord, language: Language) -> list[str]:
    """Where the editors' scores lie farther from the panel than its intervals reach."""
    found = [
        (node, interval)
        for node in released.edition.framework.nodes
        if (interval := record.figures[node.id].interval) and certainty.is_far(interval)
    ]
    if not found:
        return []
    found.sort(key=lambda one: -abs(one[1].distance or 0))
    named = [
        distance(released.edition.framework, node, interval, language)
        for node, interval in found[:LISTED]
    ]
    more = len(found) - LISTED
    if more > 0:
        named.append(language.counted("%(n)d other score", "%(n)d other scores", more))
    said = language.text(
        "Far from the median of the experts' panel, the editors' decision: %(names)s.",
        names=language.listing(named),
    )
    return [said]


def distance(framework: Framework, node: Node, interval: Interval, language: Language) -> str:
    size = certainty.signed(interval.distance or 0.0, framework, language)
    return language.text("%(node)s (%(size)s)", node=inside(node.name), size=size)
