"""A second benchmark of leaks, written by one who had not read the rules that it judges."""
