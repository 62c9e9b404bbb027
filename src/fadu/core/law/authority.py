"""Who signs a decision on a day, and with it seal, number and the remedies that it tells the party.

Before 2026-08-15 a branch of a city bureau could not punish in its own name: a decision it signed is fatally flawed. From that
day it may (生态环境法典 53). Whether and since when a branch does so is the bureau's own choice and stands in its rule pack:
`own_name_from`. Procedure follows the law on the day of the step (R6), so `on` is the day the document is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from itertools import combinations

from fadu.core import pack
from fadu.core.law import citations, rules
from fadu.core.law.sources import DATA
from fadu.core.refusal import Refusal

__all__ = ["Bureau", "Issuer", "Organ", "Remedy", "check", "issuer", "load", "may_sign"]

_SIGNERS = ("city", "branch")


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ that may sign: its full name, the prefix of its document numbers, the government that it belongs to."""

    name: str
    prefix: str
    government: str


@dataclass(frozen=True, slots=True)
class Bureau:
    """City bureau and branch. `own_name_from` is the first day of the branch's signing in its own name, None = it does not."""

    city: Organ
    branch: Organ
    own_name_from: date | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a decision tells about review and suit, by who signs, while it is right. `text` holds {市政府} and {县政府}."""

    signer: str
    begins: date
    ends: date | None
    bodies: tuple[str, ...]
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs: `name` is also the seal. `review` are the bodies that take an application for reconsideration."""

    signer: str
    name: str
    prefix: str
    review: tuple[str, ...]
    remedy: str
    basis: str

    def number(self, year: int, serial: int) -> str:
        """A document number: prefix〔year〕serial号."""
        return f"{self.prefix}〔{year}〕{serial}号"


def may_sign(signer: str, on: date) -> bool:
    """Whether `city` or `branch` may punish in its own name on a day."""
    return signer == "city" or (signer == "branch" and on >= rules.switch("branch").begins)


def issuer(bureau: Bureau, on: date) -> Issuer:
    """Who signs a document made on a day, with what follows from it.

    Refusal where the bureau's choice goes before the law allows it, or the remedies of that day are not in the pack.
    """
    switch = rules.switch("branch")
    if bureau.own_name_from and bureau.own_name_from < switch.begins:
        raise Refusal(
            f"派出机构自 {switch.begins} 起才可以自己的名义处罚，不能自 {bureau.own_name_from} 起署名",
            f"请把本单位规则中的署名起日改为 {switch.begins} 或之后", switch.basis,
        )
    signer = "branch" if bureau.own_name_from and on >= bureau.own_name_from else "city"
    remedy = next((one for one in _remedies() if one.signer == signer and one.begins <= on <= (one.ends or date.max)), None)
    if remedy is None:
        raise Refusal(f"规则包没有 {on} 的救济途径", "请补充该日有效的规定")
    organ = bureau.branch if signer == "branch" else bureau.city
    governments = {"市政府": bureau.city.government, "县政府": bureau.branch.government}
    basis = "、".join((switch.basis, remedy.basis)) if signer == "branch" else remedy.basis
    return Issuer(
        signer, organ.name, organ.prefix, tuple(governments[body] for body in remedy.bodies), remedy.text.format(**governments), basis
    )


def check(name: str, seal: str, bureau: Bureau, on: date) -> None:
    """That name and seal of a decision are one organ that may sign on that day. Refusal with the article where not."""
    switch = rules.switch("branch")
    if name != seal:
        raise Refusal(f"署名“{name}”与印章“{seal}”不一致", "请以作出决定的机关署名并盖章", switch.basis)
    if name not in (bureau.city.name, bureau.branch.name):
        raise Refusal(f"“{name}”不是本单位的处罚机关", f"应为“{issuer(bureau, on).name}”", switch.basis)
    if name == bureau.branch.name and not may_sign("branch", on):
        raise Refusal(
            f"{on} 派出机构不得以自己的名义处罚（{switch.begins} 起才可以）", f"应以“{bureau.city.name}”的名义作出", switch.basis
        )


def load(folder: Traversable) -> tuple[Remedy, ...]:
    """remedies.csv of a folder. Raises BadPack."""
    _, rows = pack.table(
        folder / "remedies.csv",
        {
            "署名": pack.one_of(*_SIGNERS), "起": pack.day, "止": pack.maybe_day, "复议机关": pack.many,
            "文本": pack.needed, "依据": pack.needed,
        },
    )
    found = []
    for row in rows:
        if row["止"] and row["止"] < row["起"]:
            raise row.refuse(f"止日 {row['止']} 早于起日 {row['起']}")
        basis = "、".join(citations.cite(part) for part in row["依据"].split("；"))
        found.append((row, Remedy(row["署名"], row["起"], row["止"], row["复议机关"], row["文本"], basis)))
    for (_, one), (row, other) in combinations(found, 2):
        if one.signer == other.signer and one.begins <= (other.ends or date.max) and other.begins <= (one.ends or date.max):
            raise row.refuse("与另一行的期间重叠")
    return tuple(remedy for _, remedy in found)


@cache
def _remedies() -> tuple[Remedy, ...]:
    return load(DATA)
