"""What a register is: a sheet, who keeps it and how often, which evidence it asks for, which figures it gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final

from fadu.core.refusal import Refusal
from fadu.core.registers.rhythm import Rhythm
from fadu.core.workbook.schema import Column, Kind, Sheet, key

LONGEST_NAME = 20  # what a sealed act keeps of it; Excel takes 31
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)
# Names that a row has anyhow; a column of another meaning may not take them.
_TAKEN = frozenset({"id", "uid", "withdrawn", "remark", "extra", "register", "values", "day", "day_to", "kind", "person_id"})
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\s]")  # Excel refuses these in the name of a sheet


class Any_(Enum):
    """Any value, but not a blank one."""

    ANY = "any"


ANY: Final = Any_.ANY


class How(StrEnum):
    """How a measure is made of rows."""

    COUNT = "count"  # rows dated in the period
    TOTAL = "total"  # the sum of a field over them
    KINDS = "kinds"  # how many different values of a field
    STANDING = "standing"  # what stands on the as-of day: begun, and not over; counted, or added up over a field
    LATEST = "latest"  # a field of the last row up to the as-of day
    RATE = "rate"  # one count in percent of another
    DIFFERENCE = "difference"  # one total less another


@dataclass(frozen=True)
class Measure:
    """A figure of a register. `where` maps fields to the value, one of the values (a tuple), or ANY that a row must hold.

    `field` is what is added up or told apart; a rate names the keys of its part and whole, a difference those of what is
    taken from the whole. Periods that end before `since` are unknown.
    """

    key: str
    name: str
    unit: str
    how: How = How.COUNT
    field: str = ""
    where: Mapping[str, Any] | None = None
    part: str = ""
    whole: str = ""
    since: date | None = None


def count(key: str, name: str, unit: str, **where: Any) -> Measure:
    return Measure(key, name, unit, where=where)


def total(key: str, name: str, unit: str, field: str, **where: Any) -> Measure:
    return Measure(key, name, unit, How.TOTAL, field, where)


def kinds(key: str, name: str, unit: str, field: str) -> Measure:
    return Measure(key, name, unit, How.KINDS, field)


def standing(key: str, name: str, unit: str, field: str = "", **where: Any) -> Measure:
    return Measure(key, name, unit, How.STANDING, field, where)


def latest(key: str, name: str, unit: str, field: str) -> Measure:
    return Measure(key, name, unit, How.LATEST, field)


def rate(key: str, name: str, part: str, whole: str = "count") -> Measure:
    return Measure(key, name, "%", How.RATE, part=part, whole=whole)


def difference(key: str, name: str, unit: str, whole: str, part: str) -> Measure:
    return Measure(key, name, unit, How.DIFFERENCE, part=part, whole=whole)


@dataclass(frozen=True)
class Deadline:
    """That a row asks for something by the day in field `due`; it is met once field `met` is filled.

    Without `met` it is the end of a validity, which a later day in the same field mends. The last day is `lead` days before that of the
    field; reminders begin `before` days ahead.
    """

    name: str
    due: str
    met: str = ""
    before: int = 30
    lead: int = 0


@dataclass(frozen=True)
class Register:
    """A declared register. `until` is the field of the day on which a row's fact ends; `zero` the matter of its zero report.

    `heading` is where its figures stand in the report's palette, `keeper` who keeps it, `evidence` what must be at hand. What is `inside` is
    kept for the office's own work: the report says nothing of it.
    """

    id: str
    sheet: Sheet
    heading: str
    keeper: str
    evidence: str
    measures: tuple[Measure, ...]
    until: str = ""
    zero: str = ""
    rhythm: Rhythm | None = None
    deadline: Deadline | None = None
    inside: bool = False

    def figure_id(self, measure: Measure) -> str:
        """register.<id>.<key>."""
        return f"register.{self.id}.{measure.key}"


def register(
    id: str, name: str, *columns: Column, heading: str, keeper: str, evidence: str, measures: tuple[Measure, ...], day: str, title: str,
    until: str = "", zero: str = "", rhythm: Rhythm | None = None, deadline: Deadline | None = None, orders: tuple[tuple[str, str], ...] = (),
    inside: bool = False,
) -> Register:
    """A register whose rows are numbered (编号 comes first by itself)."""
    if until and (day, until) not in orders:
        orders = (*orders, (day, until))
    sheet = Sheet(name, "registers", name, (key("编号"), *columns), title=title, day=day, orders=orders)
    return Register(id, sheet, heading, keeper, evidence, measures, until, zero, rhythm, deadline, inside)


def refuse_faults(one: Register) -> None:
    """Raise Refusal, in words for whoever declares it, where a register can't work as it is declared."""
    sheet, fields = one.sheet, one.sheet.by_field
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,29}", one.id):
        raise Refusal(f"登记簿代号“{one.id}”不合规", "请用小写字母、数字和下划线，以字母开头")
    if not sheet.name or len(sheet.name) > LONGEST_NAME or _FORBIDDEN.search(sheet.name):
        raise Refusal(f"登记簿名称“{sheet.name}”不能用作表名", f"请用 {LONGEST_NAME} 个字以内的名称，不含空格和 [ ] : * ? / \\ '")
    for what, values in (("栏目", [column.header for column in sheet.columns]), ("字段", [column.field for column in sheet.columns])):
        doubled = [value for value, times in Counter(values).items() if times > 1]
        if doubled:
            raise Refusal(f"{what}“{doubled[0]}”出现两次", "每个栏目用不同的名称")
    for column in sheet.columns:
        _refuse_column(column)
    day = fields.get(sheet.day)
    if day is None or day.kind is not Kind.DATE or not day.required:
        raise Refusal(f"“{sheet.name}”没有必填的日期栏目", "请加上一栏必填的日期，统计按它归期")
    if sheet.title not in fields or (one.until and fields[one.until].kind is not Kind.DATE):
        raise Refusal(f"“{sheet.name}”的标题栏或终止日期栏不存在", "请改成已有的栏目")
    _refuse_deadline(one)
    for measure in one.measures:
        _refuse_measure(one, measure)


def _refuse_deadline(one: Register) -> None:
    fields = one.sheet.by_field
    for field in ((one.deadline.due, one.deadline.met) if one.deadline else ()):
        if field and (field not in fields or fields[field].kind is not Kind.DATE):
            raise Refusal(f"“{one.sheet.name}”的时限栏或办结栏不是日期栏目", "请改成已有的日期栏目")


def _refuse_column(column: Column) -> None:
    if not column.header.strip() or column.header in ("作废", "备注") or column.field in _TAKEN:
        raise Refusal(f"栏目名称“{column.header}”不能用", "“作废”“备注”每个登记簿本来就有，请换一个名称")
    if column.kind is Kind.CHOICE and len(set(column.choices)) < 2:
        raise Refusal(f"“{column.header}”是选项，却没有两个以上的可选项", "请写出可选项，用“、”隔开")


def _refuse_measure(one: Register, measure: Measure) -> None:
    fields, keys = one.sheet.by_field, {other.key for other in one.measures}
    named = {*(measure.where or ()), *({measure.field} if measure.field else ())}
    if missing := sorted(named - set(fields)):
        raise Refusal(f"指标“{measure.name}”用到没有的栏目 {missing[0]}", "请改成已有的栏目")
    summed = measure.how is How.TOTAL or (measure.how in (How.STANDING, How.LATEST) and measure.field)
    if summed and fields[measure.field].kind not in _NUMBERS:
        raise Refusal(f"指标“{measure.name}”要合计的“{fields[measure.field].header}”不是数", "请改成数字栏目")
    if measure.how in (How.RATE, How.DIFFERENCE) and not {measure.part, measure.whole} <= keys:
        raise Refusal(f"“{measure.name}”由之得出的两个数不都是本登记簿的指标", "请改成已有的指标")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", measure.key) or sum(other.key == measure.key for other in one.measures) > 1:
        raise Refusal(f"指标代号“{measure.key}”不合规或重复", "每个指标用不同的代号")
