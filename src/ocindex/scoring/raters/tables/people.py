"""The table of raters, by code: raters.csv."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import norm

from ocindex.scoring.observations import observe
from ocindex.scoring.raters.fit import fit_of
from ocindex.scoring.raters.panel import Panel
from ocindex.scoring.raters.profiles import profiles_of
from ocindex.scoring.raters.scale_use import scale_use
from ocindex.scoring.raters.unexpected import RARE

Floats = NDArray[np.float64]
NORMAL_90 = 1.645
# A flag is sure from the first chance on, weak from the second.
SURE, WEAK = 0.95, 0.75
# So many times the usual noise makes a rater unreliable; a profile by so much flatter, flat.
NOISY, FLAT = 1.5, 0.5
FEWEST_SAME = 5
# What chance does more often than so is no habit of the rater.
RARELY = 0.01
# By such a share farther from the middle, or nearer to it, a rater is told.
STRETCH = 0.4
# Above this mean square ratings take away from the measurement (Linacre 2002).
MISFIT = 2.0
WHOLE = "whole points only"
Row = Mapping[str, Any]


def notable(low: float, high: float, step: float) -> float:
    """By how many points a rater must be off to matter: a step, and a twentieth of the scale."""
    far = max(step, (high - low) / 20)
    return int(far) if far.is_integer() else far


def raters_table(panel: Panel) -> pl.DataFrame:
    """A row for each rater of the edition, in the order of their codes.

    Severity, noise and drift are in points, stretch in shares, with 90 % intervals.
    `p_higher` and `p_lower` are the chances that a rater is off by more than a step of the
    scale; `flags` names what stands out, "weak" where it may well be chance; `concern` is in how
    many ways a rater stands out, each counted by how sure it is; whole points count for none.
    """
    seen, effects, links = panel.seen, panel.effects, panel.links
    count = np.bincount(seen.rater, minlength=seen.raters)
    use = scale_use(seen.rater, seen.value, seen.raters, (seen.low, seen.high, seen.step))
    profiles = profiles_of(seen.country, seen.indicator, seen.rater, seen.value, seen.raters)
    fit = fit_of(seen.rater, effects.residual, effects.spread, seen.raters)
    far = notable(seen.low, seen.high, seen.step)
    off = effects.tail < RARE
    columns = {
        "rater": list(seen.rater_codes),
        "countries": links.rater_countries,
        "ratings": count,
        **ranged("severity", effects.severity, effects.severity_error),
        "p_higher": above(effects.severity, effects.severity_error, far),
        "p_lower": above(-effects.severity, effects.severity_error, far),
        **ranged("noise", effects.noise, effects.noise_error, least=0.0),
        "p_unreliable": unreliable(effects.noise, effects.noise_error),
        **ranged("stretch", effects.stretch, effects.stretch_error),
        "p_extreme": above(effects.stretch, effects.stretch_error, STRETCH),
        "p_central": above(-effects.stretch, effects.stretch_error, STRETCH),
        "infit": fit.infit,
        "outfit": fit.outfit,
        "p_outfit": fit.p_outfit,
        "profile_ratio": profiles.ratio,
        "p_profile": profiles.p_ratio,
        "one_score_countries": profiles.same,
        "p_one_score": profiles.p_same,
        "lowest": use.lowest,
        "highest": use.highest,
        "scale_used": use.used,
        "distinct": use.distinct,
        "at_low_end": use.at_low,
        "at_high_end": use.at_high,
        "whole_points": use.whole,
        "whole_points_only": use.whole_only,
        "confidence": mean_confidence(panel),
        **ranged("drift", panel.drift.change, panel.drift.error),
        "p_drift": np.maximum(
            above(panel.drift.change, panel.drift.error, far),
            above(-panel.drift.change, panel.drift.error, far),
        ),
        "round_change": round_changes(panel),
        "unexpected": np.bincount(seen.rater[off], minlength=seen.raters),
        "one_country": links.rater_countries == 1,
        "part": links.rater_part + 1,
    }
    table = pl.DataFrame(columns).filter(pl.col("ratings") > 0)
    # NaN would count as more than any limit.
    table = table.with_columns(pl.selectors.float().fill_nan(None))
    return table.with_columns(
        concern=pl.Series(list(map(concern_of, table.iter_rows(named=True))), dtype=pl.Float64),
        flags=pl.Series(list(map(flags_of, table.iter_rows(named=True))), dtype=pl.String),
    ).sort("rater")  # fmt: skip


def ranged(name: str, value: Floats, error: Floats, least: float = -np.inf) -> dict[str, Floats]:
    """A value with the ends of its 90 % interval."""
    return {
        name: value,
        f"{name}_low90": np.maximum(least, value - NORMAL_90 * error),
        f"{name}_high90": value + NORMAL_90 * error,
    }


def above(value: Floats, error: Floats, limit: float) -> Floats:
    """Chance that a value is above a limit."""
    with np.errstate(divide="ignore", invalid="ignore"):
        chance: Floats = norm.sf((limit - value) / error)
    return chance


def unreliable(noise: Floats, error: Floats) -> Floats:
    """Chance that a rater's noise is more than so many times the usual; on a log scale."""
    known = np.isfinite(noise) & (noise > 0)
    if not known.any():
        return np.full(len(noise), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.log(noise / np.median(noise[known]))
        return above(relative, error / noise, np.log(NOISY))


def mean_confidence(panel: Panel) -> Floats:
    seen = panel.seen
    told = np.isfinite(seen.confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean: Floats = np.bincount(
            seen.rater[told], seen.confidence[told], seen.raters
        ) / np.bincount(seen.rater[told], minlength=seen.raters)
    return mean


def round_changes(panel: Panel) -> Floats:
    """By rater, the mean change of a rating between its first round and its last."""
    first, last = (observe([panel.edition], which) for which in ("first", "last"))
    one, other = (
        (o.country * np.int64(o.indicators) + o.indicator) * o.raters + o.rater
        for o in (first, last)
    )
    _, one, other = np.intersect1d(one, other, assume_unique=True, return_indices=True)
    moved = last.round[other] > first.round[one]
    rater = first.rater[one][moved]
    change = (last.value[other] - first.value[one])[moved]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.bincount(rater, change, first.raters) / np.bincount(rater, minlength=first.raters)
    place = {code: i for i, code in enumerate(first.rater_codes)}
    own = np.array([place.get(code, -1) for code in panel.seen.rater_codes])
    return np.where(own >= 0, mean[own], np.nan)


def standing(row: Row) -> dict[str, float]:
    """What stands out of a rater, and how sure that is: one where it needs no chance."""
    found = {name: p for name, p in chances_of(row).items() if p is not None and p >= WEAK}
    same = row["one_score_countries"] and row["p_one_score"] < RARELY
    flat = row["profile_ratio"] is not None and row["profile_ratio"] < FLAT
    seen = {
        "one score for a whole profile": same and row["distinct"] > 1,
        "flat profiles": flat and not same and row["p_profile"] < RARELY,
        "one score for all": row["distinct"] == 1 and row["ratings"] >= FEWEST_SAME,
        WHOLE: row["whole_points_only"],
    }
    return found | {name: 1.0 for name, is_so in seen.items() if is_so}


def chances_of(row: Row) -> dict[str, float | None]:
    """Chances that something stands out of a rater."""
    misfit = row["outfit"] is not None and row["outfit"] > MISFIT
    return {
        "rates higher": row["p_higher"],
        "rates lower": row["p_lower"],
        "unreliable": row["p_unreliable"],
        "misfits": 1 - row["p_outfit"] if misfit else None,
        "goes to the ends": row["p_extreme"],
        "keeps to the middle": row["p_central"],
        "drifts": row["p_drift"],
    }


def concern_of(row: Row) -> float:
    """In how many ways a rater stands out, each counted by how sure it is."""
    return sum(p for name, p in standing(row).items() if name != WHOLE)


def flags_of(row: Row) -> str:
    """What stands out of a rater, in words."""
    told = (name if p >= SURE else f"{name} (weak)" for name, p in standing(row).items())
    return "; ".join(told)
