"""The text on the pictures: what changed is found, read by OCR engines, and followed until it vanishes."""
