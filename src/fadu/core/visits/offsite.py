"""Which objects are looked at off site before anybody goes there (先非现场), and what stands outside of that: rules as data, dated.

A rule asks one column of the register. What the column leaves open is not decided: who opens a visit is told which column to mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.refusal import Refusal
from fadu.core.workbook.sheets.bureau import FACILITIES
from fadu.core.workbook.sheets.enforcement import INSPECTIONS

WAYS = ("自动监控数据", "视频监控", "用电用水监控", "无人机、走航、遥感", "台账和报告书面审查")
NORMAL, ABNORMAL, UNCLEAR = RESULTS = ("数据正常", "异常", "无法判断")
_FIELDS = {"监督执法正面清单": "on_positive_list", "风险等级": "risk_grade"}
_DATA = resources.files(__package__) / "data"
_CATEGORIES = INSPECTIONS.by_field["category"].choices


@dataclass(frozen=True)
class Rule:
    """Objects whose column `header` begins with one of the words `yes`; `no` are the words that say they are not such ones.

    `blank_is_no`: whether an empty column says that too (no grade was given). `discharges`: whether a drawn task may be done off site,
    None where no rule says.
    """

    id: str
    who: str
    header: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    blank_is_no: bool
    basis: str
    since: date
    discharges: bool | None

    @property
    def told(self) -> str:
        """In one line with its basis."""
        return f"{self.who}，先以非现场方式检查（{self.basis}）"

    def holds(self, value: str) -> bool:
        """Does a value of the column say so? Raises Refusal where that is open."""
        if value.startswith(self.yes):
            return True
        if value.startswith(self.no) or (not value and self.blank_is_no):
            return False
        known = "、".join((*self.yes, *self.no))
        said = f"写的是“{value}”" if value else "没有填写"
        raise Refusal(f"监管对象的“{self.header}”{said}，不能判断是不是要先以非现场方式检查", f"请在监管对象里写明，开头是{known}之一", self.basis)


@dataclass(frozen=True)
class Exempt:
    """What lets people go without a look off site: by the category of the visit, or stated in words (`asks` says which)."""

    id: str
    name: str
    categories: tuple[str, ...]
    asks: str
    basis: str


def rule(facts: Mapping[str, object], on: date) -> Rule | None:
    """The rule by which an object is looked at off site first, None where none does; `facts` are its columns by field on that day.

    Raises Refusal where the register leaves open whether one does.
    """
    unclear: Refusal | None = None
    for one in _shipped()[0]:
        try:
            if on >= one.since and one.holds(_word(facts.get(_FIELDS[one.header]))):
                return one
        except Refusal as refusal:  # another rule may still hold without doubt
            unclear = unclear or refusal
    if unclear is not None:
        raise unclear
    return None


def _word(value: object) -> str:
    return "" if value is None else {"True": "是", "False": "否"}.get(str(value), str(value))


def by_category(category: str) -> Exempt | None:
    """The ground on which a visit of this category needs no look off site."""
    return next((one for one in _shipped()[1] if category in one.categories), None)


def stated() -> Mapping[str, Exempt]:
    """The grounds that whoever opens a visit may state, by id."""
    return {one.id: one for one in _shipped()[1] if one.asks}


def load(folder: Traversable) -> tuple[tuple[Rule, ...], tuple[Exempt, ...]]:
    """Rules and exceptions of the packs in a folder. Raises BadPack."""
    headers = {column.header.partition("(")[0] for column in FACILITIES.columns if column.field in _FIELDS.values()}
    _, rules = pack.table(folder / "offsite.csv", {
        "编号": pack.needed, "对象": pack.needed, "栏目": pack.one_of(*headers), "是": pack.many, "不是": pack.many,
        "没有填写": pack.one_of("不是", "不知道"), "依据": pack.needed, "自": pack.day,
        "抽查任务以非现场完成": pack.one_of("可以", "不可以", ""), "可信度": pack.needed,
    })
    _, exempt = pack.table(folder / "offsite_exceptions.csv", {
        "编号": pack.needed, "情形": pack.needed, "检查类别": pack.many, "要写明": pack.text, "依据": pack.needed, "可信度": pack.needed,
    })
    for row in exempt:
        if bool(row["检查类别"]) == bool(row["要写明"]) or set(row["检查类别"]) - set(_CATEGORIES):
            raise row.refuse(f"“检查类别”和“要写明”只写一栏；类别应为 {'、'.join(_CATEGORIES)} 之一")
    discharges = {"可以": True, "不可以": False, "": None}
    return tuple(
        Rule(
            row["编号"], row["对象"], row["栏目"], row["是"], row["不是"], row["没有填写"] == "不是", row["依据"], row["自"],
            discharges[row["抽查任务以非现场完成"]],
        )
        for row in rules
    ), tuple(Exempt(row["编号"], row["情形"], row["检查类别"], row["要写明"], row["依据"]) for row in exempt)


@cache
def _shipped() -> tuple[tuple[Rule, ...], tuple[Exempt, ...]]:
    return load(_DATA)
