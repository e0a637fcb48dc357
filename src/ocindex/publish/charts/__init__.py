"""What page, notebook and PDF draw alike: the colours, the scale and every kind of chart."""

from ocindex.publish.charts.bars import bars
from ocindex.publish.charts.beeswarm import beeswarm
from ocindex.publish.charts.chart import Caption, Chart, Drawing, Mark, charted
from ocindex.publish.charts.lines import Series, lines, slope
from ocindex.publish.charts.matrix import matrix
from ocindex.publish.charts.pyramid import Trio, glyph, pyramid, pyramid_nodes, pyramids
from ocindex.publish.charts.radar import radar
from ocindex.publish.charts.scale import Axis, axis
from ocindex.publish.charts.strip import cell, cell_ground, strip

__all__ = [
    "Axis",
    "Caption",
    "Chart",
    "Drawing",
    "Mark",
    "Series",
    "Trio",
    "axis",
    "bars",
    "beeswarm",
    "cell",
    "cell_ground",
    "charted",
    "glyph",
    "lines",
    "matrix",
    "pyramid",
    "pyramid_nodes",
    "pyramids",
    "radar",
    "slope",
    "strip",
]
