"""What helps to fill in a blank sheet: a list to choose from, a word on what goes into a cell, an example. None of it is a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from fadu.core.workbook.schema import Column, Kind

FILLED = 2000  # rows under the header that help is laid on
_LONGEST_LIST = 255  # characters, of Excel's inline lists
_LONGEST_TITLE, _LONGEST_HELP = 32, 255

_SAYS = {
    Kind.TEXT: "文字", Kind.CODE: "编号或代码，按文本填写，不要让表格软件改成数字", Kind.DATE: "日期，如 2024-03-05",
    Kind.INTEGER: "整数，如 12", Kind.DECIMAL: "数，如 45.6", Kind.MONEY: "金额，以元为单位，如 12000.00", Kind.YES_NO: "选 是 或 否",
    Kind.CHOICE: "从列表中选一项", Kind.REFERENCE: "{}的编号", Kind.REFERENCES: "{}的编号，几个用“、”隔开",
}


def said(column: Column) -> str:
    """One sentence on what goes into a cell of the column."""
    parts = ["本表的主键，必填，不能重复" if column.key else "必填" if column.required else "可以不填"]
    parts.append(_SAYS[column.kind].format("、".join(column.refers_to)))
    if column.at_least:
        parts.append(f"不少于 {column.at_least} 个")
    if column.low is not None or column.high is not None:
        parts.append(f"从 {_plain(column.low)} 到 {_plain(column.high)}")
    return "；".join(parts)


def validation(column: Column) -> dict[str, Any]:
    """What xlsxwriter needs: a choice is held to its list; elsewhere a word is shown and, where the type says so, a wrong value is warned of."""
    choices = ("是", "否") if column.kind is Kind.YES_NO else column.choices
    shown = {"input_title": column.header[:_LONGEST_TITLE], "input_message": said(column)[:_LONGEST_HELP]}
    warned = {"error_title": "请核对", "error_message": said(column)[:_LONGEST_HELP]}
    if choices and len(",".join(choices)) <= _LONGEST_LIST:
        return {"validate": "list", "source": list(choices), "error_type": "stop", **shown, **warned}
    if column.kind is Kind.DATE:
        bounds = {"criteria": "between", "minimum": date(1949, 10, 1), "maximum": date(2199, 12, 31)}
        return {"validate": "date", "error_type": "warning", **bounds, **shown, **warned}
    if column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
        low = 0 if column.low is None else column.low
        validate = "integer" if column.kind is Kind.INTEGER else "decimal"
        return {"validate": validate, "criteria": ">=", "value": low, "error_type": "warning", **shown, **warned}
    return {"validate": "any", **shown}


def _plain(bound: float | None) -> str:
    return "不限" if bound is None else f"{bound:g}"
