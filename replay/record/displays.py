"""The displays by RandR: where each lies, and at what scale the session draws."""

from typing import Any

from Xlib import Xatom
from Xlib.ext import randr

from replay.record.places import Place, Places

_DOTS_AT_SCALE_1 = 96


class DisplayWatch:
    """Numbers the displays; one that goes and comes back keeps its number."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._root = connection.screen().root
        self._ids: dict[str, int] = {}
        self._has_monitors = connection.has_extension("RANDR")
        if self._has_monitors:
            version = connection.xrandr_query_version()
            self._has_monitors = (version.major_version, version.minor_version) >= (1, 5)
            self._root.xrandr_select_input(randr.RRScreenChangeNotifyMask | randr.RRCrtcChangeNotifyMask)
        self.places = self._read()

    def look(self) -> bool:
        """Look again; say whether anything changed."""
        places = self._read()
        changed = places != self.places
        self.places = places
        return changed

    def _read(self) -> Places:
        found = []
        if self._has_monitors:
            for number, monitor in enumerate(self._root.xrandr_get_monitors().monitors):
                name = self._connection.get_atom_name(monitor.name) if monitor.name else f"display {number}"
                found.append(
                    Place(
                        name,
                        monitor.x,
                        monitor.y,
                        monitor.width_in_pixels,
                        monitor.height_in_pixels,
                    )
                )
        if not found:
            size = self._root.get_geometry()
            found.append(Place("screen 0", 0, 0, size.width, size.height))
        numbered = tuple((self._ids.setdefault(place.name, len(self._ids)), place) for place in found)
        return Places(numbered, self._scale())

    def _scale(self) -> float:
        """Return how much larger than plain the session draws, as its resources say to every program."""
        found = self._root.get_full_property(Xatom.RESOURCE_MANAGER, Xatom.STRING)
        text = found.value.decode("latin-1") if found is not None and found.format == 8 else ""
        for line in text.splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "Xft.dpi":
                try:
                    dots = float(value)
                except ValueError:
                    return 1.0
                return dots / _DOTS_AT_SCALE_1 if 24 <= dots <= 960 else 1.0
        return 1.0
