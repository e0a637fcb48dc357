"""Charts of how an index is built and what its data are like."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocindex.charts.plain import captioned, columns, figure
from ocindex.errors import RequestError
from ocindex.publish import charts as drawing
from ocindex.publish.charts import Branch, Chart, Distribution, Mark
from ocindex.vocabulary import Framework

# Tukey's fences: so many interquartile ranges beyond the quartiles a value lies outside.
FENCE = 1.5
# Where more than this share of values has changed, it is the scale that has.
RESCALED = 0.25


def sunburst(framework: Framework, title: str = "", source: str = "") -> Chart:
    """Draw a framework as rings: each element as wide as its weight in the whole.

    Parameters
    ----------
    framework : Framework
    title, source : str, optional
        The chart's finding, and where its data come from.

    Returns
    -------
    Chart
    """
    branches = list(weighed(framework, None, Fraction(1)))
    finest = sum(not framework.children(branch.id) for branch in branches)
    said = f"Each element as wide as its weight: {finest} indicators clockwise in the list's order."
    caption = captioned(title or f"{framework.title}: weights", said, source, "Element", "Weight")
    return drawing.sunburst(branches, caption)


def weighed(framework: Framework, parent: str | None, share: Fraction) -> Iterator[Branch]:
    """The nodes below a parent with their share of the whole, each before its children."""
    children = framework.children(parent)
    total = sum((Fraction(child.weight) for child in children), Fraction(0))
    for child in children:
        own = share * Fraction(child.weight) / total
        said = f"{float(100 * own):.1f} %"
        meaning = framework.high(child)
        yield Branch(child.id, child.name, parent or "", float(own), said, meaning)
        yield from weighed(framework, child.id, own)


def distributions(
    names: Sequence[str],
    values: ArrayLike,
    units: Sequence[str],
    treated: ArrayLike | None = None,
    title: str = "",
    source: str = "",
) -> Chart:
    """Draw how each indicator's values are spread, with outliers and treated points.

    Parameters
    ----------
    names : sequence of str
        Names of the indicators.
    values : array_like, shape (units, indicators)
        NaN where one is missing.
    units : sequence of str
        Names of the units.
    treated : array_like, shape (units, indicators), optional
        The values after treatment. An indicator of which more than a quarter of the values
        differ has changed its scale and is drawn as treated.
    title, source : str, optional
        The chart's finding, and where its data come from.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        Names and values are not of one shape.

    Notes
    -----
    Outliers lie more than 1.5 interquartile ranges beyond the quartiles [1]_.

    References
    ----------
    .. [1] Tukey, J. W. (1977). Exploratory Data Analysis. Addison-Wesley.
    """
    raw = columns(values, len(units), len(names))
    after = raw if treated is None else columns(treated, len(units), len(names))
    panels = [panel(name, raw[:, k], after[:, k], units) for k, name in enumerate(names)]
    said = "Bars: how many units. Tick: median. Dots: outliers; hollow where a treated value was."
    header = ("Indicator", "Lowest", "Median", "Highest", "Outliers", "Treated", "Note")
    caption = captioned(title or f"Distributions of {len(names)} indicators", said, source, *header)
    return drawing.distributions(panels, caption)


def panel(
    name: str, raw: NDArray[np.float64], after: NDArray[np.float64], units: Sequence[str]
) -> Distribution:
    """One indicator's values with what stands out among them."""
    there = np.flatnonzero(~np.isnan(after)).tolist()
    changed = [i for i in there if not np.isnan(raw[i]) and raw[i] != after[i]]
    missing = len(raw) - len(there)
    notes = [f"{missing} missing"] if missing else []
    if len(changed) > RESCALED * len(there):
        notes, changed = [*notes, "on another scale by its treatment"], []
    treated = [
        Mark(units[i], float(after[i]), figure(after[i]), before=float(raw[i]), was=figure(raw[i]))
        for i in changed
    ]
    found = after[there]
    low, high = np.quantile(found, (0.25, 0.75)) if len(found) else (0.0, 0.0)
    reach = FENCE * (high - low)
    outside = [i for i in there if not low - reach <= after[i] <= high + reach and i not in changed]
    outliers = [Mark(units[i], float(after[i]), figure(after[i])) for i in outside]
    return Distribution(name, found.tolist(), figure, outliers, treated, ", ".join(notes))


def correlogram(
    names: Sequence[str],
    correlations: ArrayLike,
    blocks: Sequence[str] = (),
    flagged: Collection[tuple[int, int]] = (),
    title: str = "",
    source: str = "",
) -> Chart:
    """Draw the correlation of every pair of indicators, with their blocks framed.

    Parameters
    ----------
    names : sequence of str
        Names of the indicators, those of a block beside one another.
    correlations : array_like, shape (indicators, indicators)
        From -1 to 1; NaN where there is none.
    blocks : sequence of str, shape (indicators,), optional
        Each indicator's block.
    flagged : collection of (int, int), optional
        Pairs that are outlined, by their places.
    title, source : str, optional
        The chart's finding, and where its data come from.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        The correlations are no square of the names' size, or the blocks not as many.
    """
    found = columns(correlations, len(names), len(names))
    if blocks and len(blocks) != len(names):
        raise RequestError(f"{len(names)} indicators have {len(blocks)} blocks: give one to each.")
    spans: list[tuple[str, int]] = []
    for block in blocks:
        same = spans and spans[-1][0] == block
        spans[-1:] = [(block, spans[-1][1] + 1)] if same else [*spans[-1:], (block, 1)]
    pairs = frozenset((max(pair), min(pair)) for pair in flagged)
    said = "The stronger, the larger; negative ones are hollow or have a minus. Blocks are framed."
    header = ("One", "Other", "Correlation")
    caption = captioned(title or f"Correlations of {len(names)} indicators", said, source, *header)
    return drawing.correlogram(names, spans, found.tolist(), caption, pairs)
