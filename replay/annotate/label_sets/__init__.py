"""Label sets: the words for segments, read from their text and held against their own rules."""
