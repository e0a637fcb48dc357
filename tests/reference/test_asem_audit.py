"""The audit's kernels against COINr's results on the ASEM index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import ocindex
from ocindex.index import Built
from ocindex.intake.coinr import read_coinr
from ocindex.method import Method
from ocindex.robustness.audit.availability import by_node, by_unit
from ocindex.robustness.audit.components import principal_components
from ocindex.robustness.audit.correlation import correlate
from ocindex.robustness.audit.indices import subject_of
from ocindex.robustness.audit.influence import effective_weights
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.ranking import shifts
from ocindex.robustness.audit.reliability import cronbach_alpha
from ocindex.robustness.audit.report import audit_index
from ocindex.robustness.audit.statistics import describe, flags
from ocindex.robustness.audit.tables.robust import removal_table, removals
from ocindex.robustness.audit.unit import significant, standings

METHOD = Path(__file__).parents[2] / "examples" / "asem" / "method.toml"
STATISTICS = {
    "Min": "minimum", "Max": "maximum", "Mean": "mean", "Median": "median", "Std": "std",
    "Skew": "skew", "Kurt": "kurtosis", "N.Avail": "available", "N.NonZero": "nonzero",
    "N.Unique": "unique", "N.Same": "same",
}  # fmt: skip
FLAGS = {
    "Flag.Avail": "availability",
    "Flag.NonZero": "nonzero",
    "Flag.Unique": "unique",
    "Flag.SkewKurt": "outliers",
}


def read(asem: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(asem / f"{name}.csv", infer_schema_length=None)


def values(frame: pl.DataFrame, columns: Sequence[str]) -> np.ndarray:
    return frame.select(pl.col(columns).cast(float)).to_numpy().astype(float)


def indicators(asem: Path) -> list[str]:
    return read(asem, "dset_Raw").columns[1:]


def groups(asem: Path, level: str = "Pillar") -> dict[str, list[str]]:
    lineage = read(asem, "lineage")
    found: dict[str, list[str]] = {}
    for name, group in zip(lineage["Indicator"], lineage[level], strict=True):
        found.setdefault(group, []).append(name)
    return found


@pytest.mark.parametrize("stage", ["Raw", "Treated"])
def test_statistics_and_flags(asem: Path, stage: str) -> None:
    reference = read(asem, f"stats_{stage.lower()}")
    ours = describe(values(read(asem, f"dset_{stage}"), reference["iCode"].to_list()))
    for column, name in STATISTICS.items():
        assert_allclose(getattr(ours, name), reference[column].to_numpy(), rtol=1e-12, atol=1e-13)
    flagged = flags(ours, Limits())
    for column, name in FLAGS.items():
        assert_array_equal(getattr(flagged, name), reference[column].to_numpy() != "ok")


def test_availability(asem: Path) -> None:
    frame = read(asem, "dset_Raw").sort("uCode")
    columns = indicators(asem)
    summary = read(asem, "data_avail_summary")
    ours = by_unit(values(frame, columns))
    assert summary["uCode"].to_list() == frame["uCode"].to_list()
    assert_array_equal(ours.missing, summary["N_missing"])
    assert_array_equal(ours.zeros, summary["N_zero"])
    assert_allclose(ours.available, summary["Dat_Avail"].to_numpy(), rtol=1e-12)
    assert_allclose(ours.nonzero, summary["Non_Zero"].to_numpy(), rtol=1e-12)
    reference = read(asem, "data_avail_bygroup")
    nodes = reference.columns[1:]
    lineage = read(asem, "lineage")
    above = {row[0]: set(row[1:]) for row in lineage.iter_rows()}
    below = np.array([[node in above[column] for column in columns] for node in nodes])
    assert_allclose(by_node(values(frame, columns), below), values(reference, nodes), rtol=1e-12)


@pytest.mark.parametrize("kind", ["pearson", "spearman"])
def test_correlations_of_indicators(asem: Path, kind: str) -> None:
    reference = read(asem, f"corr_L1_{kind}")
    columns = indicators(asem)
    data = values(read(asem, "dset_Normalised"), columns)
    ours = correlate(data, data, kind).r
    place = {name: i for i, name in enumerate(columns)}
    mine = [ours[place[a], place[b]] for a, b in reference.select("Var1", "Var2").iter_rows()]
    assert_allclose(mine, reference["Correlation"].to_numpy(), rtol=1e-12, atol=1e-13)


def test_p_values(asem: Path) -> None:
    reference = read(asem, "corr_pvals_normalised")
    columns = reference["iCode"].to_list()
    data = values(read(asem, "dset_Normalised"), columns)
    ours = correlate(data, data).p
    assert_allclose(ours, values(reference, columns), rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize(
    ("name", "above"), [("corr_L1_L2_parent", None), ("corr_L1_family", None), ("corr_L2_L4", "")]
)
def test_correlations_with_what_stands_above(asem: Path, name: str, above: str | None) -> None:
    reference = read(asem, name)
    frame = read(asem, "dset_Aggregated")
    lineage = {row[0]: row for row in read(asem, "lineage").iter_rows()}
    levels = {level: i for i, level in enumerate(read(asem, "lineage").columns)}
    for one, two, r in reference.iter_rows():
        node = lineage[two][levels[one]] if one in levels and one not in frame.columns else one
        ours = correlate(values(frame, [node]), values(frame, [two])).r[0, 0]
        # COINr leaves out what may be chance.
        p = correlate(values(frame, [node]), values(frame, [two])).p[0, 0]
        assert (p > 0.05) == (r is None) or r == pytest.approx(ours, rel=1e-12)
        if r is not None:
            assert ours == pytest.approx(r, rel=1e-12, abs=1e-13)


@pytest.mark.parametrize(
    ("name", "limit", "sign"), [("corr_flags_high075", 0.75, 1), ("corr_flags_lowm05", -0.5, -1)]
)
def test_flagged_pairs_of_a_group(asem: Path, name: str, limit: float, sign: int) -> None:
    frame = read(asem, "dset_Normalised")
    found = {}
    for group, columns in groups(asem).items():
        data = values(frame, columns)
        r = correlate(data, data).r
        for i, one in enumerate(columns):
            for j in range(i + 1, len(columns)):
                if sign * r[i, j] > sign * limit:
                    found[group, frozenset((one, columns[j]))] = round(r[i, j], 3)
    reference = {
        (group, frozenset((one, two))): r for group, one, two, r in read(asem, name).iter_rows()
    }
    assert found == pytest.approx(reference, abs=1e-9)


def test_correlations_with_denominators(asem: Path) -> None:
    frame = read(asem, "iData")
    columns = indicators(asem)
    denominators = ["Area", "Energy", "GDP", "Population"]
    r = correlate(values(frame, columns), values(frame, denominators)).r
    found = {
        (columns[i], denominators[j]): round(r[i, j], 2)
        for i, j in zip(*np.where(np.abs(r) > 0.7), strict=True)
    }
    reference = {(a, b): c for a, b, c in read(asem, "denom_corr_07").iter_rows()}
    assert found == pytest.approx(reference, abs=1e-9)


def test_cronbachs_alpha(asem: Path) -> None:
    by_group = groups(asem)
    frame = read(asem, "dset_Normalised")
    for group, alpha in read(asem, "cronbach").iter_rows():
        columns = by_group.get(group, indicators(asem))
        if group == "PILLARS_L2":
            frame, columns = read(asem, "dset_Aggregated"), list(by_group)
        assert cronbach_alpha(values(frame, columns)) == pytest.approx(alpha, rel=1e-12)


def test_principal_components(asem: Path) -> None:
    frame = read(asem, "dset_Normalised")
    by_group = groups(asem)
    for group, rows in read(asem, "pca_eigen_level1_by_pillar").group_by("group"):
        ours = principal_components(values(frame, by_group[str(group[0])]))
        rows = rows.sort("pc")
        assert_allclose(ours.eigenvalues, rows["eig"].to_numpy(), rtol=1e-12, atol=1e-13)
        assert_allclose(np.sqrt(ours.eigenvalues), rows["sdev"].to_numpy(), rtol=1e-12, atol=1e-12)
        assert_allclose(ours.shares, rows["prop"].to_numpy(), rtol=1e-12, atol=1e-13)


def test_loadings_of_the_first_component(asem: Path) -> None:
    weights = {code: w for code, level, w in read(asem, "pca_weights_level1").iter_rows()}
    frame = read(asem, "dset_Normalised")
    for columns in groups(asem).values():
        ours = principal_components(values(frame, columns))
        first = ours.loadings[:, 0] / np.sqrt(ours.eigenvalues[0])
        assert_allclose(np.abs(first), np.abs([weights[c] for c in columns]), rtol=1e-11)


def tree(asem: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    meta = read(asem, "iMeta").filter(pl.col("Type").is_in(["Indicator", "Aggregate"]))
    meta = meta.sort("Level", descending=True, maintain_order=True)
    names = meta["iCode"].to_list()
    parents = [names.index(p) if p is not None else -1 for p in meta["Parent"]]
    return names, np.array(parents), meta["Weight"].to_numpy().astype(float)


def test_effective_weights(asem: Path) -> None:
    names, parents, weights = tree(asem)
    ours = dict(zip(names, effective_weights(parents, weights)[:, 0], strict=True))
    rows = read(asem, "weights_effective")
    mine = [ours[code] for code in rows["iCode"]]
    assert_allclose(mine, rows["EffWeight"].to_numpy(), rtol=1e-12)


def competition(scores: np.ndarray) -> np.ndarray:
    rounded = np.round(scores, 10)
    return np.array([1 + (rounded > score).sum() for score in rounded], float)


@pytest.mark.parametrize("level", [1, 2])
def test_removing_each_element(asem: Path, level: int) -> None:
    if not (asem / f"remove_L{level}_ranks.csv").exists():
        pytest.skip(f"no results of removing elements of level {level}")
    names, parents, weights = tree(asem)
    reference = read(asem, f"remove_L{level}_ranks")
    columns = [name for name in names if name in indicators(asem)]
    frame = read(asem, "dset_Normalised").sort("uCode")
    data = values(frame, columns)
    elements = reference.columns[2:]
    rows = np.isin(names, columns)
    ranks = []
    for name in elements:
        changed = np.where(np.array(names) == name, 0.0, weights)
        ranks.append(competition(data @ effective_weights(parents, changed)[rows, 0]))
    assert_array_equal(np.array(ranks).T, values(reference, elements))
    mean = shifts(reference["Nominal"].to_numpy().astype(float), np.array(ranks)).mean
    expected = dict(read(asem, f"remove_L{level}_meanabsdiff").iter_rows())
    assert_allclose(mean, [expected[name] for name in elements], rtol=1e-12)


def test_strengths_and_weaknesses(asem: Path) -> None:
    unit = "IND"
    meta = {row["iCode"]: row for row in read(asem, "iMeta").iter_rows(named=True)}
    frame = read(asem, "dset_Raw")
    columns = [code for code, row in meta.items() if row["Type"] == "Indicator"]
    # COINr lists equal ranks in the order of its own table of indicators: by parent.
    columns.sort(key=lambda code: meta[code]["Parent"])
    raw = values(frame, columns)
    directed = raw * [meta[code]["Direction"] for code in columns]
    ranks = np.stack([competition(c) for c in np.nan_to_num(directed, nan=-np.inf).T], axis=1)
    ranks[np.isnan(raw)] = np.nan
    row = frame["uCode"].to_list().index(unit)
    found = standings(ranks, row)
    for name, mine in (("strengths", found[:5]), ("weaknesses", found[-5:])):
        if not (asem / f"{name}_{unit}.csv").exists():
            continue
        reference = read(asem, f"{name}_{unit}")
        assert [columns[i] for i in mine] == reference["Code"].to_list()
        assert_array_equal(ranks[row, mine], reference["Rank"])
        assert_allclose(significant(raw[row, mine]), reference["Value"].to_numpy(), rtol=1e-12)


@pytest.fixture(scope="module")
def built(asem: Path) -> Built:
    edition = read_coinr(asem / "iData.csv", asem / "iMeta.csv")[0]
    return ocindex.build(edition, Method.from_toml(METHOD))


@pytest.mark.parametrize("level", [1, 2])
def test_removals_of_the_built_index(asem: Path, built: Built, level: int) -> None:
    if not (asem / f"remove_L{level}_meanabsdiff.csv").exists():
        pytest.skip(f"no results of removing elements of level {level}")
    subject = subject_of(built)
    table = removal_table(subject, removals(subject))
    ours = dict(table.select("node", "mean_shift").iter_rows())
    reference = dict(read(asem, f"remove_L{level}_meanabsdiff").iter_rows())
    for node, mean in reference.items():
        if node != "Nominal":
            assert ours[node] == pytest.approx(mean, rel=1e-12), node


def test_tables_of_the_built_index(asem: Path, built: Built) -> None:
    tables = audit_index(built, draws=100).tables
    for stage in ("raw", "treated"):
        reference = read(asem, f"stats_{stage}")
        ours = tables[f"statistics_{stage}"]
        order = [ours["node"].to_list().index(code) for code in reference["iCode"]]
        kurtosis = ours["kurtosis"].to_numpy()[order]
        assert_allclose(kurtosis, reference["Kurt"].to_numpy(), rtol=1e-11, atol=1e-12)
    alpha = dict(tables["reliability"].select("node", "alpha").iter_rows())
    for group, reference_alpha in read(asem, "cronbach").iter_rows():
        if group in alpha:
            assert alpha[group] == pytest.approx(reference_alpha, rel=1e-11)
    weights = dict(tables["framework"].select("node", "effective_weight").iter_rows())
    for code, weight in read(asem, "weights_effective").select("iCode", "EffWeight").iter_rows():
        assert weights[code] == pytest.approx(weight, rel=1e-12)


def test_comparison_of_two_methods(asem: Path) -> None:
    name = asem / "compare_drop_LPI_Forest.csv"
    reference = read(asem, name.stem)
    names, parents, weights = tree(asem)
    weights = np.where(np.isin(names, ["LPI", "Forest"]), 0.0, weights)
    columns = [name for name in names if name in indicators(asem)]
    data = values(read(asem, "dset_Normalised").sort("uCode"), columns)
    dropped = competition(data @ effective_weights(parents, weights)[np.isin(names, columns), 0])
    first = reference["coin.1"].to_numpy().astype(float)
    assert_array_equal(dropped, reference["coin.2"])
    assert_array_equal(shifts(first, dropped[None]).shift[0], reference["Diff"])
