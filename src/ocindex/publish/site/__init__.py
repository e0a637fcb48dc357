"""The web site: static pages that are complete without JavaScript."""
