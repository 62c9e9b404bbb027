"""The replay as one HTML file that works from a disk: the script of our own page put into a page that reaches for nothing."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
SCRIPT = _HERE.parent / "static" / "inspections" / "replay.js"


def single_file() -> str:
    """The text of replay.html."""
    return (_HERE / "replay.html").read_text("utf-8").replace("/* script */", SCRIPT.read_text("utf-8"))
