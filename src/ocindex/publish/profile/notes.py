"""What a document says of its figures: how they came about, and how to read them."""

from __future__ import annotations

from typing import Any

from ocindex.publish import certainty
from ocindex.publish.charts.tokens import LIGHT_RAMPS, step_of
from ocindex.publish.language import Language
from ocindex.publish.profile.heads import place, roots
from ocindex.release import ReleasedEdition
from ocindex.vocabulary import Component, Framework


def about(released: ReleasedEdition, language: Language, *, bars: bool = True) -> list[str]:
    """The method in short, and how to read ranks and, where there are some, bars."""
    framework = released.edition.framework
    text, scale = language.text, framework.scale
    low, high = (language.number(scale.text(limit)) for limit in (scale.minimum, scale.maximum))
    method = text(
        "Scores run from %(low)s to %(high)s in steps of %(step)s.",
        low=low, high=high, step=language.number(scale.step_text),
    )  # fmt: skip
    means = [mean_of(component, framework, language) for component in framework.components]
    readings = [
        text("%(node)s: the worst", node=root.name)
        if framework.high(root) == "worse"
        else text("%(node)s: the best", node=root.name)
        for root in roots(framework)
    ]
    ranks = [
        text("Rank 1 is the highest score (%(readings)s).", readings=language.listing(readings)),
        text("Countries of the same score share the best rank."),
        language.counted(
            "Figures are rounded half up to %(n)d decimal; ranks and changes are those of the "
            "unrounded figures.",
            "Figures are rounded half up to %(n)d decimals; ranks and changes are those of the "
            "unrounded figures.",
            framework.decimals,
        ),
    ]
    paragraphs = [" ".join([method, *means]), " ".join(ranks)]
    if bars:
        paragraphs.append(" ".join(bar_notes(released, language, low, high)))
    return paragraphs


def bar_notes(released: ReleasedEdition, language: Language, low: str, high: str) -> list[str]:
    """What the marks on a bar are."""
    text = language.text
    said = [text("Bars run from %(low)s to %(high)s.", low=low, high=high)]
    if any(component.bands for component in released.edition.framework.components):
        said.append(text("Pale ticks on them mark where bands begin."))
    if released.basis == "ratings":
        said.append(certainty.glued(text("A thin line below a bar is its 90 %% interval.")))
    elif released.basis:
        line = text(
            "A thin line below a bar: where it ends in 90 %% of cases if each score may be half a "
            "step off."
        )
        said.append(certainty.glued(line))
    if released.against:
        said.append(
            text(
                "The small figure is the change since %(edition)s, and a dark notch marks the "
                "earlier score; n/a: not measured then.",
                edition=released.against[0],
            )
        )
    return said


def mean_of(component: Component, framework: Framework, language: Language) -> str:
    """As in: Criminality: mean of Criminal markets and Criminal actors."""
    children = framework.children(component.id)
    names = [child.name for child in children if isinstance(child, Component)]
    leaves = len(children) - len(names)
    if leaves:
        names.append(language.counted("its %(n)d indicator", "its %(n)d indicators", leaves))
    parts = language.listing(names)
    if len({child.weight for child in children}) == 1:
        return language.text("%(node)s: mean of %(parts)s.", node=component.name, parts=parts)
    return language.text("%(node)s: weighted mean of %(parts)s.", node=component.name, parts=parts)


def band_keys(framework: Framework, language: Language) -> list[dict[str, Any]]:
    """The bands of each headline component that has some, with the colour where each begins."""
    keys = []
    for root in roots(framework):
        bands = framework.bands(root)
        if not bands:
            continue
        ramp = LIGHT_RAMPS[framework.high(root)]
        rows = [
            {
                "from": language.number(framework.scale.text(band.lower)),
                "label": band.label,
                "colour": ramp[step_of(middle(i, root, framework))],
            }
            for i, band in enumerate(bands)
        ]
        says = language.text("%(node)s: bands, each from its lowest score on", node=root.name)
        keys.append({"says": says, "rows": rows})
    return keys


def middle(i: int, root: Component, framework: Framework) -> float:
    """Where the middle of a band lies on the scale, from 0 to 1."""
    bands, scale = framework.bands(root), framework.scale
    ends = [*(float(band.lower) for band in bands[1:]), float(scale.maximum)]
    return place((float(bands[i].lower) + ends[i]) / 2, framework)
