"""Classes by which the bureau divides what it counts (divisions.csv): which exclude each other, which are complete, which overlap."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fadu.core import pack

_TABLE = resources.files("fadu.core.wording").joinpath("data", "divisions.csv")
_OVERLAPPING, _PLACES, _REST = "污染类型", "地区", "其他"


@dataclass(frozen=True)
class Division:
    """Classes that exclude each other. Where all of `complete` occur, or a class 其他, they are all there are."""

    name: str
    classes: Mapping[str, re.Pattern[str]]
    complete: frozenset[str]

    def of(self, words: str) -> str:
        """The class that the words name, "" where they name none."""
        return next((name for name, pattern in self.classes.items() if pattern.search(words)), "")


@cache
def divisions() -> Mapping[str, Division]:
    """All divisions by name."""
    rows = pack.table(_TABLE, {"分类": pack.needed, "类": pack.needed, "写法": pack.needed, "须全": pack.one_of("", "是")})[1]
    found: dict[str, Division] = {}
    for row in rows:
        old = found.get(row["分类"], Division(row["分类"], {}, frozenset()))
        complete = old.complete | {row["类"]} if row["须全"] else old.complete
        found[row["分类"]] = Division(row["分类"], {**old.classes, row["类"]: re.compile(row["写法"])}, complete)
    return found


def is_by_pollution(names: Sequence[str]) -> bool:
    """Whether things are divided by pollution: one complaint may be of several kinds, so these never need to add up."""
    kinds = divisions()[_OVERLAPPING]
    return sum(1 for name in names if kinds.of(name)) * 2 > len(names)


def division_of(names: Sequence[str]) -> tuple[Division, bool] | None:
    """The division that all names belong to, each to a class of its own (places all differ anyway), and whether it is complete."""
    for division in divisions().values():
        found = [division.of(name) for name in names]
        if division.name == _OVERLAPPING or not all(found):
            continue
        if division.name == _PLACES:
            return (division, "本级" in found) if len(set(names)) == len(names) else None
        if len(set(found)) == len(found):
            return division, _REST in found or (bool(division.complete) and division.complete <= set(found))
    return None
