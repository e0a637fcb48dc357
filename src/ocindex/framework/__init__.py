"""Framework: what is measured and how it is put together, as TOML.

`read_framework` turns a file into a `Framework`, or lists all that is wrong with it;
`bundled_framework` gives one of the Index's own.
"""

from ocindex.framework.bundle import BUNDLED, bundled_framework
from ocindex.framework.reading import read_framework
from ocindex.framework.writing import framework_text

__all__ = ["BUNDLED", "bundled_framework", "framework_text", "read_framework"]
