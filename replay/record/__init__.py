"""Records a person's own X11 session, with their consent and in their sight, into a `.replay` file."""
