"""Chains on a cluster give the bytes of chains in this process."""

from __future__ import annotations

import os
import signal

import numpy as np
import pytest

from ocindex.errors import RequestError
from ocindex.robustness.cluster import cluster
from ocindex.scoring.rater_model import fit
from support.terminal import unmeasured

from .conftest import Panel

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


def test_a_killed_worker_changes_nothing(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ.keys() - unmeasured().keys():
        monkeypatch.delenv(name)
    observations = panel()
    here = fit(observations, seed=3, sweeps=900, draws=80, processes=1, extend=False)
    killed: list[int] = []
    with cluster("", 2) as client:
        pids = client.run(os.getpid)

        def kill(_stage: str, done: int, _of: int) -> None:
            if done > 1200 and not killed:
                killed.append(next(iter(pids.values())))
                os.kill(killed[0], signal.SIGKILL)

        there = fit(
            observations, seed=3, sweeps=900, draws=80, progress=kill, extend=False, client=client
        )
    assert killed
    assert there.theta.tobytes() == here.theta.tobytes()
    np.testing.assert_array_equal(there.severity.mean, here.severity.mean)
    np.testing.assert_array_equal(there.expected, here.expected)
    assert there.diagnostics == here.diagnostics


@pytest.mark.parametrize("address", ["nowhere", "tcp://"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(RequestError, match="No Dask scheduler answers"), cluster(address, 0):
        pass
