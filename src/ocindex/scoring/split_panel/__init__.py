"""The split-panel check: what some experts' ratings say of the ratings of the others.

An interval of a score cannot be held against the score, which nobody knows. It can be held
against experts who were left out: what they say is the score, their severity, halo and leaning,
their noise, and the grid on which they answer. A model that is right about all of these covers
the means of their ratings as often as it claims.
"""

from ocindex.scoring.split_panel.checking import split_panel
from ocindex.scoring.split_panel.outcome import Predicted, SplitPanel

__all__ = ["Predicted", "SplitPanel", "split_panel"]
