"""The example of another index goes through the same functions as the Index's own."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import ocindex
from support.documents import ROOT

FOLDER = ROOT / "examples" / "own-framework"


def levels(framework: ocindex.Framework) -> int:
    def depth(parent: str | None) -> int:
        return max((1 + depth(child.id) for child in framework.children(parent)), default=0)

    return depth(None)


def test_its_means_are_weighted_down_four_levels() -> None:
    result = ocindex.build(ocindex.read_edition(FOLDER))
    assert levels(result.edition.framework) == 4
    port_law, inspection, pilots, training, lights, dredging, fire, cranes = (
        result.edition.score("ARD", i.id) for i in result.edition.framework.indicators[2:]
    )
    law, staff = (port_law + 2 * inspection) / 3, (pilots + training) / 2
    institutions = (law + Fraction(1, 3) * staff) / Fraction(4, 3)
    on_water, on_land = (lights + dredging) / 2, (3 * fire + cranes) / 4
    infrastructure = (3 * on_water + 2 * on_land) / 5
    assert result.score("ARD", "preparedness") == (2 * institutions + 3 * infrastructure) / 5
    assert result.quadrant("ARD") == "high exposure, high preparedness"


def test_it_is_frozen_and_read_back(tmp_path: Path) -> None:
    edition = ocindex.read_edition(FOLDER)
    ocindex.write_edition(edition, tmp_path / "edition")
    names = sorted(p.name for p in FOLDER.iterdir())
    assert sorted(p.name for p in (tmp_path / "edition").iterdir()) == names
    for name in names:
        assert (tmp_path / "edition" / name).read_bytes() == (FOLDER / name).read_bytes()
    ocindex.freeze([edition], tmp_path / "release")
    assert ocindex.verify(tmp_path / "release").files > len(names)
    assert ocindex.read_release(tmp_path / "release").simulated
