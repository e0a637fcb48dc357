"""The notebook of examples/, run cell by cell."""

from __future__ import annotations

import json

import pytest

from support.documents import ROOT

FOLDER = ROOT / "examples" / "notebook"


def test_the_notebook_runs_and_ends_with_a_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    content = json.loads((FOLDER / "first-index.ipynb").read_text("utf-8"))
    cells = ["".join(c["source"]) for c in content["cells"] if c["cell_type"] == "code"]
    assert all(not c["outputs"] for c in content["cells"] if c["cell_type"] == "code")
    assert sum(bool(line.strip()) for cell in cells for line in cell.splitlines()) <= 10
    monkeypatch.chdir(FOLDER)
    names: dict[str, object] = {}
    shown = None
    for cell in cells:
        # As a notebook does: the last line of a cell is shown.
        *before, last = cell.strip().splitlines()
        exec("\n".join(before), names)
        shown = eval(last, names)
        assert shown is not None
    assert "<svg" in shown._repr_svg_()  # type: ignore[attr-defined]


def test_its_tables_are_the_example_of_the_human_development_index() -> None:
    import polars as pl  # it takes 0.2 s

    import ocindex

    tables = ocindex.to_coinr(ocindex.read_edition(ROOT / "examples" / "hdi"))
    for name, table in zip(("idata.csv", "imeta.csv"), tables, strict=True):
        assert pl.read_csv(FOLDER / name).equals(pl.read_csv(table.write_csv().encode()))
