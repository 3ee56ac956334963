"""Where things stand on the map: projection, base map, frames, places of marks and labels, ribbons. Pure Python."""
