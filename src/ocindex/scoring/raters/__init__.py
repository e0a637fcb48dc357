"""Raters: what an editor should know of those who judged, by code only.

Kernels on plain arrays (links, fit, scale use, profiles, drift, severity), the tables made
of them, and the report that puts it into sentences.
"""

from ocindex.scoring.raters.links import Links, links_of
from ocindex.scoring.raters.report import audit_ratings
from ocindex.scoring.raters.rests import RestsOn, rests_on
from ocindex.scoring.raters.words import of_units

__all__ = ["Links", "RestsOn", "audit_ratings", "links_of", "of_units", "rests_on"]
