"""A register that a bureau declares itself, from the simple kinds of a page; kept as plain values, which are what is sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
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
    """A column as the page has it; `choices` only where it is one of several words."""

    header: str
    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Own:
    """A register as the page has it. `every` is empty where nothing reminds of it; `unit` is that of its count."""

    name: str
    heading: str
    keeper: str
    columns: tuple[OwnColumn, ...]
    unit: str = "次"
    evidence: str = ""
    every: str = ""

    def plain(self) -> dict[str, Any]:
        """As plain values, for the seal and the database."""
        value = asdict(self)
        value["columns"] = [{**column, "choices": list(column["choices"])} for column in value["columns"]]
        return value


def read(value: Mapping[str, Any]) -> Own:
    """The inverse of `plain`."""
    columns = tuple(OwnColumn(c["header"], c["kind"], c["required"], tuple(c["choices"])) for c in value["columns"])
    return Own(**{**value, "columns": columns})


def register_of(code: str, value: Mapping[str, Any]) -> Register:
    """The register of a kept declaration."""
    return make(code, read(value))


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
        rhythm=Rhythm(f"{own.name}{own.every}登记", Every(own.every), "本单位自定", own.name) if own.every else None,
    )
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
    for column in columns:
        name = f"{own.name}：{column.header}"
        if column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
            made.append(total(column.field, name, _UNITS.get(column.kind, ""), column.field))
        elif column.kind is Kind.YES_NO:
            made.append(count(column.field, name, own.unit, **{column.field: True}))
    return tuple(made)
