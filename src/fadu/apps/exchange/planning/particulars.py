"""Two sheets whose cells mean different things row by row: 单位 (项目 = 值) and 变更 (新值 of a named column)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.planning.parsing import RowPlan, SheetPlan
from fadu.core.workbook import cells, headers, identifiers
from fadu.core.workbook.grades import Problem
from fadu.core.workbook.sheets import BY_NAME
from fadu.core.workbook.sheets.bureau import CHANGE_TARGETS, FORMAT_VERSION, UNIT_OPTIONAL, UNIT_REQUIRED

_WHOSE = {"名称", "行政区划代码"}  # they seldom change, and differ where the workbook is another bureau's


def check(sheets: Mapping[str, SheetPlan]) -> None:
    """Add the problems of 单位 and 变更 to their rows."""
    if "单位" in sheets:
        _check_unit(sheets["单位"], sheets.get("人员"))
        for row in sheets["单位"].standing():
            row.problems.extend(_of_another(row))
    if "变更" in sheets:
        for row in sheets["变更"].standing():
            _check_change(row)


def _check_unit(unit: SheetPlan, people: SheetPlan | None) -> None:
    if not unit.columns:
        return
    values = {row.key[0]: row for row in unit.rows if row.key}
    stored = {key[0] for key in HOMES["单位"].stored((item,) for item in UNIT_REQUIRED)}
    for item in UNIT_REQUIRED:
        if item not in values and item not in stored:
            unit.problems.append((1, Problem("refuse", "item", f"“单位”缺少项目“{item}”", f"请加一行：{item}")))
    for item, row in values.items():
        value = row.after.get("value")
        if item in UNIT_REQUIRED and value is None:
            row.problems.append(Problem("refuse", "value", f"“{item}”必须填写", f"请填写{item}"))
        elif item == "格式版本" and value != FORMAT_VERSION:
            row.problems.append(Problem("refuse", "value", f"工作簿格式版本是 {value}，本系统只认 {FORMAT_VERSION}", "请使用格式版本 1 的模板"))
        elif item == "行政区划代码" and (bad := identifiers.area_code(str(value))):
            row.problems.append(Problem("refuse", "value", *bad))
        elif item == "主要负责人工号" and value is not None and not _is_person(value, people):
            row.problems.append(Problem("refuse", "value", f"工号 {value} 在“人员”里找不到", "请核对主要负责人的工号"))
        elif item not in UNIT_REQUIRED + UNIT_OPTIONAL:
            row.problems.append(Problem("note", "item", f"“{item}”不是规定的项目，原样保留", ""))


def _of_another(row: RowPlan) -> Iterator[Problem]:
    stands, value = row.stored and row.stored.snapshot["value"], row.after["value"]
    if row.key_text in _WHOSE and stands and value != stands:
        said = f"本系统登记的{row.key_text}是“{stands}”，导入后改为“{value}”；别的单位的工作簿，请不要导入"
        yield Problem("note", "value", said, "")


def _is_person(number: str, people: SheetPlan | None) -> bool:
    if people and any(row.key == (number,) for row in people.standing()):
        return True
    return bool(HOMES["人员"].primary_keys([number]))


def _check_change(row: RowPlan) -> None:
    kind, item, value = row.after["target_kind"], row.after["item"], row.after["value"]
    sheet = BY_NAME[CHANGE_TARGETS[kind]]
    column = headers.named(item, sheet)
    if column is None:
        row.problems.append(Problem("refuse", "item", f"“{sheet.name}”没有可以变更的栏目“{item}”", "请填写该表的栏目名称"))
        return
    try:
        cells.read(value, column)
    except cells.BadCell as bad:
        row.problems.append(Problem("refuse", "value", f"不能作为“{column.header}”的新值：{bad.reason}", bad.mend))
