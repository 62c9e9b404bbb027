"""Field tables of upper platforms, by platform and day."""

from __future__ import annotations

from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.procedure.instruments import GRADES
from fadu.core.refusal import Refusal

TEXT, NUMBER, DAY = "文本", "数", "日期"
ON_PLATFORM = "平台"
# When a field is needed that isn't always: what is asked of the record.
CONDITIONS = ("entity", "legal_person", "person", "fined", "confiscated", "licence", "punished", "changed")
# What a record of a case may give (the app's `records`).
SOURCES = (
    "party", "party_class", "credit_code", "decision_number", "violation", "facts", "basis", "kinds", "content", "fine", "fine_wan",
    "confiscated_wan", "decided_on", "ends_on", "issuer", "issuer_code", "bureau", "bureau_code", "remark", "case_number", "cause", "source",
    "head", "filed_on", "noticed_on", "outcome", "served_on", "paid_on", "closed_on", "team",
)


@dataclass(frozen=True)
class Field:
    """A field of a table. `source`: what of a record fills it, "" where a person does; `on_platform`: it is not kept here."""

    code: str
    name: str
    form: str
    length: int
    places: int
    required: str
    when: str
    choices: tuple[str, ...]
    source: str
    on_platform: bool
    grade: str
    note: str


@dataclass(frozen=True)
class Mapping:
    """A field table in one version. `key` is the field that tells records apart; `system` what the register 系统填报 calls the platform."""

    id: str
    name: str
    version: str
    since: date
    until: date | None
    key: str
    grade: str
    system: str
    source: str
    fields: tuple[Field, ...]
    reviewed: bool
    digest: str

    @property
    def confidence(self) -> str:
        """In words, "" where the text was read."""
        return GRADES[self.grade]


@cache
def tables() -> tuple[Mapping, ...]:
    """Every field table. Raises pack.BadPack."""
    return read(resources.files("fadu.core.sending").joinpath("data"))


def targets() -> dict[str, str]:
    """The platforms by id."""
    return {one.id: one.name for one in tables()}


def mapping(target: str, on: date) -> Mapping:
    """The table of a platform on a day. Raises Refusal where none is known."""
    mine = [one for one in tables() if one.id == target]
    found = next((one for one in mine if one.since <= on and (one.until is None or on <= one.until)), None)
    if found is None:
        known = "；".join(f"{one.version}（{one.since} 起）" for one in mine)
        raise Refusal(f"{on} 没有已知的“{target}”字段表", f"收录的有：{known or '、'.join(targets().values())}")
    return found


def read(folder: Traversable) -> tuple[Mapping, ...]:
    """The tables of a folder (a Path will do). Raises pack.BadPack with file, line and reason."""
    _, rows = pack.table(folder.joinpath("lists.csv"), {"代码表": pack.needed, "值": pack.needed})
    lists: dict[str, tuple[str, ...]] = {}
    for row in rows:
        lists[row["代码表"]] = (*lists.get(row["代码表"], ()), row["值"])
    _, heads = pack.table(folder.joinpath("mappings.csv"), {
        "代号": pack.needed, "名称": pack.needed, "版本": pack.needed, "自": pack.day, "至": pack.maybe_day, "主键": pack.needed,
        "可信度": pack.one_of(*GRADES), "登记簿系统名": pack.text,
    })
    found = []
    for row in heads:
        head, fields = _fields(folder.joinpath(f"{row['代号']}.csv"), lists)
        if row["主键"] not in {one.code for one in fields}:
            raise row.refuse(f"字段表里没有主键 {row['主键']}")
        found.append(Mapping(
            row["代号"], row["名称"], row["版本"], row["自"], row["至"], row["主键"], row["可信度"], row["登记簿系统名"], head.source, fields,
            head.reviewed, head.digest,
        ))
    return tuple(found)


def _fields(path: Traversable, lists: Mapped[str, tuple[str, ...]]) -> tuple[pack.Pack, tuple[Field, ...]]:
    head, rows = pack.table(path, {
        "代码": pack.needed, "名称": pack.needed, "形式": pack.one_of(TEXT, NUMBER, DAY), "长度": pack.whole, "小数": pack.maybe_whole,
        "必填": pack.one_of("是", "否", "条件"), "条件": pack.one_of("", *CONDITIONS), "代码表": pack.one_of("", *lists),
        "取自": pack.one_of("", ON_PLATFORM, *SOURCES), "可信度": pack.one_of(*GRADES), "说明": pack.text,
    })
    found: dict[str, Field] = {}
    for row in rows:
        if row["代码"] in found:
            raise row.refuse(f"代码 {row['代码']} 重复")
        if (row["必填"] == "条件") != bool(row["条件"]):
            raise row.refuse("“条件”与“必填”不符")
        source = row["取自"]
        found[row["代码"]] = Field(
            row["代码"], row["名称"], row["形式"], row["长度"], row["小数"] or 0, row["必填"], row["条件"], lists.get(row["代码表"], ()),
            "" if source == ON_PLATFORM else source, source == ON_PLATFORM, row["可信度"], row["说明"],
        )
    return head, tuple(found.values())
