"""Simulation: a made-up assessment, for trying everything without anybody's data.

`simulate` makes one edition of any framework, `simulate_editions` the Index's own three,
one after the other. Whatever comes out is marked as simulated.
"""

from ocindex.simulation.editions import simulate, simulate_editions

__all__ = ["simulate", "simulate_editions"]
