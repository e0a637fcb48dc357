"""What a framework's TOML says is what the `Framework` holds."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from ocindex.errors import RequestError
from ocindex.framework import BUNDLED, bundled_framework
from support.frameworks import OWN, framework_of


def test_a_framework_of_four_levels(tmp_path: Path) -> None:
    own = framework_of(OWN, tmp_path)
    assert [c.id for c in own.components] == ["risk", "floods", "rivers", "care"]
    assert own.node["rivers"].weight == Fraction(1, 3)
    assert own.node["autumn"].weight == Fraction(1, 2)
    # Bands and meaning come from above.
    assert own.high(own.node["spring"]) == "worse"
    assert [band.label for band in own.bands(own.node["spring"])] == ["Little", "Much"]
    assert own.high(own.node["dams"]) == "better"
    assert own.bands(own.node["dams"]) == ()
    assert own.headline_of(own.node["spring"]).id == "risk"
    assert own.component_of(own.node["spring"]).id == "rivers"
    assert own.reference == "framework.toml"
    assert own.files == {"framework.toml": OWN}
    assert (own.decimals, own.source, own.members) == (1, "Nobody", ())


def test_parents_may_stand_after_their_children(tmp_path: Path) -> None:
    first = '[[components]]\nid = "care"\nname = "Care"\n'
    moved = OWN.replace(first, "")
    moved = moved.replace("[[components]]", '[[components]]\nid = "dikes"\nname = "Dikes"\n'
                          'parent = "care"\n' + first + "[[components]]", 1)  # fmt: skip
    moved = moved.replace('name = "Dams"\nparent = "care"', 'name = "Dams"\nparent = "dikes"')
    names = [c.id for c in framework_of(moved, tmp_path).components]
    assert names.index("care") < names.index("dikes")


@pytest.mark.parametrize(
    ("name", "markets", "actors", "resilience"),
    [("ocindex-2021", 10, 4, 12), ("ocindex-2023", 15, 5, 12), ("ocindex-2025", 15, 5, 12)],
)
def test_the_bundled_frameworks(name: str, markets: int, actors: int, resilience: int) -> None:
    framework = bundled_framework(name)
    counts = [
        len(framework.children(c)) for c in ("criminal_markets", "criminal_actors", "resilience")
    ]
    assert counts == [markets, actors, resilience]
    assert len(framework.members) == 193
    assert len({m.region for m in framework.members}) == 22
    sizes = {m.continent: 0 for m in framework.members}
    for member in framework.members:
        sizes[member.continent] += 1
    assert sizes == {"Africa": 54, "Americas": 35, "Asia": 46, "Europe": 44, "Oceania": 14}
    assert len(framework.sections) == (9 if name == "ocindex-2021" else 11)
    assert {i.section for i in framework.indicators} == {s.id for s in framework.sections}


def test_what_is_surprising_and_right() -> None:
    region = {m.iso3: m.region for m in bundled_framework(BUNDLED[-1]).members}
    assert region["MEX"] == "Central America"
    assert region["MRT"] == "North Africa"
    assert region["TUR"] == "Western Asia"
    assert region["CYP"] == "Southern Europe"
    assert region["GBR"] == region["IRL"] == "Western Europe"
    assert region["RWA"] == region["BDI"] == "Central Africa"
    assert region["SDN"] == "East Africa"
    assert not {"XKX", "TWN", "PSE", "VAT"} & set(region)


def test_an_unknown_bundle() -> None:
    with pytest.raises(RequestError, match="There are: ocindex-2021, ocindex-2023, ocindex-2025"):
        bundled_framework("ocindex-2027")


def test_a_definition_is_read_and_may_be_left_out(tmp_path: Path) -> None:
    defined = OWN.replace('name = "Dams"\n', 'name = "Dams"\ndefinition = "What dams hold."\n')
    defined = defined.replace('name = "Care"\n', 'name = "Care"\ndefinition = "What is done."\n')
    own = framework_of(defined, tmp_path)
    assert own.node["dams"].definition == "What dams hold."
    assert own.node["care"].definition == "What is done."
    assert {node.definition for node in own.nodes if node.id not in ("dams", "care")} == {""}


@pytest.mark.parametrize("name", BUNDLED)
def test_every_bundled_node_is_defined_in_one_line(name: str) -> None:
    for node in bundled_framework(name).nodes:
        assert node.definition.endswith("."), node.id
        assert len(node.definition.splitlines()) == 1, node.id
        assert len(node.definition) <= 110, node.id
