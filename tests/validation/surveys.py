"""Surveys of experts whose ratings anyone can get, as observations.

Files are taken from the folder that $OCINDEX_EXPERTS names: `ches2019_experts.dta` of the Chapel
Hill Expert Survey and `replicats_data_ratings.rda`, `replicats_data_outcomes.rda` of aggreCAT.

References
----------
Jolly, S., et al. (2022). Chapel Hill Expert Survey trend file, 1999-2019. Electoral Studies 75.
Gould, E., et al. (2023). aggreCAT: An R package for mathematically aggregating expert judgments.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.observations import Observations

# Items from 0 to 10; those of the survey that are from 1 to 7 are left out.
ITEMS = (
    "eu_salience", "eu_dissent", "lrecon", "lrecon_salience", "galtan", "galtan_salience", "lrgen",
    "immigrate_policy", "immigra_salience", "immigrate_dissent", "multiculturalism",
    "multicult_salience", "multicult_dissent", "redistribution", "redist_salience", "environment",
    "enviro_salience", "spendvtax", "deregulation", "econ_interven", "civlib_laworder",
    "sociallifestyle", "religious_principles", "ethnic_minorities", "nationalism", "urban_rural",
    "protectionism", "regions", "russian_interference", "anti_islam_rhetoric", "people_vs_elite",
    "antielite_salience", "corrupt_salience", "members_vs_leadership",
)  # fmt: skip


def chapel_hill(folder: Path) -> Observations:
    """Parties by item; an expert rates the parties of one country."""
    import pyreadstat

    columns, _ = pyreadstat.read_dta(
        str(folder / "ches2019_experts.dta"), usecols=["id", "party_id", *ITEMS],
        output_format="dict",
    )  # fmt: skip
    party = np.asarray(columns["party_id"], np.float64).astype(np.int64)
    # `id` starts anew in each country.
    expert = party // 100 * 1000 + np.asarray(columns["id"], np.float64).astype(np.int64)
    value = np.stack([np.asarray(columns[item], np.float64) for item in ITEMS], axis=1)
    row, item = np.nonzero(np.isfinite(value))
    return observed(party[row], item, expert[row], value[row, item], ITEMS, (0.0, 10.0, 1.0))


def nation_of(observations: Observations) -> NDArray[np.int64]:
    """The country of each rater's parties."""
    return np.array([int(code) // 1000 for code in observations.rater_codes])


def observed(
    country: NDArray[Any],
    indicator: NDArray[Any],
    rater: NDArray[Any],
    value: NDArray[np.float64],
    items: tuple[str, ...],
    scale: tuple[float, float, float],
    which: NDArray[Any] | None = None,
) -> Observations:
    countries, country = np.unique(country, return_inverse=True)
    raters, rater = np.unique(rater, return_inverse=True)
    size = len(value)
    return Observations(
        country.astype(np.int32), indicator.astype(np.int32), rater.astype(np.int32),
        np.zeros(size, np.int32),
        np.ones(size, np.int32) if which is None else which.astype(np.int32),
        value, np.full(size, np.nan), tuple(map(str, countries)), items,
        tuple(map(str, raters)), ("survey",), 0, *scale,
    )  # fmt: skip


def replicats(folder: Path) -> tuple[Observations, NDArray[Any], NDArray[np.float64]]:
    """Best estimates in per cent of each claim, in both rounds; groups; outcomes of claims."""
    import rdata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ratings = rdata.read_rda(str(folder / "replicats_data_ratings.rda"))["data_ratings"]
        outcomes = rdata.read_rda(str(folder / "replicats_data_outcomes.rda"))["data_outcomes"]
    best = ratings[
        (ratings["question"] == "direct_replication") & (ratings["element"] == "three_point_best")
    ]
    which = (best["round"] == "round_2").to_numpy().astype(np.int64) + 1
    found = observed(
        best["paper_id"].to_numpy().astype(str), np.zeros(len(best), np.int64),
        best["user_name"].to_numpy().astype(str), best["value"].to_numpy().astype(np.float64),
        ("replication",), (0.0, 100.0, 1.0), which,
    )  # fmt: skip
    known = dict(
        zip(outcomes["paper_id"].astype(str), outcomes["outcome"].astype(float), strict=True)
    )
    truth = np.array([known[code] for code in found.country_codes])
    return found, best["group"].to_numpy().astype(str), truth
