"""What page, notebook and PDF draw alike: the colours, the scale and every kind of chart."""

from ocindex.publish.charts.bars import bars
from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted
from ocindex.publish.charts.pyramid import Trio, glyph, pyramid, pyramid_nodes, pyramids
from ocindex.publish.charts.scale import Axis, axis
from ocindex.publish.charts.strip import cell, cell_ticks, strip

__all__ = [
    "Axis",
    "Caption",
    "Chart",
    "Drawing",
    "Mark",
    "Trio",
    "axis",
    "bars",
    "cell",
    "cell_ticks",
    "charted",
    "glyph",
    "pyramid",
    "pyramid_nodes",
    "pyramids",
    "strip",
]
