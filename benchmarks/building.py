"""Computing, building and ranking, in process: one edition, a thousand, and their memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.measuring import Bench, cpu_of, peak_of
from ocindex import (
    Edition,
    Framework,
    Method,
    build,
    build_many,
    bundled_framework,
    from_coinr,
    measured_edition,
    simulate,
)
from ocindex.vocabulary import Component, Country, Indicator

ASEM = "OCINDEX_ASEM"
EXAMPLE = Path(__file__).parent.parent / "examples" / "asem" / "method.toml"
TREATED = "[treat]\nthen = 'log-ct'\n[normalise]\n"
FRAMEWORK = bundled_framework("ocindex-2025")
MANY = 1_000


def benches() -> list[Bench]:
    edition = simulate(FRAMEWORK, seed=1)
    units = np.stack(list(stream(MANY)))
    small, large = (np.random.default_rng(2).random(n) for n in (20_000, 5_000_000))
    return [
        Bench(
            "compute and rank one edition, in process",
            lambda: 1e3 * cpu_of(lambda: build(edition), repeats=50),
            lambda: 1e3 * cpu_of(lambda: np.sort(small), repeats=50),
            "sort 20,000 doubles",
            bar=2,
            unit="ms",
        ),
        Bench(
            f"{MANY:,} editions of 193 x 32 in one call",
            lambda: cpu_of(lambda: drain(units)),
            lambda: cpu_of(lambda: np.sort(large)),
            "sort 5,000,000 doubles",
            bar=1,
        ),
        Bench(
            "peak memory, 2,000 editions as a stream",
            lambda: peak_of(lambda: drain(stream(2_000))),
            lambda: peak_of(lambda: drain(stream(200))),
            "200 editions",
            bar=1.05,
            bar_of="ratio",
            unit="MB",
            rounds=3,
        ),
        *methods(),
    ]


def methods() -> list[Bench]:
    """Building by a method, ranks and every stage included."""
    method = Method.from_toml(TREATED)
    small, large = (np.random.default_rng(2).random(n) for n in (20_000, 500_000))
    cases = [
        ("193 x 32: treat, normalise, aggregate, rank", made_up(193, 32, 5), method, small, 1.5),
        ("5,000 x 100: treat, normalise, aggregate, rank", made_up(5_000, 100, 10), method,
         large, 70),
    ]  # fmt: skip
    if folder := os.environ.get(ASEM):
        frames = (
            pl.read_csv(Path(folder) / name, null_values=["NA", ""], infer_schema_length=None)
            for name in ("iData.csv", "iMeta.csv")
        )
        cases.append(("ASEM, 51 x 49, all stages", from_coinr(*frames),
                      Method.from_toml(EXAMPLE), small, 8))  # fmt: skip
    return [built(*case) for case in cases]


def built(
    name: str, edition: Edition, method: Method, data: NDArray[np.float64], bar: float
) -> Bench:
    repeats = 5 if len(data) > 100_000 else 50
    return Bench(
        f"build {name}",
        lambda: 1e3 * cpu_of(lambda: build(edition, method).rank, repeats),
        lambda: 1e3 * cpu_of(lambda: np.sort(data), repeats),
        f"sort {len(data):,} doubles",
        bar,
        unit="ms",
    )


def made_up(units: int, indicators: int, components: int) -> Edition:
    """Skewed values, so that many indicators need treatment."""
    tops = [Component("index", "Index")]
    tops += [Component(f"c{i}", f"C{i}", "index") for i in range(components)]
    leaves = [
        Indicator(f"i{i}", f"I{i}", f"c{i % components}", direction=-1 if i % 5 else 1)
        for i in range(indicators)
    ]
    framework = Framework("made-up", "Made up", None, tuple(tops), tuple(leaves))
    countries = [Country(f"u{i}", f"U{i}", "", "") for i in range(units)]
    values = np.random.default_rng(4).lognormal(size=(units, indicators))
    return measured_edition(framework, countries, values, id="1", year=2024)


def stream(count: int) -> Iterator[NDArray[np.int64]]:
    """Score arrays that lie on the scale, one after the other."""
    scale = FRAMEWORK.scale
    low, high = (int(x / scale.unit) for x in (scale.minimum, scale.maximum))
    shape = len(FRAMEWORK.members), len(FRAMEWORK.indicators)
    rng = np.random.default_rng(3)
    for _ in range(count):
        yield rng.integers(low, high + 1, shape)


def drain(units: NDArray[np.int64] | Iterator[NDArray[np.int64]]) -> None:
    for _ in build_many(FRAMEWORK, FRAMEWORK.members, units):
        pass
