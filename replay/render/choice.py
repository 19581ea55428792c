"""How pictures are drawn: what the person asked for, or what the terminal shows best."""

from dataclasses import dataclass

from replay.render.atlas import GLYPH_SETS
from replay.render.capability import Capability, Method
from replay.render.depth import Depth

DEFAULT_CELL_PX = (8, 16)
"""Pixels of a cell, where the terminal does not say."""

AUTO = "auto"
REQUESTS = (AUTO, "cells", "sextants", "blocks", "quad", "half", "256", "mono", "kitty", "iterm", "sixel")
"""What `--render` and the key that switches take, in the order of the key."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How pictures will be drawn."""

    method: Method
    glyphs: str
    """A key of `GLYPH_SETS`."""
    depth: Depth
    cell_px: tuple[int, int]
    """Pixels of a cell, for the methods that paint pixels."""
    shared_memory: bool = False
    passthrough: bool = False
    """Commands to the terminal around tmux are wrapped."""
    thrifty: bool = False
    """Bytes cost time here: in tmux, and over ssh."""
    why: str = ""
    """One sentence."""

    @property
    def words(self) -> str:
        """What is drawn, for people: "blocks in exact colours", "sixel"."""
        if self.method is not Method.CELLS:
            return str(self.method.value)
        colours = {Depth.TRUE: "exact colours", Depth.INDEXED: "256 colours", Depth.NONE: "no colours"}
        return f"{self.glyphs} in {colours[self.depth]}"


def offered(capability: Capability) -> tuple[str, ...]:
    """Return the requests that this terminal is known to show, each another way to draw, in order."""
    glyphs = ("sextants", "blocks", "quad", "half") if capability.sextants else ("blocks", "quad", "half")
    depths = {Depth.TRUE: ("256", "mono"), Depth.INDEXED: ("mono",), Depth.NONE: ()}[capability.depth]
    pixels = tuple(name for name in ("kitty", "iterm", "sixel") if getattr(capability, name))
    best = choose(capability)
    same = best.glyphs if best.method is Method.CELLS else best.method.value
    return (AUTO, *(name for name in (*glyphs, *depths, *pixels) if name != same))


def choose(capability: Capability, requested: str = AUTO) -> Choice:
    """Decide how to draw.

    Args:
        capability: What the terminal can show.
        requested: One of `REQUESTS`. What the terminal is not known to show is done all the same when it is
            asked for by name: the person may know better.

    Raises:
        ValueError: `requested` is not one of `REQUESTS`.
    """
    if requested not in REQUESTS:
        raise ValueError(f"{requested!r} is not one of {', '.join(REQUESTS)}")
    method, why = _method(capability, requested)
    depth = {"256": Depth.INDEXED, "mono": Depth.NONE}.get(requested, capability.depth)
    glyphs = requested if requested in GLYPH_SETS else "sextants" if capability.sextants else "blocks"
    return Choice(
        method=method,
        glyphs=glyphs,
        depth=depth,
        cell_px=capability.cell_px or DEFAULT_CELL_PX,
        shared_memory=capability.shared_memory,
        passthrough=capability.tmux,
        thrifty=capability.tmux or capability.remote,
        why=why,
    )


def _method(capability: Capability, requested: str) -> tuple[Method, str]:
    by_name = {method.value: method for method in Method}
    if requested != AUTO:
        return by_name.get(requested, Method.CELLS), f"{requested} was asked for"
    if capability.depth is Depth.NONE:
        return Method.CELLS, "cells: colours are not wanted or not there"
    if capability.kitty:
        return Method.KITTY, "kitty: the terminal shows Kitty graphics with placeholders"
    # A full picture in sixel takes ten times as long as in cells, and inline images cannot be drawn over:
    # neither is worth it unasked.
    others = [method.value for method in (Method.ITERM, Method.SIXEL) if getattr(capability, method.value)]
    if others:
        return Method.CELLS, f"cells: the quickest here; {' and '.join(others)} can be asked for"
    return Method.CELLS, "cells: no way to paint pixels is known to work here"
