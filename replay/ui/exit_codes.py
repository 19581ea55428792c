"""What the screen ends with beside 0; imports nothing, so that the command line can name it."""

HANDED_IN = 10
"""A claimed recording was left by handing it in; only `replay queue work` asks for it."""
SENT_BACK = 11
"""A reviewed recording was left by sending it back to its annotator."""
