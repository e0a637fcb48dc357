"""200 runs: each parameter's rank among its draws is uniform."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest

from ocindex.scoring.rater_model import Priors
from validation.calibration import FOLLOWED, run
from validation.generative import design

RUNS = 200
# What is promised, of each; of the rest, none may fail by more than chance among so many.
PROMISED = {"cell", "component", "severity"}
# Raters as they are, and the priors that are used if none are given.
PRIORS = {
    "near": Priors(5.5, 2.0, 0.4, 0.2, 0.9, (4.0, 60.0)),
    "usual": Priors(5.5, 9.0, 1.0, 0.5, 1.0),
    "no scale use": Priors(5.5, 2.0, 0.4, 0.0, 0.9, (4.0, 60.0)),
}


# By the usual priors scores of later editions lie far beyond the scale: where all ratings are at
# its ends, chains take tens of thousands of sweeps.
SETTINGS = [
    (name, editions) for name in PRIORS for editions in (1, 3) if (name, editions) != ("usual", 3)
]


@pytest.mark.parametrize(("priors", "editions"), SETTINGS)
def test_ranks_are_uniform(priors: str, editions: int) -> None:
    plan = design(12, 4, 12, 4, alone=4, editions=editions)
    # By the usual priors most scores lie beyond the scale, and chains agree later.
    warm = 3000 if priors == "usual" else 600
    ranks = np.array([run(1000 + seed, plan, PRIORS[priors], warm=warm) for seed in range(RUNS)])
    # Of one edition nothing is known of changes, and of what is not there neither.
    unknown = [] if editions > 1 else ["change", "sd of innovation"]
    unknown += [] if PRIORS[priors].scale_use else ["scale use", "sd of scale use"]
    told = [name for name in FOLLOWED if name not in unknown]
    found = {name: float(kstest(ranks[:, FOLLOWED.index(name)], "uniform").pvalue) for name in told}
    print(priors, editions, {name: round(value, 3) for name, value in found.items()})
    allowed = {name: 0.05 if name in PROMISED else 0.05 / len(told) for name in told}
    assert not {name: value for name, value in found.items() if value <= allowed[name]}
