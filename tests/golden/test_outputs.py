"""Today's outputs are those that were accepted; `make accept` accepts today's.

The input is the simulated Index of one region, so that a change in the simulation shows
here as well as one in the arithmetic or the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import polars as pl
import pytest

from ocindex.index import Result, build
from ocindex.index.correlation import correlations
from ocindex.index.tables import scores_table
from ocindex.simulation import simulate_editions
from ocindex.vocabulary import Edition

HERE = Path(__file__).parent
REGION = "Central Asia and the Caucasus"


@pytest.fixture(scope="module")
def results() -> tuple[Result, ...]:
    return tuple(build(of_region(edition)) for edition in simulate_editions(2024))


def of_region(edition: Edition) -> Edition:
    rows = [i for i, country in enumerate(edition.countries) if country.region == REGION]
    countries = tuple(edition.countries[i] for i in rows)
    return replace(edition, countries=countries, units=edition.units[rows], complete=False)


def correlations_of(result: Result) -> pl.DataFrame:
    return pl.DataFrame([asdict(found) for found in correlations(result)])


OUTPUTS: dict[str, Callable[[tuple[Result, ...]], pl.DataFrame]] = {
    "scores.csv": lambda results: scores_table(results[-1], groups=True),
    "ranks.csv": lambda results: results[-1].ranks(),
    "changes.csv": lambda results: results[1].changes(results[0]),
    "correlations.csv": lambda results: correlations_of(results[-1]),
    "parts.csv": lambda results: results[1].parts(results[0]),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_the_accepted_one(
    name: str, results: tuple[Result, ...], request: pytest.FixtureRequest
) -> None:
    today = OUTPUTS[name](results).write_csv()
    if request.config.getoption("--accept"):
        (HERE / name).write_text(today, encoding="utf-8")
    accepted = (HERE / name).read_text(encoding="utf-8")
    assert today == accepted, f"{name} differs; if that is meant, run: make accept"
