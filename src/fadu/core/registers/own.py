"""A register that a bureau declares itself, from the simple kinds of a page; kept as plain values, which are what is sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from fadu.core.refusal import Refusal
from fadu.core.registers.collecting import HEADINGS
from fadu.core.registers.declaration import Measure, Register, count, refuse_faults, register, total
from fadu.core.registers.rhythm import Every, Rhythm
from fadu.core.workbook.schema import Column, Kind

# What a column of one's own may hold, in the words of the page.
KINDS: Mapping[str, Kind] = {
    "文字": Kind.TEXT, "日期": Kind.DATE, "整数": Kind.INTEGER, "小数": Kind.DECIMAL, "金额（元）": Kind.MONEY, "是或否": Kind.YES_NO,
    "选项": Kind.CHOICE, "人员": Kind.REFERENCE,
}
RHYTHMS = tuple(every for every in Every if every is not Every.NODE)
_DAY = "day_of_fact"
_UNITS = {Kind.MONEY: "元"}


@dataclass(frozen=True)
class OwnColumn:
    """A column as the page has it; `choices` only where it is one of several words; `since` (ISO) where it was added later."""

    header: str
    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True)
class Own:
    """A register as the page has it. `every` is empty where nothing reminds of it; `unit` is that of its count; `closed` the day (ISO)
    after which nothing is recorded any more."""

    name: str
    heading: str
    keeper: str
    columns: tuple[OwnColumn, ...]
    unit: str = "次"
    evidence: str = ""
    every: str = ""
    closed: str = ""

    def plain(self) -> dict[str, Any]:
        """As plain values, for the seal and the database."""
        value = asdict(self)
        value["columns"] = [{**column, "choices": list(column["choices"])} for column in value["columns"]]
        return value


def read(value: Mapping[str, Any]) -> Own:
    """The inverse of `plain`."""
    columns = tuple(OwnColumn(**{**column, "choices": tuple(column["choices"])}) for column in value["columns"])
    return Own(**{**value, "columns": columns})


def register_of(code: str, value: Mapping[str, Any]) -> Register:
    """The register of a kept declaration."""
    return make(code, read(value))


def extended(own: Own, more: Sequence[OwnColumn], *, keeper: str, evidence: str, every: str, on: date) -> Own:
    """The register with columns added on a day, and what does not touch the meaning of rows changed. Raises Refusal.

    What stands keeps its place, so rows that were recorded before mean what they meant; they have nothing in the new columns.
    """
    if own.closed:
        raise Refusal(f"“{own.name}”已于 {own.closed} 停用", "停用的登记簿不再变更；需要的另设一个")
    if needed := [column.header for column in more if column.required]:
        raise Refusal(f"新加的“{needed[0]}”不能必填", "以前登记的行没有这一栏；请去掉“必填”")
    if not more and (keeper, evidence, every) == (own.keeper, own.evidence, own.every):
        raise Refusal("什么也没有变更", "请添加栏目，或者改由谁登记、频次、证据")
    added = tuple(replace(column, since=on.isoformat()) for column in more)
    return replace(own, columns=(*own.columns, *added), keeper=keeper, evidence=evidence, every=every)


def closed(own: Own, on: date) -> Own:
    """The register as closed on a day. Raises Refusal where it was."""
    if own.closed:
        raise Refusal(f"“{own.name}”已于 {own.closed} 停用", "不用再停用")
    return replace(own, closed=on.isoformat())


def make(code: str, own: Own) -> Register:
    """The register that the page describes. Raises Refusal, in the words of the page, where it can't work."""
    if own.heading not in HEADINGS:
        raise Refusal(f"没有“{own.heading}”这个类别", f"请选择：{'、'.join(HEADINGS)}")
    if own.every and own.every not in RHYTHMS:
        raise Refusal(f"没有“{own.every}”这个频次", f"请选择：{'、'.join(RHYTHMS)}")
    if not own.columns:
        raise Refusal("一个栏目也没有", "除了编号和日期，至少再写一个栏目")
    columns = [Column("日期", _DAY, Kind.DATE, required=True), *(_column(place, one) for place, one in enumerate(own.columns, 1))]
    made = register(
        code, own.name, *columns, day=_DAY, title="c1", heading=own.heading, keeper=own.keeper, evidence=own.evidence,
        measures=_measures(own, columns),
        rhythm=Rhythm(f"{own.name}{own.every}登记", Every(own.every), "本单位自定", own.name) if own.every and not own.closed else None,
    )
    if own.closed:
        made = replace(made, sheet=replace(made.sheet, closed=date.fromisoformat(own.closed)))
    refuse_faults(made)
    return made


def _column(place: int, one: OwnColumn) -> Column:
    if one.kind not in KINDS:
        raise Refusal(f"“{one.header}”的类型“{one.kind}”不认识", f"请选择：{'、'.join(KINDS)}")
    kind = KINDS[one.kind]
    people = ("人员",) if kind is Kind.REFERENCE else ()
    low = 0 if kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY) else None
    return Column(one.header.strip(), f"c{place}", kind, one.required, choices=one.choices, refers_to=people, low=low)


def _measures(own: Own, columns: Sequence[Column]) -> tuple[Measure, ...]:
    """How many rows; the sum of each column of numbers; how many rows say yes."""
    made = [count("count", own.name, own.unit)]
    for column, one in zip(columns[1:], own.columns, strict=True):
        name, since = f"{own.name}：{column.header}", date.fromisoformat(one.since) if one.since else None
        if column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
            made.append(replace(total(column.field, name, _UNITS.get(column.kind, ""), column.field), since=since))
        elif column.kind is Kind.YES_NO:
            made.append(replace(count(column.field, name, own.unit, **{column.field: True}), since=since))
    return tuple(made)
