"""Charts of the workbench's answers: they take what a built index's methods give."""

from __future__ import annotations

import numpy as np

from ocindex.charts.robust import intervals, sensitivity, shift
from ocindex.errors import RequestError
from ocindex.publish.charts import Chart
from ocindex.workbench.effect import Effect
from ocindex.workbench.sensitivity import Sensitivity
from ocindex.workbench.uncertainty import Uncertainty

NAMES = {
    "impute": "Imputation", "treat": "Treatment", "normalise": "Normalisation",
    "weights": "Weights", "aggregate": "Aggregation", "scores": "Scores",
}  # fmt: skip


def rank_intervals(found: Uncertainty, node: str = "", title: str = "") -> Chart:
    """Draw between which ranks each country lies in nine draws of ten.

    Parameters
    ----------
    found : Uncertainty
        As `built.uncertainty()` gives it.
    node : str, optional
        The component; the first one if left out.
    title : str, optional

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        No draws of that component were kept.
    """
    place = found.place(node or found.nodes[0])
    median, low, high = found.spread.ranks[:, place]
    rank = found.nominal(found.built.rank)[place]
    there = np.flatnonzero(np.isfinite(median) & np.isfinite(rank))
    names = [found.names[row] for row in there.tolist()]
    source = found.built.edition.attribution
    return intervals(
        names, low[there], median[there], high[there], rank[there], title=title, source=source
    )


def sensitivity_bars(found: Sensitivity, title: str = "") -> Chart:
    """Draw which choice moves the ranks how much, alone and in total.

    Parameters
    ----------
    found : Sensitivity
        As `built.sensitivity()` gives it.
    title : str, optional

    Returns
    -------
    Chart
    """
    factors = [NAMES[factor] for factor in found.factors]
    if found.estimates is None:
        return sensitivity(factors, found.first, found.total, title=title)
    known = found.estimates
    first = np.column_stack([known.first_low, known.first_high])
    total = np.column_stack([known.total_low, known.total_high])
    # Of estimates an interval may reach below nought, where no share is.
    return sensitivity(
        factors, found.first, np.maximum(found.total, 0), np.clip(first, 0, 1),
        np.clip(total, 0, 1), title=title,
    )  # fmt: skip


def rank_shift(found: Effect, node: str = "", title: str = "", most: int = 12) -> Chart:
    """Draw who moves most from one method to the other, and how far all move.

    Parameters
    ----------
    found : Effect
        As `built.what_if()` and `built.compare()` give it.
    node : str, optional
        The component; the first headline if left out.
    title : str, optional
    most : int, optional
        How many countries are drawn by themselves.

    Returns
    -------
    Chart

    Raises
    ------
    RequestError
        There is no such component, or the methods share no country.
    """
    table = found.table
    chosen = node or found.before.framework.components[0].id
    if chosen not in found.before.framework.position:
        raise RequestError(f"No component '{chosen}' in {found.before.edition.id}.")
    rows = table.filter((table["node"] == chosen) & table["shift"].is_not_null())
    labels = (found.before.method.title or "Before", found.after.method.title or "After")
    return shift(
        rows["country"].to_list(), rows["rank"].to_numpy(), rows["rank_then"].to_numpy(),
        labels, most, title, found.before.edition.attribution,
    )  # fmt: skip
