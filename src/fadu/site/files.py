"""Files that a command reads and hands out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from fadu.core.refusal import Unreadable, cause


def text(path: Path) -> str:
    """A text file. Raises Unreadable."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise Unreadable(f"{path} 读不了：{cause(problem)}", "请检查文件是否存在、是否为 UTF-8 文本") from problem


def document(path: Path) -> Any:
    """What a YAML file holds; a day that no calendar has (2026-02-30) as text, so that its reader can say whose it is. Raises Unreadable."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        def day(self, node: Any) -> Any:
            try:
                return self.construct_yaml_timestamp(node)
            except ValueError:
                return node.value

    Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.day)
    try:
        return yaml.load(text(path), Loader)  # noqa: S506  a safe loader
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else "内容"
        raise Unreadable(f"{path} 读不了：{where}不合 YAML 的写法", "请核对缩进、括号和引号，或照示例重写这一处") from problem


def replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write beside and rename: the file at `path` is at every moment the old one or the new one, whole. Raises Unreadable."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            write(stream)
        part.replace(path)
    except OSError as problem:
        raise Unreadable(f"写不进 {path}：{cause(problem)}", "请确认磁盘有空间、文件没有在别的程序里打开，再运行一次") from problem
    finally:
        part.unlink(missing_ok=True)
