"""A measurement beside its yardstick, in alternating rounds.

CPU time, not the clock: other work on the machine must not count. A yardstick that runs in
the same minute takes the machine's speed out of the figure, so that ratios of different
days and machines can be set side by side.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PYTHON = sys.executable
OCINDEX = str(Path(PYTHON).with_name("ocindex"))
Measure = Callable[[], float]


@dataclass(frozen=True)
class Bench:
    """What is measured, against what, and how far it may go.

    `measure` and `yardstick` give one run's figure in `unit`; `bar` holds for the figure
    itself or for its ratio to the yardstick, as `bar_of` says.
    """

    name: str
    measure: Measure
    yardstick: Measure
    against: str
    bar: float
    bar_of: Literal["figure", "ratio"] = "figure"
    unit: Literal["s", "ms", "MB"] = "s"
    rounds: int = 5


@dataclass(frozen=True)
class Outcome:
    """Medians over the rounds; the ratio is the median of each round's own."""

    bench: Bench
    figure: float
    yardstick: float
    ratio: float

    @property
    def passed(self) -> bool:
        return (self.figure if self.bench.bar_of == "figure" else self.ratio) <= self.bench.bar


@dataclass(frozen=True)
class Finding:
    """A figure that is not a time against a yardstick: bytes, scores, faults."""

    what: str
    figure: float
    bar: float
    unit: str = ""
    at_least: bool = False

    @property
    def passed(self) -> bool:
        return self.figure >= self.bar if self.at_least else self.figure <= self.bar

    @property
    def text(self) -> str:
        return f"{self.figure:.4g} {self.unit}".strip()

    @property
    def bar_text(self) -> str:
        return f"{'at least ' if self.at_least else ''}{self.bar:g} {self.unit}".strip()


def run(bench: Bench) -> Outcome:
    """Measure in alternating rounds, after one that warms files and caches up."""
    pairs = [(bench.measure(), bench.yardstick()) for _ in range(bench.rounds + 1)][1:]
    return Outcome(
        bench,
        statistics.median(figure for figure, _ in pairs),
        statistics.median(yardstick for _, yardstick in pairs),
        statistics.median(figure / yardstick for figure, yardstick in pairs),
    )


def cpu_of(work: Callable[[], object], repeats: int = 1) -> float:
    """CPU seconds of one run of `work` in this process, the mean of `repeats`."""
    start = time.process_time()
    for _ in range(repeats):
        work()
    return (time.process_time() - start) / repeats


def cpu_of_process(*command: str) -> float:
    """CPU seconds of a whole process, start and imports included."""
    return usage_of(*command)[0]


def usage_of(*command: str) -> tuple[float, float]:
    """CPU seconds of a whole process and the processes that it waited for; its peak MB."""
    # Compiled files must be there after the first round, as they are for a user.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def peak_of(work: Callable[[], object]) -> float:
    """Peak memory in MB that `work` allocates, numpy's arrays included."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
