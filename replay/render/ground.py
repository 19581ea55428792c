"""What a picture is drawn on: the shape of the cells, and the colour beside it."""

BACKDROP = (18, 18, 20)
"""Colour of the cells beside the picture."""
CELL_ASPECT = 2.0
"""Height of a cell in widths, where the terminal does not say."""
