"""The benchmark packs: read, checked against their schema, proved, and refused with file, line and reason where they are wrong.

A benchmark is `ID.json` (header and settings) with `ID.tables.csv` (one row a column), `ID.options.csv` (one row an option) and, where
needed, `ID.cells.csv` and `ID.lookups.csv`. Everything a lawyer compares with the printed document stands in the CSV files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from fadu.core import pack
from fadu.core.discretion import proof
from fadu.core.discretion.adjusting import OF
from fadu.core.discretion.model import Cell, Column, Condition, Factor, Interval, Lookup, Option, Provision, Rules
from fadu.core.discretion.rounding import MODES
from fadu.core.pack import BadPack, Pack, Row, maybe_day, needed, one_of, text

HEADER = (
    "id", "jurisdiction", "title", "doc_no", "from", "until", "confidence", "closure", "closure_basis", "unknown_option", "several", "rounding",
    "simple_procedure_cap", "adjustments", "departure",
)
CLOSURES = {"lower": (True, False), "upper": (False, True), "both": (True, True)}


@cache
def packs() -> Mapping[str, Rules]:
    """Every benchmark that Fadu carries, by id. Raises BadPack."""
    folder = resources.files("fadu.core.discretion").joinpath("data")
    names = sorted(each.name.removesuffix(".json") for each in folder.iterdir() if each.name.endswith(".json"))
    return {name: load(folder, name) for name in names if name != "waivers"}


def load(folder: Traversable, id: str) -> Rules:
    """One benchmark from a folder (a Path will do). Raises BadPack with file, line and reason."""
    head, settings, line_of = pack.document(folder.joinpath(f"{id}.json"))
    checked(f"{id}.json", settings, line_of, id)
    signed = [head]
    tables, options, cells, lookups = (part(folder, id, name, signed) for name in ("tables", "options", "cells", "lookups"))
    columns: dict[tuple[str, str], Column] = {}
    for row in tables:
        key = (row["表"], row["列"])
        if key in columns:
            raise row.refuse(f"表{key[0]}的列{key[1]}重复")
        columns[key] = column(row, CLOSURES[settings["closure"]], options, cells, lookups)
    names = {table for table, _ in columns}
    for row in (*options, *cells):
        if row["表"] not in names or (row["列"] and (row["表"], row["列"]) not in columns):
            raise row.refuse(f"{id}.tables.csv 里没有表{row['表']}的列{row['列']}")
    return Rules(
        id=id, jurisdiction=settings["jurisdiction"], title=settings["title"], doc_no=settings["doc_no"], valid_from=settings["from"],
        valid_until=settings["until"], confidence=settings["confidence"], source=head.source, reviewed=all(each.reviewed for each in signed),
        settings=settings, columns=columns, faults={key: tuple(proof.faults(each)) for key, each in columns.items()},
    )


def part(folder: Traversable, id: str, name: str, signed: list[Pack]) -> list[Row]:
    """The rows of one file of the benchmark, none where it has no such file."""
    path = folder.joinpath(f"{id}.{name}.csv")
    if not path.is_file():
        return []
    head, rows = pack.table(path, COLUMNS[name])
    signed.append(head)
    return rows


def checked(file: str, settings: dict[str, Any], line_of: Callable[[str], int], id: str) -> None:
    """The settings against their schema; dates are read in place."""
    if lack := [name for name in HEADER if name not in settings]:
        raise BadPack(file, 1, f"缺少“{'”“'.join(lack)}”")
    if settings["id"] != id:
        raise BadPack(file, line_of("id"), f"id“{settings['id']}”与文件名不一致")
    if settings["closure"] not in CLOSURES:
        raise BadPack(file, line_of("closure"), f"不认识的区间规则“{settings['closure']}”，应为 {'、'.join(CLOSURES)} 之一")
    for name in ("from", "until"):
        try:
            settings[name] = maybe_day(settings[name] or "")
        except ValueError as problem:
            raise BadPack(file, line_of(name), f"“{name}”{problem}") from None
    if settings["from"] and settings["until"] and settings["until"] <= settings["from"]:
        raise BadPack(file, line_of("until"), "失效日不晚于施行日")
    for name, check in (("rounding", rounding_fault), ("adjustments", adjustment_fault)):
        if fault := check(settings[name]):
            raise BadPack(file, line_of(name), fault)


def rounding_fault(rules: Mapping[str, Any]) -> str:
    """What is wrong with the rounding setting."""
    if "amount" not in rules:
        return "取整规则缺少“amount”"
    for kind, rule in rules.items():
        if kind != "note" and (rule.get("mode") not in MODES or not rule.get("unit", 0) > 0):
            return f"取整规则“{kind}”应写明单位和方式（{'、'.join(MODES)}）"
    return ""


def adjustment_fault(rules: list[Mapping[str, Any]]) -> str:
    """What is wrong with the adjustments."""
    kinds = {rule.get("kind") for rule in rules}
    for rule in rules:
        if not all(rule.get(name) for name in ("kind", "label", "basis")):
            return f"调整“{rule.get('kind')}”缺少 kind、label 或者 basis"
        if "as" in rule and rule["as"] not in kinds:
            return f"调整“{rule['kind']}”所指的“{rule['as']}”不存在"
        settled = any(name in rule for name in ("as", "unchanged", "human"))
        if not settled and (rule.get("direction") not in ("up", "down") or rule.get("of") not in OF):
            return f"调整“{rule['kind']}”应写明方向（up、down）和计算的基础（{'、'.join(OF)}）"
    return ""


def column(
    row: Row, closure: tuple[bool, bool], options: list[Row], cells: list[Row], lookups: list[Row]
) -> Column:
    """One column of a table with everything that belongs to it."""
    provision = None
    if row["幅度"]:
        provision = Provision(row["幅度"], row["最低"], row["最高"], row["基数"], row["基数下限"])
        if provision.kind != "amount" and not provision.base:
            raise row.refuse("按比例或者倍数罚款的，要写明基数")
        if provision.low is not None and provision.high is not None and provision.low > provision.high:
            raise row.refuse("最低大于最高")
    own = factors(within(row, options), closure)
    return Column(
        table=row["表"], key=row["列"], label=row["列名"], name=row["名称"], basis=row["法律依据"], basis_until=row["依据截止"], form=row["算法"],
        provision=provision, base=row["基数"], start=row["起点"], floorless=row["无最低时"], applies=row["适用条件"], note=row["备注"],
        factors=own, lookups=measures(row["表"], own, lookups),
        cells=tuple(Cell(tuple(each["选项"].split("+")), each["计法"], each["区间"]) for each in within(row, cells)),
    )


def within(of: Row, rows: list[Row]) -> list[Row]:
    """The rows that belong to a column: its own and those of all columns of the table."""
    return [row for row in rows if row["表"] == of["表"] and row["列"] in ("", of["列"])]


def factors(rows: list[Row], closure: tuple[bool, bool]) -> tuple[Factor, ...]:
    """The factors of a column in the order of the file."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["因素"], []).append(row)
    found = []
    for name, own in grouped.items():
        seen: dict[str, Option] = {}
        for row in own:
            if row["选项"] in seen:
                raise row.refuse(f"表{row['表']}因素“{row['因素名']}”的选项 {row['选项']} 重复")
            interval = None if row["自"] is None and row["至"] is None else Interval(row["自"], row["至"], *closure)
            seen[row["选项"]] = Option(row["选项"], row["选项名"], row["分值"], interval)
        found.append(Factor(name, own[0]["因素名"], own[0]["单位"], own[0]["组"], tuple(seen.values())))
    return tuple(found)


def measures(table: str, own: Iterable[Factor], rows: list[Row]) -> dict[str, tuple[Lookup, ...]]:
    """What measured quantities stand for, by factor."""
    found: dict[str, tuple[Lookup, ...]] = {}
    for factor in own:
        mine = [row for row in rows if table in row["表"].split() and row["因素"] == factor.key]
        for row in mine:
            if row["选项"] != "-" and factor.option(row["选项"]) is None:
                raise row.refuse(f"表{table}因素“{factor.label}”没有选项 {row['选项']}")
        if mine:
            found[factor.key] = tuple(Lookup(row["口径"], row["口径名"], row["区间"], row["选项"]) for row in mine)
    return found


def number(cell: str) -> Decimal:
    """A finite number."""
    try:
        value = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"应为数字，现为“{cell}”") from None
    if not value.is_finite():
        raise ValueError(f"应为有限的数字，现为“{cell}”")
    return value


def maybe_number(cell: str) -> Decimal | None:
    """A number or none."""
    return number(cell) if cell.strip() else None


def interval(cell: str) -> Interval:
    """`[5.5,6)`: brackets own their bound, an empty side has no end; or a single number."""
    written = needed(cell)
    if written[0] not in "[(":
        value = number(written)
        return Interval(value, value, True, True)
    low, comma, high = written[1:-1].partition(",")
    if not comma or written[-1] not in "])":
        raise ValueError(f"应写作 [下,上) 这样的区间，现为“{written}”")
    return Interval(maybe_number(low), maybe_number(high), written[0] == "[", written[-1] == "]")


def condition(cell: str) -> Condition | None:
    """`illegal_income>=100000`, `illegal_income<100000` or `shape=max_only`."""
    if not cell.strip():
        return None
    for op in (">=", "<", "="):
        key, found, value = cell.partition(op)
        if found:
            if op != "=":
                number(value)
            return Condition(key, op, value)
    raise ValueError(f"看不懂：“{cell}”")


COLUMNS: dict[str, Mapping[str, Callable[[str], Any]]] = {
    "tables": {
        "表": needed, "列": needed, "列名": text, "名称": needed, "法律依据": needed, "依据截止": maybe_day, "算法": one_of(*proof.FORMS),
        "幅度": one_of("", "amount", "percent", "multiple"), "基数": text, "基数下限": maybe_number, "最低": maybe_number, "最高": maybe_number,
        "起点": maybe_number, "无最低时": one_of("", "简易程序上限"), "适用条件": condition, "备注": text,
    },
    "options": {
        "表": needed, "列": text, "因素": needed, "因素名": needed, "单位": text, "选项": needed, "选项名": needed, "自": maybe_number,
        "至": maybe_number, "分值": maybe_number, "组": text,
    },
    "cells": {"表": needed, "列": text, "选项": needed, "计法": needed, "区间": interval},
    "lookups": {"表": needed, "因素": needed, "口径": needed, "口径名": needed, "区间": interval, "选项": needed},
}
