"""The fixed figures counted a second time, straight from the cells of a workbook: plain Python, nothing of the product.

Slow and simple on purpose. It reads `FIGURES.md`-style definitions only; where the product and this file differ, one is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import openpyxl

Row = dict[str, Any]
Sheets = dict[str, list[Row]]


def read(path: Path) -> Sheets:
    """Rows by sheet, each by header without the hint in brackets; days as dates; withdrawn rows left out."""
    found: Sheets = defaultdict(list)
    for sheet in openpyxl.load_workbook(path).worksheets:
        lines = list(sheet.iter_rows(values_only=True))
        names = [str(cell).split("(")[0] for cell in lines[0] if cell is not None]
        for line in lines[1:]:
            row = {name: cell.date() if isinstance(cell, datetime) else cell for name, cell in zip(names, line, strict=False)}
            if any(value is not None for value in row.values()) and row.get("作废") != "是":
                found[sheet.title].append(row)
    return found


def figures(sheets: Sheets, first: date, last: date, as_of: date) -> dict[str, Any]:
    """All fixed ids; the sheets may hold several years."""
    known = min(last, as_of)

    def dated(sheet: str, column: str = "日期", **same: Any) -> list[Row]:
        return [row for row in sheets[sheet] if row[column] and first <= row[column] <= known and all(row.get(k) == v for k, v in same.items())]

    return {
        **_things(sheets, as_of), **_inspections(dated, as_of), **_cases(dated), **_damages(sheets, dated, first, known),
        **_complaints(dated, as_of), **_training(sheets, dated), **_campaigns(dated), **_staff(sheets, as_of),
        "outreach.events": len(dated("普法活动")), "chief.study_weeks": _weeks(sheets, first, last, as_of),
        **_quality(sheets, first, last, known),
    }


def on_day(sheets: Sheets, kind: str, key: str, sheet: str, day: date) -> list[Row]:
    """The rows of a sheet as dated changes leave them on a day."""
    rows = {row[key]: dict(row) for row in sheets[sheet]}
    for change in sorted(sheets["变更"], key=lambda change: (change["自"], change["编号"])):
        if change["对象类型"] == kind and change["自"] <= day and change["对象编号"] in rows:
            value = change["新值"]
            if change["项目"].endswith("日期") and isinstance(value, str):
                value = date.fromisoformat(value)
            rows[change["对象编号"]][change["项目"].split("(")[0]] = value
    return list(rows.values())


def _begun(row: Row, column: str, day: date) -> bool:
    return row[column] is None or row[column] <= day


def _over(row: Row, column: str, day: date) -> bool:
    return row[column] is not None and row[column] <= day


def _things(sheets: Sheets, day: date) -> dict[str, Any]:
    there = [r for r in on_day(sheets, "监管对象", "对象编号", "监管对象", day) if _begun(r, "登记日期", day) and not _over(r, "注销日期", day)]
    pool = [row for row in there if row["纳入随机抽查"] == "是"]
    listed = [r for r in there if r["监督执法正面清单"] == "是" and _begun(r, "正面清单列入日期", day) and not _over(r, "正面清单移出日期", day)]
    return {
        "facility.pool.total": len(pool),
        "facility.pool.general": sum(row["类别"] == "一般排污单位" for row in pool),
        "facility.pool.key_special": sum(row["类别"] in ("重点排污单位", "特殊监管单位") for row in pool),
        "facility.positive_list": len(listed),
        "facility.monitored": sum(row["自动监控联网"] == "是" for row in there),
    }


def _inspections(dated: Callable[..., list[Row]], as_of: date) -> dict[str, Any]:
    checks = dated("检查")
    draws = [row for row in checks if row["检查类别"] == "双随机" and not row["联合检查编号"]]
    problems = [row for row in draws if row["发现问题"] == "是"]
    rectified = [row for row in problems if _over(row, "整改完成日期", as_of)]
    joint = [row for row in checks if row["联合检查编号"]]
    return {
        "inspection.draw.checks": len(draws), "inspection.draw.problems": len(problems), "inspection.draw.rectified": len(rectified),
        "inspection.draw.rectified_rate": _percent(len(rectified), len(problems)),
        "inspection.joint.batches": len({row["联合检查编号"] for row in joint}), "inspection.joint.checks": len(joint),
    }


def _cases(dated: Callable[..., list[Row]]) -> dict[str, Any]:
    penalties = dated("案件", "决定日期", 处理结果="处罚")
    return {
        "case.filed": len(dated("案件", "立案日期")),
        "case.penalty_decisions": len(penalties),
        "case.no_penalty": len(dated("案件", "决定日期", 处理结果="不予处罚")),
        "case.fines_yuan": sum((Decimal(str(row["罚款金额"] or 0)) for row in penalties), Decimal(0)),
        "case.committee_meetings": len(dated("案审会")),
        "case.transfer.detention": len(dated("移送", "移送日期", 类型="行政拘留")),
        "case.transfer.crime": len(dated("移送", "移送日期", 类型="涉嫌犯罪")),
        "case.court_enforcement": len(dated("移送", "移送日期", 类型="申请强制执行")),
        "case.reconsideration": len(dated("复议诉讼", "受理日期", 类型="行政复议")),
        "case.litigation": len(dated("复议诉讼", "受理日期", 类型="行政诉讼")),
    }


def _damages(sheets: Sheets, dated: Callable[..., list[Row]], first: date, known: date) -> dict[str, Any]:
    started = dated("损害赔偿", "启动日期")
    ranks = [
        row for row in sheets["考核排名"]
        if row["事项"] == "损害赔偿启动数量和办结率" and first <= row["时段起"] and row["时段止"] <= known and row["全市排名"]
    ]
    return {
        "damages.started": len(started), "damages.closed": len(dated("损害赔偿", "办结日期")),
        "damages.fields": len({row["领域"] for row in started}),
        "damages.city_rank": max(ranks, key=lambda row: row["时段止"])["全市排名"] if ranks else None,
    }


def _complaints(dated: Callable[..., list[Row]], as_of: date) -> dict[str, Any]:
    received = dated("信访", "受理日期")
    closed = [row for row in received if _over(row, "办结日期", as_of)]
    return {
        "complaint.received": len(received), "complaint.closed": len(closed), "complaint.closed_rate": _percent(len(closed), len(received)),
        "complaint.repeat": sum(row["重复信访"] == "是" for row in received),
        "complaint.leapfrog": sum(row["越级信访"] == "是" for row in received),
    }


def _training(sheets: Sheets, dated: Callable[..., list[Row]]) -> dict[str, Any]:
    rows = dated("学习考试", 项目="网上学法考法")

    def people(column: str) -> set[str]:
        return {row["工号"] for row in rows if row[column] == "是"}

    def staff(column: str) -> set[str]:
        days = {row["日期"] for row in rows if row[column] is not None}
        return {person["工号"] for day in days for person in _in_post(sheets, day)}

    return {
        "training.exam.study_rate": _percent(len(people("参学")), len(staff("参学"))),
        "training.exam.attend_rate": _percent(len(people("参考")), len(staff("参考"))),
        "training.exam.pass_rate": _percent(len(people("合格")), len(people("参考"))),
        "training.licence_exam.attempts": len(dated("学习考试", 类型="执法资格考试", 参考="是")),
    }


def _campaigns(dated: Callable[..., list[Row]]) -> dict[str, Any]:
    kinds = {"rules": "建章立制", "services": "为民办实事", "problems_reported": "上报问题", "one_size_corrected": "纠正“一刀切”"}
    return {f"campaign.{key}": len(dated("专项整治", 类型=kind)) for key, kind in kinds.items()}


def _in_post(sheets: Sheets, day: date) -> Iterator[Row]:
    return (row for row in on_day(sheets, "人员", "工号", "人员", day) if _begun(row, "入职日期", day) and not _over(row, "离职日期", day))


def _staff(sheets: Sheets, day: date) -> dict[str, Any]:
    staff = list(_in_post(sheets, day))
    joined = [row["入职日期"].year for row in sheets["人员"] if row["入职日期"] and row["入职日期"] <= day]
    reviewers = [row for row in staff if row["法制审核人员"] == "是"]
    return {
        "staff.officers": sum(row["执法人员"] == "是" for row in staff),
        "staff.reviewers": len(reviewers), "staff.reviewers_qualified": sum(bool(row["法律职业资格证号"]) for row in reviewers),
        "staff.years_without_recruits": day.year - max(joined) if joined else None,
    }


def _weeks(sheets: Sheets, first: date, last: date, as_of: date) -> int:
    chief = next((row["值"] for row in sheets["单位"] if row["项目"] == "主要负责人工号"), None)
    hours: dict[date, Decimal] = defaultdict(Decimal)
    for row in sheets["负责人履职"]:
        monday = row["日期"] - timedelta(days=row["日期"].weekday())
        if row["工号"] == chief and row["职责"] == "学法" and first <= monday <= last and row["日期"] <= as_of:
            hours[monday] += Decimal(str(row["学时"] or 0))
    return sum(total >= 2 for total in hours.values())


def _quality(sheets: Sheets, first: date, last: date, known: date) -> dict[str, Any]:
    inside = [row for row in sheets["环境质量"] if first <= row["时段起"] and row["时段止"] <= known]
    of_period = {row["指标"]: row for row in inside if (row["时段起"], row["时段止"]) == (first, last)}
    found: dict[str, Any] = {}
    for key, name, places in (("index", "综合指数", 1), ("good_rate", "优良天数比例", 1), ("pm25", "PM2.5", 2), ("pm10", "PM10", 1)):
        row = of_period.get(name, {})
        value, before = _decimal(row.get("数值")), _decimal(row.get("上年同期值"))
        change = None
        if value is not None and before is not None:
            change = _rounded(value - before if key == "good_rate" else (value - before) * 100 / before, places)
        found |= {f"quality.air.{key}": value, f"quality.air.{key}.yoy": change, f"quality.air.{key}.city_rank": row.get("全市排名")}
    own = {row["指标"]: row for row in sorted(inside, key=lambda row: row["时段止"])}
    water = own.get("水环境质量", {})
    return found | {
        "quality.water.city_rank": water.get("全市排名"), "quality.water.province_rank": water.get("全省排名"),
        "quality.soil.construction_land": _decimal(own.get("重点建设用地安全利用率", {}).get("数值")),
        "quality.soil.farmland": _decimal(own.get("受污染耕地安全利用率", {}).get("数值")),
    }


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _percent(part: int, whole: int) -> Decimal | None:
    return _rounded(Decimal(part) * 100 / whole, 1) if whole else None


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(10) ** -places, rounding=ROUND_HALF_EVEN)


def together(books: Iterable[Sheets]) -> Sheets:
    """Several workbooks, later ones in place of earlier rows with the same key (the first column)."""
    found: Sheets = defaultdict(list)
    for book in books:
        for sheet, rows in book.items():
            kept = {next(iter(row.values())): row for row in found[sheet]}
            kept.update({next(iter(row.values())): row for row in rows})
            found[sheet] = list(kept.values())
    return found
