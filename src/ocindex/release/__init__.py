"""Release: editions and all that follows from them, frozen.

`freeze` writes a release whole, `verify` finds any byte that has changed since, and
`read_release` gives `publish` everything it prints, so that it computes nothing.
"""

from ocindex.release.freezing import MARKER, freeze
from ocindex.release.manifest import read_fingerprint
from ocindex.release.reading import read_release
from ocindex.release.records import (
    Basis,
    Change,
    ChangeInterval,
    Correlation,
    CountryRecord,
    Figure,
    GroupRecord,
    Interval,
    Part,
    RankInterval,
    Release,
    ReleasedEdition,
    Standing,
)
from ocindex.release.verifying import Verification, verify

__all__ = [
    "MARKER",
    "Basis",
    "Change",
    "ChangeInterval",
    "Correlation",
    "CountryRecord",
    "Figure",
    "GroupRecord",
    "Interval",
    "Part",
    "RankInterval",
    "Release",
    "ReleasedEdition",
    "Standing",
    "Verification",
    "freeze",
    "read_fingerprint",
    "read_release",
    "verify",
]
