"""The formats that are known: two protocols and two ordered tuples; a new format is one file and one name."""
