"""Pixels to terminal cells: viewport, overlay, glyphs, encoders and timeline bars."""
