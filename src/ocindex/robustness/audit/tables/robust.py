"""Tables of robustness: elements removed, other methods, the room between scores."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.robustness.audit.ranking import shifts
from ocindex.robustness.audit.subject import Subject
from ocindex.robustness.audit.tables.data import units

Floats = NDArray[np.float64]
SHIFT_COLUMNS = {
    "headline": pl.String, "node": pl.String, "name": pl.String, "mean_shift": pl.Float64,
    "largest_shift": pl.Float64, "within_2": pl.Float64, "iso3": pl.String,
    "country": pl.String, "rank": pl.Float64, "rank_then": pl.Float64,
}  # fmt: skip


def removals(subject: Subject) -> Mapping[int, Mapping[int, Floats]]:
    """Ranks of each headline with each element below it removed, by headline and element."""
    assert subject.without is not None
    found: dict[int, dict[int, Floats]] = {headline: {} for headline in subject.headlines}
    for i, element in enumerate(subject.elements):
        headline = subject.headline(i)
        # An only child cannot be taken away: its parent would be of nothing.
        if i != headline and len(subject.children(element.parent)) > 1:
            found[headline][i] = subject.without(element.id)[1][:, headline]
    return found


def removal_table(
    subject: Subject, removed: Mapping[int, Mapping[int, Floats]]
) -> pl.DataFrame:  # fmt: skip
    """What removing each element does to its headline's ranks; see `SHIFT_COLUMNS`."""
    rows = [
        shift_row(subject, headline, subject.elements[i].id, subject.elements[i].name, ranks)
        for headline, by_element in removed.items()
        for i, ranks in by_element.items()
    ]
    return pl.DataFrame(rows, SHIFT_COLUMNS, orient="row")


def removal_ranks_table(
    subject: Subject, removed: Mapping[int, Mapping[int, Floats]]
) -> pl.DataFrame:  # fmt: skip
    """Every unit's rank: iso3, country, headline, nominal, then a column an element removed."""
    frames = []
    for headline, by_element in removed.items():
        columns = {subject.elements[i].id: ranks for i, ranks in by_element.items()}
        name = [subject.elements[headline].id] * len(subject.codes)
        nominal = subject.ranks[:, headline]
        frames.append(
            pl.DataFrame({**units(subject), "headline": name, "nominal": nominal, **columns})
        )
    return pl.concat(frames, how="diagonal")


def variants_table(subject: Subject) -> pl.DataFrame:
    """What each other method does to the headlines' ranks; see `SHIFT_COLUMNS`."""
    rows = [
        shift_row(subject, headline, variant.name, variant.name, variant.ranks[:, headline])
        for variant in subject.variants
        for headline in subject.headlines
        # A method that does to a headline what is done already is no other method.
        if np.nan_to_num(variant.ranks[:, headline] - subject.ranks[:, headline]).any()
    ]
    return pl.DataFrame(rows, SHIFT_COLUMNS, orient="row")


def variant_ranks_table(subject: Subject) -> pl.DataFrame:
    """`comparison_table` of every other method that changes a headline, with its name first."""
    changed = set(variants_table(subject).select("node", "headline").iter_rows())
    frames = []
    for variant in subject.variants:
        ranks = {subject.elements[h].id: variant.ranks[:, h] for h in subject.headlines}
        found = comparison_table(subject, ranks)
        kept = [(variant.name, headline) in changed for headline in found["headline"]]
        frames.append(found.filter(kept).select(pl.lit(variant.name).alias("variant"), pl.all()))
    return pl.concat(frames)


def shift_row(
    subject: Subject, headline: int, node: str, name: str, ranks: Floats
) -> tuple[object, ...]:  # fmt: skip
    """How one other ranking differs, and the unit that it moves most."""
    nominal = subject.ranks[:, headline]
    found = shifts(nominal, ranks[None, :])
    most = int(np.nan_to_num(np.abs(found.shift[0]), nan=-1.0).argmax())
    return (
        subject.elements[headline].id, node, name, float(found.mean[0]),
        float(found.largest[0]), float(found.within[0]), subject.codes[most],
        subject.names[most], float(nominal[most]), float(ranks[most]),
    )  # fmt: skip


def comparison_table(subject: Subject, variant: Mapping[str, Floats]) -> pl.DataFrame:
    """Two methods unit by unit: iso3, country, headline, rank, rank_then, shift, size.

    `variant` gives the other method's ranks, shape (units,), by headline.
    """
    frames = []
    for headline in subject.headlines:
        name = subject.elements[headline].id
        nominal, other = subject.ranks[:, headline], variant[name]
        frames.append(
            pl.DataFrame(
                {
                    **units(subject),
                    "headline": [name] * len(nominal),
                    "rank": nominal,
                    "rank_then": other,
                    "shift": nominal - other,
                    "size": np.abs(nominal - other),
                }
            )
        )
    return pl.concat(frames)


def uncertainty_table(subject: Subject, intervals: Mapping[str, Floats]) -> pl.DataFrame:
    """Rank intervals: iso3, country, headline, rank, low (5 %), median, high (95 %), width."""
    frames = []
    for headline in subject.headlines:
        name = subject.elements[headline].id
        low, median, high = intervals[name]
        frames.append(
            pl.DataFrame(
                {
                    **units(subject),
                    "headline": [name] * len(low),
                    "rank": subject.ranks[:, headline],
                    "low": low,
                    "median": median,
                    "high": high,
                    "width": high - low + 1,
                }
            )
        )
    return pl.concat(frames)


def room_table(subject: Subject) -> pl.DataFrame:
    """How far apart neighbours are in each headline.

    Columns: node, name, units, distinct (scores), tied (units that share theirs), median_gap
    (between neighbouring distinct scores), step_moves_least and step_moves_most (what a step of
    the grid moves, in the lightest indicator and in the heaviest), places (that a step in the
    heaviest reaches or passes, on average).
    """
    return pl.DataFrame([room_row(subject, headline) for headline in subject.headlines])


def room_row(subject: Subject, headline: int) -> dict[str, object]:
    scores = subject.scores[:, headline]
    ordered = np.sort(scores[np.isfinite(scores)])
    # Equal ranks are equal scores: floats alone would tell apart what is not.
    ranks = subject.ranks[np.isfinite(scores), headline]
    distinct, count = np.unique(ranks, return_counts=True)
    firsts = np.sort(np.array([scores[np.flatnonzero(subject.ranks[:, headline] == r)[0]]
                               for r in distinct]))  # fmt: skip
    weights = [subject.effective[subject.indicators[c], headline] for c in subject.below(headline)]
    most = subject.step * max(weights)
    return {
        "node": subject.elements[headline].id,
        "name": subject.elements[headline].name,
        "units": len(ordered),
        "distinct": len(distinct),
        "tied": int(count[count > 1].sum()),
        "median_gap": float(np.median(np.diff(firsts))) if len(firsts) > 1 else float("nan"),
        "step_moves_least": subject.step * min(weights),
        "step_moves_most": most,
        "places": places_moved(ordered, most),
    }


def places_moved(ordered: Floats, step: float) -> float:
    """Mean number of units that a step up reaches or passes."""
    if not step:
        return float("nan")
    above = np.searchsorted(ordered, ordered + step + 1e-9, "right")
    passed = above - np.searchsorted(ordered, ordered, "right")
    return float(passed.mean())
