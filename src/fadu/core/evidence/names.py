"""File names as their owners wrote them: shown and sealed, never used as a path."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from fadu.core.refusal import Refusal

LONGEST, LONGEST_ENDING = 120, 10


def clean(name: str) -> str:
    """The last part of a name, without what could act: folders, control characters, marks that turn the direction of writing.

    A name that is too long loses the end of its stem, never its ending. Raises Refusal where nothing is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if char.isprintable()).strip(" .")
    path = PurePosixPath(shown)
    if not path.stem or not 1 < len(path.suffix) <= LONGEST_ENDING:
        raise Refusal("文件没有名字或没有扩展名", "请给文件起一个名字，例如“现场照片1.jpg”")
    return shown if len(shown) <= LONGEST else path.stem[: LONGEST - len(path.suffix)] + path.suffix
