"""Checklists by industry as data. An item names violations of the catalogue, so its articles are those in force on the day of the visit:
a visit of 2025 cites the old laws, one after 2026-08-14 the Code, with no change of the list.

The list common to all is part of each. An item for which the catalogue knows no provision on the day says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from fadu.core import pack
from fadu.core.law import citations, provisions, violations
from fadu.core.law.provisions import Provision
from fadu.core.refusal import Refusal

COMMON = "common"
_DATA = resources.files(__package__) / "data"


@dataclass(frozen=True)
class Item:
    """One question, how to look into it, and the articles it rests on ("" for none known on the day)."""

    id: str
    question: str
    how: str
    basis: str
    violations: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """A list as it stands on a day. `version` is that of the pack with its digest; `reviewed`: two people signed it."""

    id: str
    name: str
    version: str
    reviewed: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class _Written:
    list: str
    id: str
    question: str
    how: str
    violations: tuple[str, ...]


def names() -> Mapping[str, str]:
    """Every list by id, in the order of the pack; the common one alone comes first."""
    return {id: name for id, (name, _) in _shipped()[1].items()}


def suggested(industry: str) -> str:
    """The list whose words stand in the industry that a register states, the common one where none does."""
    return next((id for id, (_, words) in _shipped()[1].items() if any(word in industry for word in words)), COMMON)


def checklist(id: str, on: date) -> Checklist:
    """A list with the articles in force on a day. Raises Refusal for a list that is not there."""
    head, lists, rows = _shipped()
    if id not in lists:
        raise Refusal(f"没有“{id}”这份检查表", "请从检查表里选择")
    items = tuple(Item(row.id, row.question, row.how, _basis(row.violations, on), row.violations) for row in rows if row.list in (COMMON, id))
    return Checklist(id, lists[id][0], f"{head.version}·{head.digest}", head.reviewed, items)


def load(folder: Traversable) -> tuple[pack.Pack, Mapping[str, tuple[str, tuple[str, ...]]], tuple[_Written, ...]]:
    """Header, lists and items of the packs in a folder. Raises BadPack."""
    _, named = pack.table(folder / "lists.csv", {"编号": pack.needed, "名称": pack.needed, "行业里的字": pack.many})
    lists = {row["编号"]: (row["名称"], row["行业里的字"]) for row in named}
    head, rows = pack.table(folder / "items.csv", {
        "清单": pack.one_of(*lists), "编号": pack.needed, "检查内容": pack.needed, "查看什么": pack.text, "违法行为": pack.many,
    })
    seen: set[str] = set()
    for row in rows:
        if row["编号"] in seen:
            raise row.refuse(f"编号 {row['编号']} 用了两次")
        seen.add(row["编号"])
        if strange := [id for id in row["违法行为"] if not violations.known(id)]:
            raise row.refuse(f"违法行为目录里没有 {'、'.join(strange)}")
        if not row["违法行为"]:
            raise row.refuse("没有写违法行为，说不出依据")
    return head, lists, tuple(_Written(row["清单"], row["编号"], row["检查内容"], row["查看什么"], row["违法行为"]) for row in rows)


@cache
def _shipped() -> Any:
    return load(_DATA)


def _basis(ids: tuple[str, ...], on: date) -> str:
    known = provisions.catalogue().provisions
    found = [_duty(one) for id in ids for one in known[id] if one.lane == "primary" and one.on(on)]
    return "；".join(dict.fromkeys(found))


def _duty(one: Provision) -> str:
    """The article that sets the duty; the penalty's where the catalogue states the duty in another way."""
    try:
        return citations.cite(f"{one.statute} {one.duty}")
    except ValueError:
        return one.citation
