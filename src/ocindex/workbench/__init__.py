"""The workbench's front: a built index, and all that can be asked of it.

`build` makes a `Built`, whose methods turn labels into arrays for the kernels of `robustness`
and arrays back into tables; each answer has a `report()` that says what is exact in it and what
is drawn.
"""

from ocindex.workbench.built import Built, Panel, build, build_panel

__all__ = ["Built", "Panel", "build", "build_panel"]
