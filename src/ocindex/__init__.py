"""ocindex makes, checks and publishes the Organized Crime Index, and any other.

The flow, one package a stage, each a pure function of the one before::

    framework ─┐
    intake ────┴─► edition ─► scoring ─► index ─► release ─► publish

>>> import ocindex
>>> edition = ocindex.read_edition("editions/2023")  # doctest: +SKIP
>>> result = ocindex.build(edition)                  # doctest: +SKIP
>>> result.ranks(within="region", by="criminality")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ocindex.version import __version__ as __version__

if TYPE_CHECKING:
    from ocindex.edition import edition_from_frames, measured_edition, write_edition
    from ocindex.errors import InputError, OcindexError
    from ocindex.framework import bundled_framework, read_framework
    from ocindex.index import Result, build_many, compare
    from ocindex.intake import (
        from_coinr,
        read_profile,
        read_workbook,
        to_coinr,
    )
    from ocindex.intervals import rank_sets
    from ocindex.method import Method
    from ocindex.pipeline import publish_release, read_edition
    from ocindex.release import freeze, read_release, verify
    from ocindex.simulation import simulate
    from ocindex.vocabulary import Edition, Framework
    from ocindex.workbench import Built, Panel, build, build_panel

__all__ = [
    "Built",
    "Edition",
    "Framework",
    "InputError",
    "Method",
    "OcindexError",
    "Panel",
    "Result",
    "build",
    "build_many",
    "build_panel",
    "bundled_framework",
    "compare",
    "edition_from_frames",
    "freeze",
    "from_coinr",
    "measured_edition",
    "publish_release",
    "rank_sets",
    "read_edition",
    "read_framework",
    "read_profile",
    "read_release",
    "read_workbook",
    "simulate",
    "to_coinr",
    "verify",
    "write_edition",
]

# Imported when first asked for: `ocindex --help` must not wait for numpy.
HOME = {
    "Built": "workbench",
    "Edition": "vocabulary",
    "Framework": "vocabulary",
    "InputError": "errors",
    "Method": "method",
    "OcindexError": "errors",
    "Panel": "workbench",
    "Result": "index",
    "build": "workbench",
    "build_many": "index",
    "build_panel": "workbench",
    "bundled_framework": "framework",
    "compare": "index",
    "edition_from_frames": "edition",
    "freeze": "release",
    "from_coinr": "intake",
    "measured_edition": "edition",
    "publish_release": "pipeline",
    "rank_sets": "intervals",
    "read_edition": "pipeline",
    "read_framework": "framework",
    "read_profile": "intake",
    "read_release": "release",
    "read_workbook": "intake",
    "simulate": "simulation",
    "to_coinr": "intake",
    "verify": "release",
    "write_edition": "edition",
}


def __getattr__(name: str) -> Any:
    if name == "charts":
        return import_module("ocindex.charts")
    if name in HOME:
        return getattr(import_module(f"ocindex.{HOME[name]}"), name)
    raise AttributeError(f"module 'ocindex' has no attribute '{name}'")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
