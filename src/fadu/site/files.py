"""Writing what a command hands out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO

from fadu.core.refusal import Unreadable


def replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write beside and rename: the file at `path` is at every moment the old one or the new one, whole. Raises Unreadable."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            write(stream)
        part.replace(path)
    except OSError as problem:
        raise Unreadable(f"写不进 {path}：{problem.strerror}", "请确认磁盘有空间、文件没有在别的程序里打开，再运行一次") from problem
    finally:
        part.unlink(missing_ok=True)
