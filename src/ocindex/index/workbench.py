"""Built editions as tables to write: one stage, the ranks, or all there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from ocindex.index.building import Panel, stacked
from ocindex.index.built import Built


def panel_table(panel: Panel, stage: str = "", ranks: bool = False) -> pl.DataFrame:
    """A stage, scores if none is named, or ranks, of all editions.

    Parameters
    ----------
    panel : Panel
    stage : str, optional
    ranks : bool, optional

    Returns
    -------
    polars.DataFrame
        iso3, then a column a node; first a column `edition` where there are several.

    Raises
    ------
    RequestError
        The method has no such stage.
    """
    frames = {
        built.edition.id: built.ranks if ranks else built.stage(stage or "aggregated")
        for built in panel.builts
    }
    return joined(frames)


# Beside the stages and the ranks.
SHEETS: Mapping[str, Callable[[Built], pl.DataFrame]] = {
    "Weights": lambda built: built.weights,
    "Treatment": lambda built: built.report.treatment,
    "Winsorised": lambda built: built.report.winsorised_cells,
    "Filled in": lambda built: built.report.imputed_cells,
    "Screened out": lambda built: built.report.screened,
}


def panel_sheets(panel: Panel) -> dict[str, pl.DataFrame]:
    """Sheets of a workbook: every stage, the ranks, weights, and what the steps did."""
    sheets = {stage.capitalize(): panel_table(panel, stage) for stage in panel.builts[0].stages}
    sheets["Ranks"] = panel_table(panel, ranks=True)
    for name, made in SHEETS.items():
        sheets[name] = joined({built.edition.id: made(built) for built in panel.builts})
    return sheets


def joined(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return stacked(frames) if len(frames) > 1 else next(iter(frames.values()))
