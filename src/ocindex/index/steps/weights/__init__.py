"""How much each child of a component counts: given, judged, or made of the values."""
