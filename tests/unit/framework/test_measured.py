"""Frameworks of measured indicators."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest

from ocindex.errors import FrameworkError, RequestError
from ocindex.framework import framework_text, read_framework
from support.farms import FARMS
from support.frameworks import OWN, framework_of


def test_what_is_said_of_indicators_is_read(tmp_path: Path) -> None:
    framework = framework_of(FARMS, tmp_path)
    harvest, fallow, _ = framework.indicators
    assert framework.measured
    assert (harvest.unit, harvest.direction, harvest.target) == ("tonnes", 1, 4.11803135)
    assert harvest.denominator == framework.denominators[0].id == "area"
    assert framework.denominators[0].unit == "km2"
    assert (fallow.direction, fallow.target) == (-1, None)
    assert fallow.weight == 0
    assert [c.direction for c in framework.components] == [1, 1, -1]
    assert [g.name for g in framework.groupings] == ["By size", "By climate"]


def test_it_has_no_scale(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"Index of farms.*are measured.*ocindex build"):
        framework_of(FARMS, tmp_path).scale  # noqa: B018 (it raises)


def test_it_is_written_as_it_is_read(tmp_path: Path) -> None:
    text = FARMS.replace('id = "farms"', 'id = "farms"\nsource = "Us"\n[display]\ndecimals = 1')
    text = text.replace('title = "Index of farms"', "").replace(
        'source = "Us"', 'source = "Us"\ntitle = "Index of farms"'
    )
    text = text.replace('name = "Loans"', 'name = "Loans"\nweight = "1/3"\nblock = "B"')
    text = text.replace('name = "Debt"', 'name = "Debt"\nhigh = "worse"\nweight = 3')
    framework = framework_of(text, tmp_path)
    written = tmp_path / "written.toml"
    written.write_text(framework_text(framework), encoding="utf-8")
    again = read_framework(written)
    for field in ("id", "title", "source", "decimals", "nodes", "denominators", "groupings"):
        assert getattr(again, field) == getattr(framework, field)
    assert again.node["loans"].weight == Fraction(1, 3)
    assert framework_text(again) == framework_text(framework)


WRONG = {
    "direction": ("direction = -1", "direction = 0", "A direction is 1, or -1"),
    "target": ("target = 4.1180313499999999", 'target = "much"', "This must be a number"),
    "target beyond": ("target = 4.1180313499999999", "target = 1e999", "must be finite"),
    "target far beyond": (
        "target = 4.1180313499999999", "target = 1" + "0" * 400, "must be finite",
    ),
    "target of a day": ("target = 4.1180313499999999", "target = true", "must be a number"),
    "denominator": ('denominator = "area"', 'denominator = "aera"', "Did you mean 'area'?"),
    "denominator far off": ('denominator = "area"', 'denominator = "x"', "Add [[denominators]]"),
    "weight": ("weight = 0\n", "weight = -1\n", "above zero, this is -1"),
    "weights": ('name = "Loans"', 'name = "Loans"\nweight = 0', "one at least has a weight"),
    "id": ('id = "loans"', 'id = "lo ans"', "and . where indicators are measured"),
    "clash": ('id = "size"', 'id = "loans"', "An id stands once, this one 2 times"),
    "unknown": ('unit = "km2"', 'units = "km2"', "Did you mean unit?"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_faults(case: str, tmp_path: Path) -> None:
    old, new, said = WRONG[case]
    assert old in FARMS
    with pytest.raises(FrameworkError) as caught:
        framework_of(FARMS.replace(old, new, 1), tmp_path)
    (fault,) = caught.value.faults
    assert said in str(fault)
    assert fault.row is not None


def test_what_goes_with_a_scale_needs_one(tmp_path: Path) -> None:
    without = OWN.replace("[scale]\nminimum = 0\nmaximum = 100\nstep = 1\n", "")
    with pytest.raises(FrameworkError) as caught:
        framework_of(without, tmp_path)
    assert [fault.column for fault in caught.value.faults] == [
        "[bands] bands", "[quadrants] quadrants", "[sections] sections",
    ]  # fmt: skip
    assert all("has no" in fault.rule for fault in caught.value.faults)


def test_scores_on_a_scale_are_neither_turned_nor_divided(tmp_path: Path) -> None:
    text = OWN.replace('name = "Sea"', 'name = "Sea"\ndirection = -1\ndenominator = "coast"')
    text += '[[denominators]]\nid = "coast"\nname = "Coast"\n'
    with pytest.raises(FrameworkError) as caught:
        framework_of(text, tmp_path)
    assert [fault.column for fault in caught.value.faults] == [
        "[indicators] direction", "[indicators] denominator",
    ]  # fmt: skip


def test_a_target_may_be_any_number(tmp_path: Path) -> None:
    text = FARMS.replace("target = 4.1180313499999999", "target = -5e-324")
    assert framework_of(text, tmp_path).indicators[0].target == -math.ulp(0)
