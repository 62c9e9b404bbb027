"""Where entries come from, and the Chinese names of the codes that the packs use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from fadu.core import pack

__all__ = ["DATA", "Source", "label", "labels", "read_labels", "sources", "unique", "yes"]

DATA: Traversable = resources.files("fadu.core.law").joinpath("data")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """A source: how good it is, and what it is."""

    grade: str
    what: str


def sources(folder: Traversable = DATA) -> Mapping[str, Source]:
    """Sources by the key that entries carry. Raises BadPack."""
    _, rows = pack.table(folder / "sources.csv", {"键": pack.needed, "等级": pack.needed, "内容": pack.needed})
    return unique(((row, row["键"], Source(row["等级"], row["内容"])) for row in rows), "来源")


@cache
def labels(kind: str) -> Mapping[str, str]:
    """Code → Chinese name of one kind: sanction, base, fact, per, scope, authority, element, verdict. Raises BadPack."""
    return read_labels(DATA)[kind]


def label(kind: str, code: str) -> str:
    """The Chinese name of a code; a code without one (a group that the user named) stands for itself."""
    return labels(kind).get(code, code)


def read_labels(folder: Traversable) -> Mapping[str, Mapping[str, str]]:
    """Kind → code → Chinese name, from a folder of packs. Raises BadPack."""
    _, rows = pack.table(folder / "labels.csv", {"类": pack.needed, "代码": pack.needed, "名称": pack.needed})
    named = unique(((row, f"{row['类']} {row['代码']}", row) for row in rows), "代码")
    kinds: dict[str, dict[str, str]] = {}
    for row in named.values():
        kinds.setdefault(row["类"], {})[row["代码"]] = row["名称"]
    return kinds


def unique(entries: Iterable[tuple[pack.Row, str, T]], what: str) -> Mapping[str, T]:
    """Entries (row, key, value) by key, in their order. Raises BadPack on the second row that holds a key."""
    found: dict[str, T] = {}
    for row, key, value in entries:
        if key in found:
            raise row.refuse(f"{what}“{key}”重复")
        found[key] = value
    return MappingProxyType(found)


def yes(cell: str) -> bool:
    """A cell that holds 是 or nothing. ValueError for anything else."""
    if cell not in ("", "是"):
        raise ValueError(f"应为“是”或留空，现为“{cell}”")
    return cell == "是"
