"""Figures of checks as people read them."""


def number_text(value: float | None) -> str:
    """Write a figure with the digits that matter, "" for none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:.4g}"


def figure_text(value: float | None, unit: str) -> str:
    """Write a figure with its unit: "1 key", "2 keys", "3.5 ms"; "" for none."""
    counts = len(unit) > 2 and unit.endswith("s")
    return "" if value is None else f"{number_text(value)} {unit[:-1] if counts and value == 1 else unit}"


def limit_text(value: float | None, *, at_least: bool = False) -> str:
    """Write a limit with the side on which a figure is ok: "≤ 5", "≥ 20"; "" for none."""
    return "" if value is None else f"{'≥' if at_least else '≤'} {number_text(value)}"


def count_text(count: int, noun: str) -> str:
    """Write a count: "1 press", "2,000 presses"."""
    several = "es" if noun.endswith("s") else "s"
    return f"{count:,} {noun}{'' if count == 1 else several}"
