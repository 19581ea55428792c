"""What was typed, in what order, and what of it stood where."""
