"""Playback and the reduction of events: numpy in, numpy out; no files, no threads, no screen."""
