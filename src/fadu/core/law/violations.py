"""The catalogue of violations: ids (stable: never renamed, never reused), names, and how old law and Code compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.law.sources import DATA, read_labels, unique

__all__ = ["Violation", "catalogue", "get", "known", "load", "name"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One violation. `conduct` is its typical nature (the facts of a case decide), `verdict` a person's comparison of old law
    and Code for the ordinary case, `hint` what to check before choosing it."""

    id: str
    name: str
    element: str
    authority: tuple[str, ...]
    conduct: str
    verdict: str
    comparison: str
    hint: str
    line: int


def known(id: str) -> bool:
    """Whether the catalogue has this id."""
    return id in catalogue()


def name(id: str) -> str:
    """The Chinese name of a violation; KeyError where the catalogue has no such id."""
    return catalogue()[id]


def get(id: str) -> Violation:
    """A violation; KeyError where the catalogue has no such id."""
    return _shipped()[1][id]


@cache
def catalogue() -> Mapping[str, str]:
    """Every id with its name, in the order of the catalogue."""
    return {id: violation.name for id, violation in _shipped()[1].items()}


def load(folder: Traversable) -> tuple[pack.Pack, Mapping[str, Violation]]:
    """Header and violations of the pack in a folder. Raises BadPack."""
    labels = read_labels(folder)
    head, rows = pack.table(
        folder / "violations.csv",
        {
            "编号": pack.needed, "名称": pack.needed, "要素": pack.one_of(*labels["element"]), "部门": pack.many,
            "行为": pack.one_of("instant", "continuing"), "结论": pack.one_of(*labels["verdict"]),
            "比较": pack.text, "提示": pack.text,
        },
    )
    return head, unique(((row, row["编号"], _violation(row, labels["authority"])) for row in rows), "违法行为")


def _violation(row: pack.Row, authorities: Mapping[str, str]) -> Violation:
    for code in row["部门"]:
        if code not in authorities:
            raise row.refuse(f"“部门”有不认识的代码“{code}”")
    if not row["部门"]:
        raise row.refuse("“部门”是空的")
    return Violation(
        row["编号"], row["名称"], row["要素"], row["部门"], row["行为"], row["结论"], row["比较"], row["提示"], row.line
    )


@cache
def _shipped() -> tuple[pack.Pack, Mapping[str, Violation]]:
    return load(DATA)
