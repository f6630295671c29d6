"""What somebody typed, as a pattern that stands for itself alone."""


def literal(text: str) -> str:
    """For a `LIKE` with the backslash as its escape; a percent sign or an underscore that was typed
    would else stand for anything."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
