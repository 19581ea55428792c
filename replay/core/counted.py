"""Counts in words."""


def count_text(count: int, noun: str) -> str:
    """Write a count for people: "1 chunk", "2,000 chunks"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
