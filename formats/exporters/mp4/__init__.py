"""A recording as a video: its pictures with trail, clicks and held keys drawn in."""
