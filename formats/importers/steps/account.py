"""What an import says of itself: guesses and losses, as sentences."""

from formats.importers.steps.expand import Expander
from formats.importers.steps.header import LEFT_OUT
from formats.importers.steps.screen import Screen
from formats.importers.steps.step import Button, Chord, Click, Drag, Key, Scroll, Steps, Type
from formats.model.header import Header
from formats.model.time import NS_PER_MS, NS_PER_S
from formats.sources.header_values import plain

_NAMED = 5
_TICKS = {NS_PER_S: "whole seconds", NS_PER_MS: "milliseconds", 1000: "microseconds"}


def guesses(source: Steps, screen: Screen, expander: Expander) -> tuple[str, ...]:
    """Return what the source does not say, what was assumed, and why."""
    told = [_of_time(source), *source.guessed]
    kinds = expander.kinds
    if kinds[Click] or kinds[Drag] or kinds[Chord] or kinds[Button]:
        told.append(
            "a click is written as press and release of its button, a drag as press and release at its two "
            "ends, a key as press and release, all at their step's time and in this order: how long they "
            "took, and the pointer's way, are not told"
        )
    if kinds[Chord] or kinds[Key]:
        told.append("codes of keys are places on a US keyboard: the source tells none")
    if kinds[Type]:
        told.append("text was typed by keys that the source does not tell: it is in the stream text")
    if kinds[Scroll]:
        told.append(f"scrolling counts {_scroll_unit(source)}")
    told += _of_places(source, screen)
    if len(screen.pictures):
        told.append(
            "a picture taken after its step, and pictures of one time, lie one nanosecond behind each other, "
            "so that an action is shown on the picture that it was done on"
        )
    told.append("the start in UTC is unknown")
    return tuple(told)


def losses(source: Steps, screen: Screen, expander: Expander, header: Header) -> tuple[str, ...]:
    """Return what could not be kept, and what to do about it."""
    told = [*defects(source, screen), *source.lost]
    if not len(screen.pictures):
        told.append("no step has a picture: events only")
    left_out = [name for part in (header.details, header.private.names) for name in part.get(LEFT_OUT, ())]
    if left_out:
        told.append(f"the header has no room for {', '.join(left_out[:_NAMED])}, which was not kept")
    cut = [name for name, value in source.names.items() if name != "pictures" and plain(value) != value]
    if cut:
        told.append(f"shortened in the header's private part: {', '.join(cut[:_NAMED])}")
    if expander.left_out:
        told.append(f"{expander.left_out:,} things said of steps were not kept: more than 64 MiB of them")
    return tuple(" ".join(sentence.split()) for sentence in told)


def defects(source: Steps, screen: Screen) -> tuple[str, ...]:
    """Return what is known to be damaged or missing."""
    told = list(source.faults)
    missing = screen.pictures.faults
    if missing:
        more = f"; and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
        told.append(
            f"{len(missing):,} of {len(screen.pictures):,} pictures cannot be shown: "
            f"{'; '.join(missing[:_NAMED])}{more}; put what is missing beside the steps and import again"
        )
    return tuple(" ".join(sentence.split()) for sentence in told)


def _of_time(source: Steps) -> str:
    if source.clock is None:
        return "the source has no time: each step is taken to last one second, one after the other"
    return f"the source's clock, {source.clock.name}, counts {_TICKS[source.clock.tick_ns]}, and no finer"


def _scroll_unit(source: Steps) -> str:
    if source.source == "openadapt-flow":
        return "pixels of the page, not steps of the wheel; its sign was turned, for it counts down the page"
    return "what the source calls clicks, up and right positive; how far one goes is not told"


def _of_places(source: Steps, screen: Screen) -> list[str]:
    told = []
    if screen.converted and source.space == "viewport":
        told.append("positions are told in a viewport's pixels and were turned into those of its pictures")
    elif screen.converted and screen.size is None:
        told.append(
            f"positions are shares of the picture ({source.space}), but no picture tells its size: they are "
            "thousandths of it now, and no display is known"
        )
    elif screen.converted:
        told.append(
            f"positions are shares of the picture ({source.space}) and were turned into its pixels, as "
            "exact as the source's digits"
        )
    if screen.size is not None:
        told.append(
            "the display is taken to be as large as its pictures, at (0, 0), from one size to the next; no "
            "scale is told"
        )
    return told
