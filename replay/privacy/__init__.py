"""Find what should never have been recorded, in every channel of a recording; pure, like the core."""
