"""Slides as values: one idea each, with its sentence, picture, spoken note, source and rows; drawn elsewhere."""
