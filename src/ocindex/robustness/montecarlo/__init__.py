"""Scores and ranks under everything that may vary at once, by many draws."""

from ocindex.robustness.montecarlo.joint import JointIntervals, alike, joint_intervals
from ocindex.robustness.montecarlo.plan import (
    Normalisation,
    Plan,
    ScoreNoise,
    Variant,
    WeightNoise,
    exact_scores,
)
from ocindex.robustness.montecarlo.running import Simulation, simulate

__all__ = [
    "JointIntervals",
    "Normalisation",
    "Plan",
    "ScoreNoise",
    "Simulation",
    "Variant",
    "WeightNoise",
    "alike",
    "exact_scores",
    "joint_intervals",
    "simulate",
]
