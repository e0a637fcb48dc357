"""PDF profiles, set by typst."""

from ocindex.publish.profile.printing import render_profile, render_profiles

__all__ = ["render_profile", "render_profiles"]
