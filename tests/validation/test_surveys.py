"""Real experts: some are held out, and what they said is predicted from the others."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.scoring.agreement import icc
from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import fit
from ocindex.scoring.split_panel.checking import compared
from ocindex.scoring.split_panel.outcome import SplitPanel
from ocindex.scoring.split_panel.predicting import ratings_of_others
from ocindex.scoring.split_panel.splitting import cells_of, taken
from validation.surveys import chapel_hill, nation_of, replicats


@pytest.fixture(scope="module")
def experts() -> Path:
    """The folder of surveys, from $OCINDEX_EXPERTS."""
    value = os.environ.get("OCINDEX_EXPERTS", "")
    if not value:
        pytest.skip("OCINDEX_EXPERTS is not set")
    return Path(value)


def held_out(survey: Observations, seed: int) -> SplitPanel:
    """Three experts a country are fitted, and all others predicted."""
    rng = np.random.default_rng(seed)
    nation = nation_of(survey)
    few = np.concatenate(
        [rng.permutation(np.flatnonzero(nation == each))[:3] for each in np.unique(nation)]
    )
    kept, asked = (taken(survey, np.isin(survey.rater, few) == known) for known in (True, False))
    asked = taken(asked, np.isin(cells_of(asked), cells_of(kept)))
    posterior = fit(kept, seed=seed, sweeps=1000)
    found = compared(asked, kept, ratings_of_others(asked, kept, posterior, rng), rng)
    print(posterior.diagnostics.sentence, found.sentence)
    assert found.plain_countries.coverage < 0.75
    assert found.cells.rmse < found.plain_cells.rmse
    assert found.countries.rmse < found.plain_countries.rmse
    return found


def test_three_experts_a_country_predict_the_others(experts: Path) -> None:
    pytest.importorskip("pyreadstat", reason="the group `validation` is not installed")
    survey = chapel_hill(experts)
    found = [held_out(survey, seed) for seed in (1, 2, 3)]
    # Parties of one country have their experts in common: a single split says little.
    cells = np.mean([each.cells.coverage for each in found])
    parties = np.mean([each.countries.coverage for each in found])
    print(f"Over all splits {cells:.3f} of cells and {parties:.3f} of parties are covered.")
    assert 0.87 < cells < 0.93
    assert 0.84 < parties < 0.96


def test_rounds_after_talking_agree_more_than_the_first(experts: Path) -> None:
    pytest.importorskip("rdata", reason="the group `validation` is not installed")
    ratings, group, truth = replicats(experts)
    brier, within = {}, {}
    for which in (1, 2):
        own = ratings.round == which
        claim, value = ratings.country[own], ratings.value[own]
        means = np.bincount(claim, value) / np.bincount(claim)
        brier[which] = float(np.mean((means / 100 - truth) ** 2))
        within[which] = share_of_groups(claim, group[own], value - means[claim])
    print(f"Brier scores {brier}, groups' intraclass correlations {within}")
    assert brier[2] < brier[1] < 0.18
    assert 0.05 < within[1] < 0.15 < 0.2 < within[2]


def share_of_groups(
    claim: NDArray[np.int32], group: NDArray[np.str_], value: NDArray[np.float64]
) -> float:
    """ICC(1) of groups within claims: how alike a group's experts answer, beyond the claim."""
    unit = np.unique(np.stack([claim.astype(str), group]), axis=1, return_inverse=True)[1]
    found = icc(unit, value)
    # Means of claims were taken off, and take their degrees of freedom with them.
    units = unit.max() + 1
    between = found.between * (units - 1) / (units - len(np.unique(claim)))
    return float((between - found.within) / (between + (found.raters - 1) * found.within))
