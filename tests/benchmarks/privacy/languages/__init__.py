"""A third benchmark of leaks: what people write in eleven languages, written before the rules were read."""
