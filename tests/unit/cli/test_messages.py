"""What a message says cannot steer the terminal that shows it."""

from __future__ import annotations

from pathlib import Path

from ocindex.errors import Fault, shown
from support.terminal import Command


def test_a_fault_names_its_place_value_rule_and_remedy() -> None:
    fault = Fault("a.csv", "It must be so", "Mend it.", "x", row=3, column="score")
    assert str(fault) == "a.csv, line 3, column score: It must be so (found: 'x'). Mend it."
    fault = Fault("b.xlsx", "It must be so", "Mend it.", sheet="2023", row=3, column="C")
    assert str(fault) == "b.xlsx, sheet 2023, row 3, column C: It must be so. Mend it."
    assert str(Fault("a.toml", "No", "Yes.", column="key")) == "a.toml, key: No. Yes."


def test_long_values_are_cut() -> None:
    assert shown("a" * 61) == f"'{'a' * 60}…'"


def test_control_characters_do_not_reach_the_terminal(ocindex: Command, tmp_path: Path) -> None:
    said = ocindex("check", tmp_path / "\x1b[2Jhostile\nname")
    assert said.code == 1
    assert "\x1b" not in said.err
    assert len(said.err.splitlines()) == 2
    said = ocindex("serve", tmp_path / "\x1b[2J")
    assert said.code == 2
    assert "\x1b" not in said.err
