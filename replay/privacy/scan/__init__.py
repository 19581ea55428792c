"""Every channel of a recording searched with every rule."""
