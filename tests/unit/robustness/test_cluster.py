"""A real cluster of two processes, of which one is killed on the way."""

from __future__ import annotations

import os
import signal
from dataclasses import fields, replace

import numpy as np
import pytest

from ocindex.index.steps.refusal import Refusal
from ocindex.robustness.cluster import cluster, simulate_on
from ocindex.robustness.montecarlo import Normalisation, Plan, simulate
from support.terminal import unmeasured

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


def test_a_killed_worker_costs_its_task_alone(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ.keys() - unmeasured().keys():
        monkeypatch.delenv(name)
    draws, seen, killed = 60_000, [], []
    alone = simulate(plan, draws, 4, pairs=True, keep=5_000)
    with cluster("", 2) as client:
        # The same cluster, as those reach it who have its address.
        with cluster(client.scheduler.address, 0) as other:
            pids = other.run(os.getpid)

        def kill(done: int, of: int) -> None:
            seen.append(done)
            if len(seen) == 5:
                victim = next(iter(pids.values()))
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

        spread = simulate_on(client, plan, draws, 4, pairs=True, keep=5_000, progress=kill)
        low = replace(plan.variants[0], normalisation=Normalisation("minmax", 0, 100))
        zero = replace(plan, variants=(low,))
        with pytest.raises(Refusal, match="above zero"):
            simulate_on(client, zero, 10, 1)
    assert killed
    assert seen[-1] == draws
    for field in fields(alone.tally):
        one, two = getattr(alone.tally, field.name), getattr(spread.tally, field.name)
        np.testing.assert_array_equal(one, two)
    np.testing.assert_array_equal(alone.kept, spread.kept)
