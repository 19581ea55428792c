"""What outlives a run: settings and the places where files belong."""
