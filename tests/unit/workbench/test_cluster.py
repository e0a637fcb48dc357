"""Draws on a cluster are those of this process."""

from __future__ import annotations

import sys
import warnings

import numpy as np
import pytest

import ocindex
from ocindex.errors import RequestError
from ocindex.method import Method, MinMax, Step
from ocindex.workbench import Built
from support.measured import made_edition


@pytest.fixture
def built() -> Built:
    found = ocindex.build(made_edition(), Method(normalise=Step(MinMax(1.0, 100.0))))
    assert isinstance(found, Built)
    return found


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_worker_draws_the_same(built: Built) -> None:
    distributed = pytest.importorskip("distributed")
    here = built.uncertainty(weights=0.2, draws=3_000, seed=4)
    # Somebody else's cluster on this machine, where Dask's own would want the same port.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:8787")
    with other:
        there = built.uncertainty(weights=0.2, draws=3_000, seed=4, workers=1)
    assert here.scores.equals(there.scores)
    assert here.ranks.equals(there.ranks)
    np.testing.assert_array_equal(here.spread.kept, there.spread.kept)


def test_without_the_extra_it_is_said(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RequestError, match=r"ocindex\[cluster\]"):
        built.uncertainty(draws=10, cluster="tcp://nowhere:8786")
