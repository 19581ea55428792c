"""Texts as they stand on a picture, for tests of what their places tell."""

from replay.privacy.finding import Box, ChannelText


def shown(*lines: tuple[str, Box] | tuple[str, Box, int, int]) -> list[ChannelText]:
    """Place texts: the text, its box, and from when to when it is there."""
    texts: list[ChannelText] = []
    for text, box, *span in lines:
        start_ns, end_ns = span or (0, 10)
        place = f"d0.f{start_ns}.{box[0]}.{box[1]}"
        texts.append(ChannelText("screen", place, text, start_ns, end_ns, frame=start_ns, box=box))
    return texts


def under(*lines: str, x: int = 100, step_px: int = 20, letter_px: int = 8) -> list[ChannelText]:
    """Write lines under each other, as an editor does."""
    return shown(
        *(
            (text, (x, 100 + row * step_px, letter_px * len(text), 16))
            for row, text in enumerate(lines)
            if text
        )
    )
