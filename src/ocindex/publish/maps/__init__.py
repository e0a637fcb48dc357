"""Maps of the world and of a region, from a geometry that is kept beside them."""

from ocindex.publish.maps.areas import Area, areas
from ocindex.publish.maps.geometry import mapped
from ocindex.publish.maps.regionmap import region_map
from ocindex.publish.maps.worldmap import world_map

__all__ = ["Area", "areas", "mapped", "region_map", "world_map"]
