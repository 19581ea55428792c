"""Other formats holding the same events, measured in the same run."""
