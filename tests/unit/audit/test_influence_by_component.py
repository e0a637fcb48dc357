"""Weights beside shares of variance, component by component."""

from __future__ import annotations

import math

import ocindex
from support.documents import ROOT


def test_an_arithmetic_component_below_a_geometric_one_has_its_shares() -> None:
    folder = ROOT / "examples" / "districts"
    built = ocindex.build(
        ocindex.read_edition(folder), ocindex.Method.from_toml(folder / "method.toml")
    )
    rows = {row["node"]: row for row in built.audit(draws=100).tables["influence"].to_dicts()}
    assert math.isclose(rows["roads"]["variance_share"] + rows["doctors"]["variance_share"], 1)
    assert math.isnan(rows["roads"]["correlation_ratio"])
    assert math.isnan(rows["services"]["variance_share"])
    assert 0 < rows["services"]["correlation_ratio"] <= 1
