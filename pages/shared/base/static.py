"""Where the scripts, style sheets and images of the frame stand, beside the code that sends them."""

from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"


def static_text(name: str) -> str:
    """The text of a file of the frame, by its file's name."""
    return (STATIC / name).read_text("utf-8")
