"""Published profiles, text or PDF, to editions.

`read_profile` reads one country's, `add_profiles` puts them into an edition. A profile is
read in steps: file to lines (`source`, `text`, `pdf`, `columns`), lines to tokens
(`tokens`), tokens to figures and narrative (`figures`, `ranks`, `narrative`).
"""

from ocindex.intake.profile.adding import add_profiles, framework_of_year
from ocindex.intake.profile.reading import ReadProfile, read_profile, read_profiles

__all__ = ["ReadProfile", "add_profiles", "framework_of_year", "read_profile", "read_profiles"]
