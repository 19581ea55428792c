"""The container, specified in FORMAT.md."""
