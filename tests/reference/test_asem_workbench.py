"""All 2,000 methods of COINr's sensitivity analysis, through the public call, and their indices."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ocindex
from support.documents import ROOT


def table(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / name, null_values=["NA", ""], infer_schema_length=None)


@pytest.fixture(scope="module")
def built(asem: Path) -> ocindex.Built:
    edition = ocindex.from_coinr(table(asem, "iData.csv"), table(asem, "iMeta.csv"))
    method = ocindex.Method.from_toml(ROOT / "examples" / "asem" / "method.toml")
    return ocindex.build(edition, method)


def test_exact_indices_of_every_method(built: ocindex.Built, asem: Path) -> None:
    sets: dict[int, dict[str, float]] = defaultdict(dict)
    for number, code, weight in table(asem, "sa_weight_sets.csv").select(
        "set", "iCode", "Weight"
    ).iter_rows():  # fmt: skip
        sets[number][code] = weight
    found = built.sensitivity(
        treat=[f'winsorise points={points} then="log-ct"' for points in range(1, 6)],
        normalise=["min-max low=1 high=100", "z-score mean=10 deviation=2"],
        weight_sets=[sets[number] for number in sorted(sets)],
        aggregate=["arithmetic", "geometric"],
    )
    assert (found.exact, found.options) == (True, (5, 2, 100, 2))
    expected = table(asem, "sa_exact_full_factorial.csv")
    np.testing.assert_allclose(found.first, expected["Si_exact"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.total, expected["STi_exact"], rtol=0, atol=1e-12)
    results = table(asem, "sa_output_y.csv")["mean_abs_rank_change"]
    for run, points, norm, mean, weight in table(asem, "sa_params.csv").iter_rows():
        place = points - 1, int(norm == "n_zscore"), weight - 1, int(mean == "a_gmean")
        assert found.results[place] == pytest.approx(results[run - 1], abs=1e-12)


def test_draws_hold_what_is_certain(built: ocindex.Built) -> None:
    found = built.uncertainty(weights=0.25, draws=4_000)
    assert not found.obstacle
    bounds, kept = built.bounds(0.25), found.spread.kept[:, 0]
    assert (kept >= bounds["best"].to_numpy()).all()
    assert (kept <= bounds["worst"].to_numpy()).all()
    exact = built.above_under_any_weights()
    drawn = built.uncertainty(weights="simplex", draws=4_000, pairs=True).above("Index")
    # The whole tree's weights vary in the draws, those of the top alone in the formula.
    assert ((drawn > 0.5) == (exact > 0.5)).mean() > 0.8
