"""The facts of a matter, as guards read them: a plain mapping, in which what is not known is absent, and never taken for no.

`data/facts.csv` is the vocabulary: key, Chinese name, form. An app hands in what its rows say; a lawyer writes the same keys in examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from fadu.core import pack

FORMS = ("文字", "是否", "日期", "时刻", "金额", "数", "名单", "清单", "规则包")


@dataclass(frozen=True)
class Fact:
    """A fact that guards may ask for."""

    key: str
    name: str
    form: str
    note: str


@dataclass(frozen=True)
class Lack:
    """Why a guard refuses, and what would mend it."""

    reason: str
    mend: str


class Unknown(Exception):
    """A guard needs a fact that is not there; `what` is its Chinese name."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@cache
def vocabulary() -> Mapping[str, Fact]:
    """Every fact by key. Raises pack.BadPack."""
    return read(resources.files("fadu.core.procedure").joinpath("data/facts.csv"))


def read(path: Traversable) -> Mapping[str, Fact]:
    """The vocabulary of a table (a Path will do). Raises pack.BadPack with file, line and reason."""
    _, rows = pack.table(path, {"键": pack.needed, "名称": pack.needed, "形式": pack.one_of(*FORMS), "说明": pack.text})
    found: dict[str, Fact] = {}
    for row in rows:
        if row["键"] in found:
            raise row.refuse(f"键 {row['键']} 重复")
        found[row["键"]] = Fact(*(row[name] for name in row.cells))
    return found


class Facts:
    """The facts of one matter at one moment. A key outside the vocabulary is a KeyError: a mistake of the program, not of the case."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        strange = known.keys() - vocabulary().keys()
        if strange:
            raise KeyError(min(strange))
        self._known = known

    def __getitem__(self, key: str) -> Any:
        """A fact that is needed. Raises Unknown where it is not known."""
        found = self._known.get(key)
        if found is None:
            raise Unknown(vocabulary()[key].name)
        return found

    def get(self, key: str) -> Any:
        """A fact that may be absent: None then."""
        vocabulary()[key]
        return self._known.get(key)

    def flag(self, key: str) -> bool:
        """A yes or no whose absence means no, because a yes is an act that would have been recorded."""
        return bool(self.get(key))

    def must(self, key: str, reason: str, mend: str) -> Iterator[Lack]:
        """Refuse where a needed yes-or-no says no."""
        if not self[key]:
            yield Lack(reason, mend)

    def day(self, key: str) -> date:
        """A needed day."""
        found: date = self[key]
        return found


def part(entry: Mapping[str, Any], key: str, what: str) -> Any:
    """A needed part of a list entry. Raises Unknown, named by `what`."""
    found = entry.get(key)
    if found is None:
        raise Unknown(what)
    return found
