"""The 生态环境法典 from inside: its parts with the laws they took up, and the gist of articles that the office needs often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.law.sources import DATA, unique
from fadu.core.law.statutes import Book, book

__all__ = ["CODE", "Part", "gists", "load_gists", "load_parts", "parts"]

CODE = "生态环境法典"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the Code, its first and last article, and the statute that it took up (empty: none)."""

    name: str
    first: int
    last: int
    replaces: str


@cache
def parts() -> tuple[Part, ...]:
    """The parts in the order of the Code."""
    return load_parts(DATA, book())


@cache
def gists() -> Mapping[int, str]:
    """Article → its gist in our own words, not the text of the law."""
    return load_gists(DATA, book())


def load_parts(folder: Traversable, laws: Book) -> tuple[Part, ...]:
    """code-parts.csv of a folder. Raises BadPack."""
    _, rows = pack.table(folder / "code-parts.csv", {"部分": pack.needed, "条文": _articles, "原法律": pack.text})
    found = []
    for row in rows:
        first, last = row["条文"]
        if not 1 <= first <= last <= _size(laws):
            raise row.refuse(f"条文 {first}-{last} 不在法典的 1—{_size(laws)} 条之内")
        if row["原法律"] and row["原法律"] not in laws.statutes:
            raise row.refuse(f"名录里没有法律“{row['原法律']}”")
        found.append(Part(row["部分"], first, last, row["原法律"]))
    return tuple(found)


def load_gists(folder: Traversable, laws: Book) -> Mapping[int, str]:
    """code-articles.csv of a folder. Raises BadPack."""
    _, rows = pack.table(folder / "code-articles.csv", {"条": pack.whole, "要点": pack.needed})
    for row in rows:
        if not 1 <= row["条"] <= _size(laws):
            raise row.refuse(f"法典共 {_size(laws)} 条，没有第 {row['条']} 条")
    return {int(article): gist for article, gist in unique(((row, str(row["条"]), row["要点"]) for row in rows), "条").items()}


def _size(laws: Book) -> int:
    return laws.statutes[CODE].articles or 0


def _articles(cell: str) -> tuple[int, int]:
    first, dash, last = cell.partition("-")
    if not (dash and first.isdigit() and last.isdigit()):
        raise ValueError(f"应为“首条-末条”，现为“{cell}”")
    return int(first), int(last)
