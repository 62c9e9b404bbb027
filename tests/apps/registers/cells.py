"""A row for any sheet, typed as a person would: one valid cell a column, references to rows that stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count

from fadu.apps.exchange.homes import HOMES
from fadu.core.workbook.schema import Column, Kind, Sheet

_NUMBERS = count(1)
# Cells with a check digit, and those in which one value rests on another.
SPECIAL = {
    ("自动监控", "mn"): "3101234567890123456{:05d}", ("变更", "target_kind"): "人员", ("变更", "item"): "职务", ("变更", "value"): "科员",
    ("单位", "value"): "示例", ("案件", "violation"): "", ("检查", "joint_number"): "", ("应知应会", "cited"): "《行政处罚法》第四十二条",
    ("案件", "second_officer"): "431127002", ("休假离岗", "stand_in"): "", ("案件", "reviewer"): "431127017", ("排放口", "monitor"): "",
}


def typed(sheet: Sheet, day: date, standing: Mapping[str, str] | None = None, **other: str) -> dict[str, str]:
    """Cells by field for a new row of that day; `other` says some of them. References name the first rows that stand in the
    database, or those of `standing` by sheet, joined by 、 (nothing where it has none)."""
    number = next(_NUMBERS)
    cells = {column.field: _cell(sheet, column, day, number, standing) for column in sheet.columns}
    for _, later in sheet.orders:
        cells[later] = "" if not sheet.by_field[later].required else day.isoformat()
    return {**cells, **other}


def _cell(sheet: Sheet, column: Column, day: date, number: int, standing: Mapping[str, str] | None) -> str:
    if (sheet.name, column.field) in SPECIAL:
        return SPECIAL[sheet.name, column.field].format(number)
    if column.check:
        return ""
    match column.kind:
        case Kind.DATE:
            return day.isoformat()
        case Kind.CHOICE:
            return column.choices[0]
        case Kind.YES_NO:
            return "是"
        case Kind.INTEGER | Kind.DECIMAL | Kind.MONEY:
            return "2"
        case Kind.REFERENCE | Kind.REFERENCES if standing is not None:
            return "、".join(standing.get(column.refers_to[0], "").split("、")[: max(1, column.at_least)])
        case Kind.REFERENCE | Kind.REFERENCES:
            return "、".join(_standing(column.refers_to[0], max(1, column.at_least)))
        case _:
            return f"示例{number}"


def _standing(sheet: str, wanted: int) -> list[str]:
    table = HOMES[sheet]
    rows = table.rows().filter(withdrawn=False).order_by("pk")
    if sheet == "人员":
        rows = rows.filter(left_on__isnull=True, is_officer=True)
    return [table.label(table.key_of(row.snapshot)) for row in table.read(rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:wanted])))]
