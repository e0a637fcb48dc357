"""Tables of the data files: what each says of the release."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from ocindex.publish.data.tables import edition_tables
from ocindex.release import ReleasedEdition, freeze, read_release
from support.frameworks import OWN, countries_of, edition_of, framework_of

ROWS = [[10, 20, 30, 40, 50], [20, 10, 30, 50, 40], [30, 30, 30, 10, 20]]


def released(folder: Path, count: int) -> ReleasedEdition:
    edition = edition_of(framework_of(OWN, folder), countries_of(count), ROWS[:count])
    freeze([edition], folder / "release")
    return read_release(folder / "release").latest


def test_every_two_nodes_that_vary_have_their_correlation(tmp_path: Path) -> None:
    edition = released(tmp_path, 3)
    table = next(t for t in edition_tables(edition) if t.name == "correlations")
    rows = [dict(zip((c.name for c in table.columns), row, strict=True)) for row in table.rows]
    varying = [
        node.id
        for node in edition.edition.framework.nodes
        if len({record.figures[node.id].exact for record in edition.countries.values()}) > 1
    ]
    assert len(varying) > 2
    assert len(varying) < len(edition.edition.framework.nodes)
    assert [{row["node"], row["other"]} for row in rows] == list(map(set, combinations(varying, 2)))
    for row in rows:
        assert row["n"] == 3
        for kind in ("spearman", "pearson"):
            assert float(str(row[f"{kind}_display"])) == pytest.approx(row[kind], abs=0.005)


def test_two_countries_have_no_table_of_correlations(tmp_path: Path) -> None:
    assert "correlations" not in {t.name for t in edition_tables(released(tmp_path, 2))}
