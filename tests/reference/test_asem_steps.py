"""The steps of data treatment against COINr's results on the ASEM index."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from ocindex.index.steps.denominate import denominate
from ocindex.index.steps.impute import impute_group_mean
from ocindex.index.steps.normalise import (
    Line,
    fit_maximum_fraction,
    fit_min_max,
    fit_posts,
    fit_reference_distance,
    fit_target_distance,
    fit_z_score,
    score,
)
from ocindex.index.steps.normalise_ranks import fit_ranks, score_percentile_ranks, score_ranks
from ocindex.index.steps.screen import screen
from ocindex.index.steps.treat import treat
from ocindex.index.steps.treat_log import log_ct

EXACT = 1e-12


def read(asem: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(asem / f"{name}.csv", infer_schema_length=None)


def numbers(frame: pl.DataFrame, columns: list[str]) -> np.ndarray:
    chosen = frame.select(pl.col(columns).cast(float, strict=False).fill_null(np.nan))
    return chosen.to_numpy().astype(float)


def stage(asem: Path, name: str) -> np.ndarray:
    frame = read(asem, name)
    return numbers(frame, frame.columns[1:])


def meta(asem: Path, column: str) -> list:
    table = read(asem, "iMeta")
    found = dict(zip(table["iCode"], table[column], strict=True))
    return [found[code] for code in read(asem, "dset_Raw").columns[1:]]


def units(asem: Path) -> pl.DataFrame:
    """What is known of each unit, in the order of the stages."""
    order = read(asem, "dset_Raw").select("uCode")
    return order.join(read(asem, "iData"), on="uCode", how="left", maintain_order="left")


@pytest.fixture
def directions(asem: Path) -> np.ndarray:
    return np.array([int(direction) for direction in meta(asem, "Direction")])


@pytest.fixture
def treated(asem: Path) -> np.ndarray:
    return stage(asem, "dset_Treated")


def test_denominated(asem: Path) -> None:
    names = meta(asem, "Denominator")
    columns = [number for number, name in enumerate(names) if name]
    denominators = np.column_stack(
        [numbers(units(asem), [names[number]])[:, 0] for number in columns]
    )
    ours = stage(asem, "dset_Raw")
    ours[:, columns] = denominate(ours[:, columns], denominators)
    assert_allclose(ours, stage(asem, "dset_Denominated"), rtol=EXACT)


def test_imputed_and_screened(asem: Path) -> None:
    groups = units(asem)["EurAsia_group"].cast(pl.Categorical).to_physical().to_numpy()
    before = stage(asem, "dset_Denominated")
    ours = impute_group_mean(before, groups.astype(np.int64))
    assert_allclose(ours.values, stage(asem, "dset_Imputed"), rtol=EXACT)
    assert_array_equal(ours.imputed, np.isnan(before))
    assert screen(ours.values, available=0.9).keep.all()


def test_availability(asem: Path) -> None:
    table = read(asem, "data_avail_summary")
    ours = screen(stage(asem, "dset_Raw"), available=0.9)
    columns = ["N_missing", "N_zero", "Dat_Avail", "Non_Zero"]
    found = [ours.missing, ours.zeros, ours.available, ours.nonzero]
    assert_allclose(np.column_stack(found), numbers(table, columns), rtol=EXACT)


def test_treated(asem: Path) -> None:
    ours = treat(stage(asem, "dset_Screened"), points=5, then=log_ct)
    assert_allclose(ours.values, stage(asem, "dset_Treated"), rtol=EXACT)
    details = read(asem, "treat_details")
    for check in range(2):
        wanted = numbers(details, [f"check_SkewKurt{check}.{kind}" for kind in ("Skew", "Kurt")])
        assert_allclose(np.stack([ours.skew[check], ours.kurtosis[check]], 1), wanted, rtol=EXACT)
    assert_array_equal(ours.points, numbers(details.fill_null(0), ["winsorise.nwin"])[:, 0])
    points = read(asem, "treat_points").to_numpy()
    assert_array_equal(ours.high, points == "winhi")
    assert_array_equal(ours.low, points == "winlo")
    assert ours.passed.all()


@pytest.mark.parametrize(("low", "name"), [(0, "dset_Normalised"), (1, "norm_minmax_1_100")])
def test_min_max(
    asem: Path, treated: np.ndarray, directions: np.ndarray, low: int, name: str
) -> None:
    assert_allclose(
        score(treated, fit_min_max(treated, directions, low, 100)), stage(asem, name), rtol=EXACT
    )


def same_line(asem: Path, treated: np.ndarray, line: Line, name: str) -> None:
    assert_allclose(score(treated, line), stage(asem, name), rtol=EXACT, atol=EXACT)


def test_z_score(asem: Path, treated: np.ndarray, directions: np.ndarray) -> None:
    same_line(asem, treated, fit_z_score(treated, directions), "norm_zscore_0_1")


def test_distances(asem: Path, treated: np.ndarray, directions: np.ndarray) -> None:
    line = fit_reference_distance(treated, directions, treated[4])
    same_line(asem, treated, line, "norm_dist2ref5")
    targets = np.array([float(target) for target in meta(asem, "Target")])
    line = fit_target_distance(treated, directions, targets)
    same_line(asem, treated, line, "norm_dist2targ")


def test_goalposts(asem: Path, treated: np.ndarray, directions: np.ndarray) -> None:
    posts = numbers(read(asem, "goalposts_in"), ["goalpost_lower", "goalpost_upper"])
    line = fit_posts(directions, posts[:, 0], posts[:, 1])
    same_line(asem, treated, line, "norm_goalposts")


def test_ranks(asem: Path, treated: np.ndarray, directions: np.ndarray) -> None:
    ranking = fit_ranks(treated, directions)
    assert_array_equal(score_ranks(treated, ranking), stage(asem, "norm_rank"))
    found = score_percentile_ranks(treated, ranking)
    assert_allclose(found, stage(asem, "norm_prank"), rtol=EXACT)


def test_fractions_are_right_also_where_less_is_better(
    asem: Path, treated: np.ndarray, directions: np.ndarray
) -> None:
    up = directions > 0
    ours = score(treated, fit_maximum_fraction(treated, directions))
    theirs = stage(asem, "norm_fracmax")
    assert_allclose(ours[:, up], theirs[:, up], rtol=EXACT)
    assert ours.max() <= 1 < np.nanmax(theirs)
    assert (np.argmax(ours[:, ~up], axis=0) == np.argmin(treated[:, ~up], axis=0)).all()


def test_scaled_is_right_also_where_less_is_better(
    asem: Path, treated: np.ndarray, directions: np.ndarray
) -> None:
    up = directions > 0
    zero = np.zeros(len(up))
    ours = score(treated, fit_posts(directions, zero, zero + 100, truncated=False))
    assert_allclose(ours[:, up], stage(asem, "norm_scaled")[:, up], rtol=EXACT)
    assert_allclose(ours[:, ~up], 100 - treated[:, ~up], rtol=EXACT)
