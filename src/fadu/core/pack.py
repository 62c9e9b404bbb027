"""Reading a rule pack: a CSV table that a lawyer can open, with its header in lines that begin with #.

`# 名称: …`, `# 版本: …`, `# 核对: YYYY-MM-DD`, `# 来源: …` and `# 复核: 甲、乙` stand above the column names. A pack that two people have
not signed may be used, but its results say so (`UNREVIEWED`). What is wrong in a pack is refused with file, line and reason.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from fadu.core.refusal import Refusal

UNREVIEWED = "未复核：规则包未经两人签署，结果仅供参考"
HEADER = ("名称", "版本", "核对", "来源", "复核")

Reader = Callable[[str], Any]


class BadPack(Refusal):
    """A pack that can't be used: which file, which line, why."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file} 第 {line} 行：{reason}", "请改正这一行后再用")
        self.file = file
        self.line = line
        self.fault = reason


@dataclass(frozen=True)
class Pack:
    """The header of a pack, and the digest of its whole text (first 12 hexadecimal digits of SHA-256)."""

    name: str
    version: str
    checked_on: date
    source: str
    signed_by: tuple[str, ...]
    digest: str

    @property
    def reviewed(self) -> bool:
        return len(set(self.signed_by)) >= 2


@dataclass(frozen=True)
class Row:
    """One line of a table, its cells already read."""

    file: str
    line: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    def refuse(self, reason: str) -> BadPack:
        return BadPack(self.file, self.line, reason)


def table(path: Traversable, columns: Mapping[str, Reader]) -> tuple[Pack, list[Row]]:
    """The header and the rows of a CSV pack; `columns` says how each cell is read. Raises BadPack."""
    text = path.read_text("utf-8")
    rows: list[Row] = []
    names: list[str] | None = None
    for line, written in enumerate(text.splitlines(), 1):
        if not written.strip() or written.startswith("#"):
            continue
        cells = next(csv.reader([written]))
        if names is None:
            names = cells
            if names != list(columns):
                raise BadPack(path.name, line, f"列名应为 {'、'.join(columns)}，现为 {'、'.join(names)}")
            continue
        if len(cells) != len(names):
            raise BadPack(path.name, line, f"应有 {len(names)} 格，现有 {len(cells)} 格")
        rows.append(Row(path.name, line, dict(_cells(path.name, line, zip(names, cells, strict=True), columns))))
    return header(path.name, text), rows


def _cells(file: str, line: int, cells: Iterator[tuple[str, str]], columns: Mapping[str, Reader]) -> Iterator[tuple[str, Any]]:
    for name, cell in cells:
        try:
            yield name, columns[name](cell)
        except ValueError as problem:
            raise BadPack(file, line, f"“{name}”{problem}") from None


def header(file: str, text: str) -> Pack:
    """The header lines of a CSV pack. Raises BadPack where one is missing or no date."""
    found: dict[str, tuple[int, str]] = {}
    for line, written in enumerate(text.splitlines(), 1):
        key, colon, value = written.removeprefix("#").partition(":")
        if written.startswith("#") and colon and key.strip() in HEADER:
            found[key.strip()] = line, value.strip()
    return _pack(file, text, found)


def document(path: Traversable) -> tuple[Pack, dict[str, Any], Callable[[str], int]]:
    """Header, content and a finder of the line on which an id stands, of a JSON pack. Raises BadPack."""
    text = path.read_text("utf-8")
    try:
        content: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError as problem:
        raise BadPack(path.name, problem.lineno, f"不是 JSON：{problem.msg}") from None

    def line_of(id: str) -> int:
        return next((number for number, written in enumerate(text.splitlines(), 1) if f'"{id}"' in written), 1)

    head = content.get("pack", {})
    pack = _pack(path.name, text, {name: (line_of(name), str(head[name])) for name in HEADER if name in head})
    return pack, content, line_of


def _pack(file: str, text: str, found: Mapping[str, tuple[int, str]]) -> Pack:
    for name in HEADER:
        if name not in found or (not found[name][1] and name != "复核"):
            raise BadPack(file, 1, f"表头缺“{name}”")
    line, written = found["核对"]
    try:
        checked = day(written)
    except ValueError as problem:
        raise BadPack(file, line, f"“核对”{problem}") from None
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Pack(found["名称"][1], found["版本"][1], checked, found["来源"][1], many(found["复核"][1]), digest)


def text(cell: str) -> str:
    """Any text, or none."""
    return cell.strip()


def needed(cell: str) -> str:
    """A text that must be there."""
    if not cell.strip():
        raise ValueError("是空的")
    return cell.strip()


def many(cell: str) -> tuple[str, ...]:
    """Parts separated by 、 or ;."""
    return tuple(part.strip() for part in cell.replace("；", "、").replace(";", "、").split("、") if part.strip())


def day(cell: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"应为日期（YYYY-MM-DD），现为“{cell}”") from None


def maybe_day(cell: str) -> date | None:
    """A day or none."""
    return day(cell) if cell.strip() else None


def whole(cell: str) -> int:
    """A whole number."""
    if not cell.strip().isdigit():
        raise ValueError(f"应为整数，现为“{cell}”")
    return int(cell)


def maybe_whole(cell: str) -> int | None:
    """A whole number or none."""
    return whole(cell) if cell.strip() else None


def one_of(*choices: str) -> Reader:
    """A reader that takes only these texts."""

    def read(cell: str) -> str:
        if cell not in choices:
            raise ValueError(f"应为 {'、'.join(each or '（空）' for each in choices)} 之一，现为“{cell}”")
        return cell

    return read
