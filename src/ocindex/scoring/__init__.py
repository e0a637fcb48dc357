"""Scoring: raters' judgements to one score per country and indicator."""

from ocindex.scoring.consensus import consensus

__all__ = ["consensus"]
