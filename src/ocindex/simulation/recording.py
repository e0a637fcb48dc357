"""What nobody knows of a real assessment, in files beside the edition's own."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from ocindex.simulation.assessment import Assessment

TRUTH, RATERS = "truth.csv", "raters_truth.csv"


def record_truth(assessment: Assessment, folder: Path) -> None:
    """Write `truth.csv` and `raters_truth.csv` into an edition's folder.

    The first has the true value of each country and indicator in points; the second has for each
    rater the fault, empty for most, the severity and the noise in points, and whether the rater
    uses whole points only.
    """
    edition, raters = assessment.edition, assessment.raters
    write(
        folder / TRUTH,
        ("iso3", "indicator", "theta"),
        (
            (country.iso3, indicator.id, f"{theta:.4f}")
            for country, row in zip(edition.countries, assessment.theta.tolist(), strict=True)
            for indicator, theta in zip(edition.framework.indicators, row, strict=True)
        ),
    )
    traits = zip(
        raters.codes, raters.fault.tolist(), raters.severity.tolist(), raters.noise.tolist(),
        raters.whole.tolist(), strict=True,
    )  # fmt: skip
    write(
        folder / RATERS,
        ("rater", "fault", "severity", "noise", "whole"),
        (
            (code, fault, f"{severity:.4f}", f"{noise:.4f}", str(whole).lower())
            for code, fault, severity, noise, whole in traits
        ),
    )


def write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
