"""Answers of the workbench in sentences: what was done, what is exact, what came out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ocindex.robustness.whatif import Infeasible, ScoreChange, WeightChange
from ocindex.workbench.spread import paired

if TYPE_CHECKING:
    from ocindex.workbench.effect import Effect
    from ocindex.workbench.overtaking import Overtaking
    from ocindex.workbench.sensitivity import Sensitivity
    from ocindex.workbench.uncertainty import Uncertainty

# So many countries are named where a few will do.
FEW = 3


def uncertainty_report(found: Uncertainty) -> str:
    return "\n".join([*uncertainty_head(found), *uncertainty_nodes(found)]) + "\n"


def uncertainty_head(found: Uncertainty) -> Iterator[str]:
    yield f"Uncertainty of {found.built.edition.title or found.built.edition.id}"
    yield ""
    yield "What varies:"
    yield from (f"  {line}" for line in found.told or ["Nothing"])
    yield ""
    yield f"Sampled, not exact: {found.draws:,} draws, seed {found.seed}."
    yield (
        f"  A probability of one half is good to {1 / np.sqrt(found.draws):.2g} either way (two "
        "standard errors); others are better."
    )
    if found.spread.score_draws < found.draws:
        yield (
            f"  Scores are of the {found.spread.score_draws:,} draws on one scale "
            f"(normalise: {found.scale}); ranks are of all."
        )
    if found.obstacle:
        yield f"  Every draw was built anew, since {found.obstacle}."
    kept, compared = found.spread.kept, f"the first {paired(found.spread.kept):,} draws"
    yield (
        f"  Joint intervals are of the first {len(kept):,} draws, pairs and groups of "
        f"{compared if found.spread.above is None else 'all'}."
    )


def uncertainty_nodes(found: Uncertainty) -> Iterator[str]:
    for place, node in enumerate(found.nodes):
        low, high = found.spread.ranks[1, place], found.spread.ranks[2, place]
        width = high - low
        order = np.argsort(-np.nan_to_num(width), kind="stable")
        widest = ", ".join(
            f"{found.names[i]} ({low[i]:.0f} to {high[i]:.0f})" for i in order[:FEW].tolist()
        )
        name = found.built.framework.node[node].name
        yield ""
        yield f"{name} ({node}): 90 % intervals of ranks"
        yield f"  Median width: {np.nanmedian(width):g} places. Widest: {widest}."
        joint = found.intervals_of(node)
        if joint is not None:
            yield (
                f"  For 90 % that all hold at once, the median width is "
                f"{np.median(joint.high - joint.low):g} (reached: {100 * joint.coverage:.3g} %)."
            )


def sensitivity_report(found: Sensitivity) -> str:
    lines = [f"Sensitivity of the ranks of {found.node}: mean shift, in places"]
    points = int(found.results.size)
    if found.exact:
        lines.append(f"Exact: all {points:,} combinations were computed.")
    else:
        lines.append(
            f"Estimated, not exact: {points // 2 * (len(found.factors) + 2):,} indices on "
            "scrambled Sobol points; intervals of 90 % by bootstrap."
        )
    lines += ["", "factor       alone   in total"]
    small = found.estimates.too_small if found.estimates else np.zeros(len(found.factors), bool)
    for i, factor in enumerate(found.factors):
        mark = "   the sample is too small to settle it" if small[i] else ""
        lines.append(f"{factor:<12}{found.first[i]:>6.3f}   {found.total[i]:>8.3f}{mark}")
    together = 1 - float(found.first.sum())
    if found.exact and together > 0.0005:
        lines.append(f"Only together: {together:.3f}")
    if small.any():
        lines.append("Warning: ask for more points.")
    return "\n".join(lines) + "\n"


def effect_report(found: Effect) -> str:
    lines = list(found.changes) or ["The methods and editions are the same."]
    table = found.table
    for node in (child.id for child in found.before.framework.children(None)):
        rows = table.filter((table["node"] == node) & table["shift"].is_not_null())
        if rows.is_empty():
            lines.append(f"{node}: the other index has none of its countries.")
            continue
        shift = rows["shift"].to_numpy()
        stay, mean = int((shift == 0).sum()), float(np.abs(shift).mean())
        lines.append(
            f"{node}: {stay} of {len(shift)} keep their rank; mean shift {mean:.2g} places"
        )
        ordered = rows.sort("shift", descending=True, maintain_order=True)
        for label, some in (("up", ordered.head(FEW)), ("down", ordered.reverse().head(FEW))):
            moved = [
                f"{row['country']} {row['rank']:g} to {row['rank_then']:g}"
                for row in some.iter_rows(named=True)
                if (row["shift"] > 0) == (label == "up") and row["shift"]
            ]
            if moved:
                lines.append(f"  most {label}: {', '.join(moved)}")
    return "\n".join(lines) + "\n"


def overtaking_report(found: Overtaking) -> str:
    row = {country.iso3: country.name for country in found.built.edition.countries}
    one, other = row[found.one], row[found.other]
    lines = [f"{one} is behind {other} in {found.node} by {found.behind:.6g}."]
    if found.behind <= 0:
        return f"{one} is not behind {other} in {found.node}.\n"
    lines.append(weights_line(found, one, other))
    if isinstance(found.scoring, ScoreChange):
        steps = found.scoring.size
        lines.append(f"Scores: {steps} step{'s' * (steps != 1)} of the grid would do it (exact).")
    elif found.scoring is not None:
        lines.append("Scores: not even the best ones on all indicators would do it.")
    return "\n".join(lines) + "\n"


def weights_line(found: Overtaking, one: str, other: str) -> str:
    """What of the weights would do it; exact, by a linear programme."""
    if isinstance(found.weighing, Infeasible):
        if found.weighing.reason == "behind everywhere":
            return f"Weights: none would do it (exact): {one} is below {other} in every child."
        return f"Weights: none would do it (exact); {one} stays {found.weighing.gap:.6g} behind."
    change: WeightChange = found.weighing
    said = "by their sum" if found.measure == "sum" else "by the largest of them"
    moved = [
        f"{child} {was:.4g} -> {then:.4g}"
        for child, was, then in zip(
            found.children, found.given.tolist(), change.weights.tolist(), strict=True
        )
        if abs(then - was) > 1e-12
    ]
    if not moved:
        return "Weights: none need change."
    return f"Weights: the least changes {said}, {change.size:.4g} (exact): {', '.join(moved)}."
