"""Simulation: a made-up assessment, for trying everything without anybody's data.

`assess` makes up the ratings of one edition of any framework, and says what their scores should
come to; `simulate` gives it the scores on which its editors settle. `assess_editions` and
`simulate_editions` do so for the Index's own three, one after the other. Whatever comes out is
marked as simulated.
"""

from ocindex.simulation.assessment import Assessment
from ocindex.simulation.editions import (
    assess,
    assess_editions,
    simulate,
    simulate_editions,
)
from ocindex.simulation.raters import KINDS, Kind, Raters
from ocindex.simulation.recording import RATERS, TRUTH, record_truth

__all__ = [
    "KINDS",
    "RATERS",
    "TRUTH",
    "Assessment",
    "Kind",
    "Raters",
    "assess",
    "assess_editions",
    "record_truth",
    "simulate",
    "simulate_editions",
]
