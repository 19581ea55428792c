"""Tells when something may have been chosen from a menu that the right button, or a key for it, opened."""

_RIGHT = 2
_SHIFT = 1 << 0
_DRAGGED_PX = 4
_STAYS = frozenset({"ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"})
_CLOSES = frozenset({"Escape"})


class ContextMenu:
    """Follows buttons and keys in their order; each call says whether something may have been chosen."""

    def __init__(self) -> None:
        self._is_open = False
        self._at = (0, 0)

    def button(self, button: int, *, pressed: bool, x: int, y: int) -> bool:
        """Take a button, as W3C numbers it."""
        was_open = self._is_open
        if pressed:
            self._is_open, self._at = button == _RIGHT, (x, y)
            return was_open
        # A menu may also be opened by pressing, and chosen from by letting go elsewhere.
        dragged = max(abs(x - self._at[0]), abs(y - self._at[1])) >= _DRAGGED_PX
        return was_open and button == _RIGHT and dragged

    def key(self, key: str, state: int) -> bool:
        """Take a key that went down: its name by W3C, and X11's state before it."""
        was_open = self._is_open
        if key == "ContextMenu" or (key == "F10" and state & _SHIFT):
            self._is_open = True
            return False
        self._is_open = was_open and key in _STAYS
        return was_open and key not in _STAYS and key not in _CLOSES
