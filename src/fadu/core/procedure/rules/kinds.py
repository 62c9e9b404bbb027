"""Which kinds of penalty ask for a hearing or a collective discussion whatever the amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.procedure.instruments import Reference, references
from fadu.core.refusal import Refusal

CITIZEN, ENTITY = "公民", "单位"


@dataclass(frozen=True)
class Kind:
    """A kind of penalty; `hearing` and `collective` are 是 (always), 数额 (by amount) or empty."""

    name: str
    hearing: str
    collective: str
    basis: tuple[Reference, ...]
    reviewed: bool


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of penalty by name. Raises pack.BadPack."""
    path = resources.files("fadu.core.procedure").joinpath("data/penalty_kinds.csv")
    answer = pack.one_of("是", "数额", "")
    head, rows = pack.table(path, {"种类": pack.needed, "听证": answer, "集体讨论": answer, "依据": references})
    return {row["种类"]: Kind(row["种类"], row["听证"], row["集体讨论"], row["依据"], head.reviewed) for row in rows}


def kind(name: str) -> Kind:
    """One kind. Raises Refusal where there is none of this name."""
    try:
        return kinds()[name]
    except KeyError:
        raise Refusal(f"不认识的处罚种类“{name}”", f"应为：{'、'.join(kinds())}") from None


def by_party(party: str) -> str:
    """The part of a value's key for a party: 公民 or 单位. Raises Refusal for anything else."""
    if party not in (CITIZEN, ENTITY):
        raise Refusal(f"不认识的当事人类型“{party}”", "应为 公民 或者 单位")
    return "citizen" if party == CITIZEN else "entity"
