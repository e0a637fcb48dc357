"""Sphinx settings of the manual; `make docs` builds it into build/docs."""

import sys
from pathlib import Path

from ocindex import __version__

sys.path.insert(0, str(Path(__file__).parent))  # mathml.py

project = "ocindex"
author = "the ocindex contributors"
copyright = author  # noqa: A001 (the name that Sphinx asks for)
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc", "mathml"]
exclude_patterns = ["README.md"]
myst_enable_extensions = ["amsmath", "colon_fence", "dollarmath"]
myst_heading_anchors = 3
autodoc_typehints = "none"  # numpydoc sections say types, with shapes and units
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
numpydoc_xref_param_type = False

html_math_renderer = "mathml"

html_theme = "furo"
html_title = f"ocindex {version}"
html_show_copyright = False
html_last_updated_fmt = None  # same sources, same bytes
html_copy_source = False
