"""The rules R0–R8 that choose between old law and new, and the days on which the rules of the trade switched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.law import citations
from fadu.core.law.sources import DATA, unique, yes

__all__ = ["Rule", "Switch", "load_rules", "load_switches", "rule", "rules", "switch", "switches"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words, the articles it rests on (as documents print them), and whether it is an inference."""

    id: str
    text: str
    basis: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """From `begins` on something is done differently: `text`, the articles, how sure (H, M, L). `survey` is the number that the
    study of the procedure gave it."""

    id: str
    survey: str
    begins: date
    confidence: str
    text: str
    basis: str


def rule(id: str) -> Rule:
    """R0 … R8. KeyError for any other."""
    return rules()[id]


def switch(id: str) -> Switch:
    """A switch by its id: code, branch, lookback, fault, daily, credit, crime, supervision, procedure, remedy."""
    return switches()[id]


@cache
def rules() -> Mapping[str, Rule]:
    """The rules that ship with the package, in order."""
    return load_rules(DATA)


@cache
def switches() -> Mapping[str, Switch]:
    """The switches that ship with the package."""
    return load_switches(DATA)


def load_rules(folder: Traversable) -> Mapping[str, Rule]:
    """rules.csv of a folder. Raises BadPack."""
    _, rows = pack.table(folder / "rules.csv", {"编号": pack.needed, "规则": pack.needed, "依据": _basis, "推断": yes})
    return unique(((row, row["编号"], Rule(row["编号"], row["规则"], row["依据"], row["推断"])) for row in rows), "规则")


def load_switches(folder: Traversable) -> Mapping[str, Switch]:
    """switches.csv of a folder. Raises BadPack."""
    _, rows = pack.table(
        folder / "switches.csv",
        {
            "编号": pack.needed, "调研编号": pack.needed, "起": pack.day, "信度": pack.one_of("H", "M", "L"),
            "规则": pack.needed, "依据": _basis,
        },
    )
    columns = ("编号", "调研编号", "起", "信度", "规则", "依据")
    return unique(((row, row["编号"], Switch(*(row[column] for column in columns))) for row in rows), "切换")


def _basis(cell: str) -> str:
    """Citations in notation, separated by ；, in words."""
    return "、".join(citations.cite(part) for part in cell.split("；")) if cell else ""
