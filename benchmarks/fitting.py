"""Fits by the rater model, each in a process of its own: time, memory, convergence, error."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from benchmarks.measuring import PYTHON, Finding
from benchmarks.panels import panel_of_years
from ocindex.framework import BUNDLED, bundled_framework
from ocindex.scoring.fits.fit import component_weights
from ocindex.scoring.observations import Observations, observe
from ocindex.scoring.rater_model import fit
from ocindex.simulation import KINDS, assess

Floats = NDArray[np.float64]
# In a megabyte.
KILOBYTES = 1024
# Name, figure, bar, unit; of the Index by each kind of raters, then of the panel of years.
OF_INDEX = (
    ("seconds", 20.0, "s"),
    ("rhat", 1.01, ""),
    ("parent", 160.0, "MB"),
    ("worker", 160.0, "MB"),
)
OF_PANEL = (("seconds", 25.0, "s"), ("error", 0.23, "points"))
NAMES = {
    "seconds": "by the clock", "rhat": "worst R-hat of a component", "parent": "peak memory",
    "worker": "of a worker", "error": "RMSE",
}  # fmt: skip
PANEL_SWEEPS = 400


def of_index(kind: str) -> Mapping[str, float]:
    """The Index's size: 4 chains of 2,000 sweeps."""
    assessment = assess(
        bundled_framework(BUNDLED[-1]), 1, next(each for each in KINDS if each == kind)
    )
    found = observe([assessment.edition])
    weights = component_weights(assessment.edition.framework, found.indicator_codes)
    start = time.perf_counter()
    posterior = fit(found, seed=1, monitor=weights, extend=False)
    return {"seconds": time.perf_counter() - start, "rhat": posterior.diagnostics.rhat, **memory()}


def of_panel() -> Mapping[str, float]:
    """180 countries in 100 years."""
    found, truth = panel_of_years(1)
    start = time.perf_counter()
    posterior = fit(found, seed=1, sweeps=PANEL_SWEEPS, draws=400, extend=False)
    seconds = time.perf_counter() - start
    rated = np.zeros(truth.shape, bool)
    rated[found.edition, found.country] = True
    scores = posterior.theta[:, :, :, 0]
    low, high = np.quantile(scores, [0.05, 0.95], axis=0)
    return {
        "seconds": seconds,
        "ratings": len(found),
        "rhat": posterior.diagnostics.rhat,
        "error": root_mean_square((scores.mean(axis=0) - truth)[rated]),
        "error of means": root_mean_square((means(found) - truth)[rated]),
        "cover": float(((truth >= low) & (truth <= high))[rated].mean()),
        **memory(),
    }


def means(found: Observations) -> Floats:
    shape = found.editions, found.countries
    total, count = np.zeros(shape), np.zeros(shape)
    np.add.at(total, (found.edition, found.country), found.value)
    np.add.at(count, (found.edition, found.country), 1)
    return total / np.maximum(1, count)


def root_mean_square(values: Floats) -> float:
    return float(np.sqrt((values**2).mean()))


def memory() -> Mapping[str, float]:
    """Peaks of this process and of the largest of those that it waited for, MB."""
    loky: Any = import_module("joblib.externals.loky")  # it has no types
    # A worker's peak is known when it has ended.
    loky.get_reusable_executor().shutdown(wait=True)
    # The peak in this process's usage is also that of the one which has started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own = int(status.partition("VmHWM:")[2].split()[0])
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"parent": own / KILOBYTES, "worker": others / KILOBYTES}


def sort() -> float:
    """Seconds by the clock of the yardstick."""
    values = np.random.default_rng(2).random(5_000_000)
    start = time.perf_counter()
    np.sort(values)
    return time.perf_counter() - start


def table() -> tuple[Table, bool]:
    """Every fit beside its bars; the yardstick is run before and after each."""
    result = Table(title="Fits by the rater model, 2 cores", title_justify="left")
    for name in ("", "measured", "bar", "", "sort 5,000,000 doubles", "ratio"):
        result.add_column(name, justify="right" if name else "left")
    fine = True
    for case in (*KINDS, "panel"):
        before = sort()
        command = [PYTHON, "-m", "benchmarks.fitting", case]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        yardstick = (before + sort()) / 2
        for figure, bar, unit in OF_PANEL if case == "panel" else OF_INDEX:
            finding = Finding(f"{case}: {NAMES[figure]}", found[figure], bar, unit)
            fine &= finding.passed
            timed = figure == "seconds"
            result.add_row(
                finding.what, finding.text, finding.bar_text, "pass" if finding.passed else "FAIL",
                f"{yardstick:.3f} s" if timed else "",
                f"{finding.figure / yardstick:.0f}x" if timed else "",
            )  # fmt: skip
        if case == "panel":
            others = (
                f"{name} {found[name]:.4g}"
                for name in ("ratings", "error of means", "cover", "rhat")
            )
            result.caption = f"Of the panel also: {', '.join(others)}."
    return result, fine


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", choices=[*KINDS, "panel"])
    asked = parser.parse_args().case
    json.dump(of_panel() if asked == "panel" else of_index(asked), sys.stdout)
