"""What the recorded person's own screen says and looks for; the screens themselves are in `screens`."""
