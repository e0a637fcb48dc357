"""A calibration too small to tell small errors, which `make validate` looks for."""

from __future__ import annotations

import numpy as np
from scipy.stats import kstest

from ocindex.scoring.rater_model import Priors
from validation.calibration import FOLLOWED, run
from validation.generative import design


def test_ranks_of_a_few_runs_are_not_all_on_one_side() -> None:
    plan = design(7, 2, 6, 3, editions=2, alone=1)
    priors = Priors(5.5, 2.0, 0.4, 0.2, 0.9, (4.0, 60.0))
    # Of the first forty seeds the drawn scales of leaning themselves lie high.
    seeds = range(100, 140)
    ranks = np.array([run(seed, plan, priors, warm=100, draws=15, thin=10) for seed in seeds])
    assert ranks.shape == (40, len(FOLLOWED))
    assert ((ranks > 0) & (ranks < 1)).all()
    worst = min(kstest(column, "uniform").pvalue for column in ranks.T)
    assert worst > 0.05 / len(FOLLOWED) / 10
