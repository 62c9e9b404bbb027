"""What must hold before a move, one guard a file; the file's name is the guard's name in `data/guards.csv` and the name of its examples.

`check(facts)` yields what is wrong; a fact that is needed and not known ends it with Unknown. Names that begin with _ are help for guards.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.instruments import Reference, references

Check = Callable[[Facts], Iterator[Lack]]


@dataclass(frozen=True)
class Guard:
    """A condition of moves. `fatal`: a step without it voids the procedure; the others are mended."""

    id: str
    name: str
    rule: str
    fatal: bool
    basis: tuple[Reference, ...]
    check: Check
    reviewed: bool

    def article(self) -> str:
        return "；".join(each.cited() for each in self.basis)


@cache
def guards() -> Mapping[str, Guard]:
    """Every guard by id. Raises pack.BadPack where table and folder disagree."""
    return read(resources.files("fadu.core.procedure").joinpath("data/guards.csv"))


def read(path: Traversable) -> Mapping[str, Guard]:
    """The guards of a table (a Path will do), with their files. Raises pack.BadPack with file, line and reason."""
    head, rows = pack.table(path, {
        "编号": pack.needed, "名称": pack.needed, "规则": pack.needed, "否决": pack.one_of("是", "否"), "依据": references,
    })
    modules = {one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_")}
    found: dict[str, Guard] = {}
    for row in rows:
        if row["编号"] in found:
            raise row.refuse(f"编号 {row['编号']} 重复")
        if row["名称"] not in modules:
            raise row.refuse(f"guards/ 里没有 {row['名称']}.py，或者同一名称写了两次")
        if not row["依据"]:
            raise row.refuse("没有依据")
        modules.remove(row["名称"])
        check: Check = importlib.import_module(f"{__name__}.{row['名称']}").check
        found[row["编号"]] = Guard(row["编号"], row["名称"], row["规则"], row["否决"] == "是", row["依据"], check, head.reviewed)
    if modules:
        raise pack.BadPack(path.name, 1, f"guards/ 里的 {min(modules)}.py 没有列在表中")
    return found
