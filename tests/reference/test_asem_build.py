"""The ASEM index by its example method, held to COINr's figures at every stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ocindex
from ocindex.index import Built
from ocindex.intake import panel_from_coinr
from ocindex.method import (
    Arithmetic,
    Geometric,
    Goalposts,
    Harmonic,
    Method,
    MinMax,
    Only,
    PercentileRank,
    Power,
    RankNormalise,
    ReferenceDistance,
    Step,
    TargetDistance,
    Technique,
    ZScore,
)
from ocindex.vocabulary import Edition
from support.documents import ROOT
from support.terminal import Command

TOLERANCE = 1e-12


def table(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / name, null_values=["NA", ""], infer_schema_length=None)


@pytest.fixture(scope="module")
def edition(asem: Path) -> Edition:
    return ocindex.from_coinr(table(asem, "iData.csv"), table(asem, "iMeta.csv"))


@pytest.fixture(scope="module")
def built(edition: Edition) -> Built:
    method = Method.from_toml(ROOT / "examples" / "asem" / "method.toml")
    return ocindex.build(edition, method)


@pytest.fixture(name="command")
def command_line(ocindex: Command) -> Command:
    """`ocindex` on the command line, beside the package of that name."""
    return ocindex


def pairs(ours: pl.DataFrame, theirs: pl.DataFrame) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Columns side by side, countries in one order."""
    first = "uCode" if "uCode" in theirs.columns else theirs.columns[0]
    ours, theirs = ours.sort("iso3"), theirs.sort(first)
    assert ours["iso3"].to_list() == theirs[first].to_list()
    for name in theirs.columns:
        if name in ours.columns:
            yield name, *(f[name].cast(pl.Float64).to_numpy() for f in (ours, theirs))


def agree(ours: pl.DataFrame, theirs: pl.DataFrame, columns: int) -> None:
    count = 0
    for name, one, other in pairs(ours, theirs):
        scale = max(1.0, float(np.nanmax(np.abs(other))))
        np.testing.assert_allclose(one, other, rtol=TOLERANCE, atol=TOLERANCE * scale, err_msg=name)
        count += 1
    assert count == columns


@pytest.mark.parametrize(
    "stage", ["raw", "denominated", "imputed", "screened", "treated", "normalised", "aggregated"]
)
def test_every_stage(built: Built, asem: Path, stage: str) -> None:
    columns = 60 if stage == "aggregated" else 49
    agree(built.stage(stage), table(asem, f"dset_{stage.capitalize()}.csv"), columns)


def test_ranks(built: Built, asem: Path) -> None:
    for name, ours, theirs in pairs(built.ranks, table(asem, "results_ranks.csv")):
        assert ours.tolist() == theirs.tolist(), name


def test_ranks_within_groups(built: Built, asem: Path) -> None:
    theirs = table(asem, "results_ranks_in_group.csv")
    ours = built.ranks_within("EurAsia_group")
    for name, one, other in pairs(ours, theirs.drop("EurAsia_group", strict=False)):
        assert one.tolist() == other.tolist(), name


def test_effective_weights(built: Built, asem: Path) -> None:
    theirs = dict(table(asem, "weights_effective.csv").select("iCode", "EffWeight").iter_rows())
    ours = dict(built.weights.select("node", "effective").iter_rows())
    assert ours == pytest.approx(theirs, rel=1e-12)


@pytest.mark.parametrize(
    ("technique", "name"),
    [
        (MinMax(1.0, 100.0), "minmax_1_100"),
        (ZScore(), "zscore_0_1"),
        (PercentileRank(), "prank"),
        (RankNormalise(), "rank"),
        (TargetDistance(), "dist2targ"),
        (ReferenceDistance("BGR"), "dist2ref5"),
    ],
)
def test_other_normalisations(built: Built, asem: Path, technique: Technique, name: str) -> None:
    again = built.rebuild(normalise=Step(technique))
    agree(again.stage("normalised"), table(asem, f"norm_{name}.csv"), 49)


def test_goalposts_of_each_indicator(built: Built, asem: Path) -> None:
    posts = tuple(
        Only(Goalposts(row["goalpost_lower"], row["goalpost_upper"]), (row["iCode"],))
        for row in table(asem, "goalposts_in.csv").iter_rows(named=True)
    )
    again = built.rebuild(normalise=Step(MinMax(), posts))
    agree(again.stage("normalised"), table(asem, "norm_goalposts.csv"), 49)


@pytest.mark.parametrize(
    ("technique", "name"),
    [
        (Arithmetic(), "amean"), (Geometric(), "gmean"), (Harmonic(), "hmean"),
        (Power(2.0), "genmean_p2"),
    ],
)  # fmt: skip
def test_other_aggregations(built: Built, asem: Path, technique: Technique, name: str) -> None:
    again = built.rebuild(normalise=Step(MinMax(1.0, 100.0)), aggregate=Step(technique))
    agree(again.scores, table(asem, f"agg_{name}.csv"), 60)


@pytest.mark.parametrize(("available", "name"), [(0.0, "nothresh"), (0.9, "datthresh09")])
def test_missing_data_and_a_threshold(
    edition: Edition, asem: Path, available: float, name: str
) -> None:
    aggregate = Step(Arithmetic(available=available))
    found = ocindex.build(edition, Method(normalise=Step(MinMax()), aggregate=aggregate))
    agree(found.scores, table(asem, f"agg_raw_minmax_{name}.csv"), 60)


def test_leaving_an_indicator_out(built: Built, asem: Path) -> None:
    theirs = table(asem, "remove_L1_ranks.csv")
    ranks = {n: built.without(n).ranks for n in built.nodes if n in theirs.columns}
    assert ranks
    for name, frame in ranks.items():
        side = theirs.select(theirs.columns[0], name).rename({name: "Index"})
        for _, ours, other in pairs(frame, side):
            assert ours.tolist() == other.tolist(), name


def test_a_panel_on_one_scale(asem: Path) -> None:
    editions = panel_from_coinr(table(asem, "iData_panel.csv"), table(asem, "iMeta.csv"))
    assert len(editions) > 1
    panel = ocindex.build_panel(editions, Method(normalise=Step(MinMax(scope="all"))))
    every = np.concatenate([edition.values for edition in editions])
    low, high = np.nanmin(every, axis=0), np.nanmax(every, axis=0)
    down = np.array([i.direction < 0 for i in editions[0].framework.indicators])
    for one in panel.builts:
        shares = (one.edition.values - low) / (high - low)
        expected = 100 * np.where(down, 1 - shares, shares)
        found = one.stages["normalised"].values
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)
        assert not np.isnan(one.values[:, 0]).any()


def test_from_the_command_line(command: Command, asem: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "asem", tmp_path / "out.csv"
    ran = command("intake", "coinr", asem / "iData.csv", asem / "iMeta.csv", "--into", folder)
    assert ran.code == 0, ran.err
    method = ("--method", ROOT / "examples" / "asem" / "method.toml", "--out", out)
    for stage in ("denominated", "treated", "aggregated"):
        assert command("build", folder, "--stage", stage, *method).code == 0
        columns = 60 if stage == "aggregated" else 49
        agree(pl.read_csv(out), table(asem, f"dset_{stage.capitalize()}.csv"), columns)
    assert command("build", folder, "--ranks", *method).code == 0
    for name, ours, theirs in pairs(pl.read_csv(out), table(asem, "results_ranks.csv")):
        assert ours.tolist() == theirs.tolist(), name
