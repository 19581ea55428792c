"""The two themes: quiet surfaces, one accent, text with a contrast of at least 4.5 to 1."""

from textual.theme import Theme

DARK = Theme(
    name="replay-dark",
    dark=True,
    primary="#7aa2f7",
    secondary="#9aa5ce",
    accent="#e0af68",
    foreground="#c8ccd8",
    background="#121214",
    surface="#18181c",
    panel="#212127",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    variables={"dim": "#8b90a3", "idle": "#2c2c36", "current": "#2b3354", "trackline": "#e0af68"},
)

LIGHT = Theme(
    name="replay-light",
    dark=False,
    primary="#2f5fc4",
    secondary="#4a5275",
    accent="#824c00",
    foreground="#22242c",
    background="#f7f7f9",
    surface="#ffffff",
    panel="#ebecf1",
    success="#3a6b16",
    warning="#824c00",
    error="#b3243c",
    variables={"dim": "#5d6275", "idle": "#dcdee6", "current": "#dfe7fb", "trackline": "#824c00"},
)

THEMES = {"dark": DARK, "light": LIGHT}
