"""Sphinx settings of the manual; `make docs` builds it into build/docs."""

from ocindex import __version__

project = "ocindex"
author = "the ocindex contributors"
copyright = author  # noqa: A001 (the name that Sphinx asks for)
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
exclude_patterns = ["README.md"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "none"  # numpydoc sections say types, with shapes and units
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
numpydoc_xref_param_type = False

html_theme = "furo"
html_title = f"ocindex {version}"
html_show_copyright = False
html_last_updated_fmt = None  # same sources, same bytes
html_copy_source = False
