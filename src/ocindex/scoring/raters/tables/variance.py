"""Tables of where differences come from, and what more raters would bring."""

from __future__ import annotations

import numpy as np
import polars as pl

from ocindex.scoring.agreement import EFFECTS, dependability
from ocindex.scoring.raters.panel import Panel

MEANS = {
    "country": ("Country", "Countries differ over all indicators: what is to be measured"),
    "indicator": ("Indicator", "Indicators differ over all countries"),
    "rater": ("Rater: severity", "Some raters rate higher throughout"),
    "country x indicator": (
        "Country x indicator", "Countries differ from indicator to indicator: to be measured too"
    ),
    "country x rater": ("Country x rater: halo", "A rater sees one country better or worse"),
    "indicator x rater": (
        "Indicator x rater: leaning", "A rater rates an indicator higher in every country"
    ),
    "residual": ("Residual: noise", "All else, and what no design can tell from it"),
}  # fmt: skip
# Where a design cannot tell an effect, this says so.
WITHIN = "cannot be told from: {}"


def variance_table(panel: Panel) -> pl.DataFrame:
    """Variance components: by the analysis of variance, and by the model where there is one.

    Columns: effect, name, means, anova, anova_low90, anova_high90, share, deviation, model,
    model_low90, model_high90, note. `share` and `deviation` are of the estimate that is used.
    """
    estimates = panel.estimates
    none = (np.nan,) * 3
    # Where all ratings are the same the model's variances are its priors'.
    differ = len(panel.seen) > 0 and np.ptp(panel.seen.value) > 0
    modelled = estimates.model if differ else {}
    best = {name: modelled.get(name, estimates.anova[name])[0] for name in EFFECTS}
    kept = {name: max(0.0, x) if np.isfinite(x) else 0.0 for name, x in best.items()}
    total = sum(kept.values()) or np.nan
    rows = []
    for name in EFFECTS:
        anova, model = estimates.anova[name], modelled.get(name, none)
        other = estimates.within.get(name, "")
        rows.append(
            {"effect": name, "name": panel.say(MEANS[name][0]),
             "means": panel.say(MEANS[name][1]),
             "anova": anova[0], "anova_low90": anova[1], "anova_high90": anova[2],
             "model": model[0], "model_low90": model[1], "model_high90": model[2],
             "share": kept[name] / total, "deviation": np.sqrt(kept[name]),
             "note": WITHIN.format(other) if other and name not in estimates.model else ""}
        )  # fmt: skip
    return pl.DataFrame(rows)


def dependability_table(panel: Panel) -> pl.DataFrame:
    """G and Phi coefficients of an indicator's score and of components, by raters.

    Columns: score, name, indicators, raters, generalizability, dependability, error. A
    component counts as the mean of as many indicators of one weight as would carry the
    error of its own.
    """
    variances = panel.estimates.used
    usual = max(1, round(float(np.median(raters_by_country(panel)))))
    scores = [("", "An indicator", 1.0)]
    for component, weights in zip(panel.edition.framework.components, panel.shares, strict=True):
        scores.append((component.id, component.name, float(1 / (weights**2).sum())))
    rows = []
    for score, name, many in scores:
        for raters in range(1, max(10, 2 * usual) + 1):
            found = dependability(variances, raters, many)
            rows.append(
                {"score": score, "name": name, "indicators": round(many, 1), "raters": raters,
                 "near": raters in (usual, usual + 1), **found._asdict()}
            )  # fmt: skip
    return pl.DataFrame(rows)


def raters_by_country(panel: Panel) -> np.ndarray:
    """Raters of each country that has any."""
    count = panel.links.country_raters
    return count[count > 0] if (count > 0).any() else np.ones(1)
