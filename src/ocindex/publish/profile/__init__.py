"""What is printed, set by typst: profiles of countries and groups, the report, social cards."""

from ocindex.publish.profile.printing import (
    render_card,
    render_group,
    render_profile,
    render_profiles,
    render_report,
)

__all__ = ["render_card", "render_group", "render_profile", "render_profiles", "render_report"]
