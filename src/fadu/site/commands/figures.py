"""fadu figures: what the ledger says, as numbers; fadu figures show ID: the rows behind one of them."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from fadu.core.figures import Period, Scope, json_number, plain

if TYPE_CHECKING:
    from fadu.apps.reports.queries import Row, Stated

NAME = "figures"
HELP = "列出指标的数值；figures show 编号：列出一个指标的各行"
_YEARS = range(1950, 2101)
_COLUMNS = ("id", "name", "value", "unit", "system", "definition", "from", "to", "as_of", "before", "change", "change_unit", "document")


class _Wrong(Exception):
    """Wrong use: what, and how to mend it."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", choices=["show"], metavar="show", help="列出一个指标的各行")
    parser.add_argument("id", nargs="?", metavar="编号", help="指标编号，例如 case.filed")
    parser.add_argument("--year", help="统计年度，例如 2024")
    parser.add_argument("--from", dest="first", metavar="日期", help="统计期起日（含），例如 2024-01-01")
    parser.add_argument("--to", dest="last", metavar="日期", help="统计期止日（含）")
    parser.add_argument("--as-of", metavar="日期", help="统计时点，缺省为统计期止日")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
    form.add_argument("--csv", action="store_true", help="输出 CSV（UTF-8）")


def run(args: argparse.Namespace) -> int:
    from fadu.apps.reports import palette, queries

    try:
        scope = _scope(args)
        if args.verb and not args.id:
            raise _Wrong("没有写指标编号", "例如 fadu figures show case.filed --year 2024")
        if args.verb and args.id not in palette.FIGURES:
            near = "、".join(palette.near(args.id))
            raise _Wrong(f"没有编号为 {args.id} 的指标", f"相近的有：{near}" if near else "运行 fadu figures --year 2024 查看全部编号")
    except _Wrong as wrong:
        print(*wrong.args, sep="\n", file=sys.stderr)
        return 2
    if args.verb:
        _show(args, queries.stated(scope, [args.id])[args.id], queries.rows_of(args.id, scope), scope)
    else:
        _list(args, list(queries.stated(scope).values()))
    return 0


def _scope(args: argparse.Namespace) -> Scope:
    """The period and as-of day that were asked for; raises _Wrong."""
    if args.year is not None and (args.first or args.last):
        raise _Wrong("--year 和 --from、--to 只能用一种", "请只写 --year，或只写 --from 和 --to")
    if args.year is not None:
        period = Period.year(_year(args.year))
    elif args.first and args.last:
        first, last = _day(args.first, "--from"), _day(args.last, "--to")
        if last < first:
            raise _Wrong(f"统计期的起日 {first} 晚于止日 {last}", "请核对 --from 和 --to")
        period = Period(first, last)
    else:
        raise _Wrong("没有写统计期", "请写 --year 2024，或 --from 2024-01-01 --to 2024-06-30")
    return Scope.of(period, _day(args.as_of, "--as-of") if args.as_of else None)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) not in _YEARS:
        raise _Wrong(f"“{text}”不是年度", f"请写 {_YEARS[0]} 至 {_YEARS[-1]} 之间的年份，例如 --year 2024")
    return int(text)


def _day(text: str, option: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _Wrong(f"{option} 后面的“{text}”不是日期", f"请写成 {option} 2024-03-04") from None
    if day.year not in _YEARS:
        raise _Wrong(f"{option} 后面的 {text} 不在 {_YEARS[0]} 至 {_YEARS[-1]} 年之间", "请核对年份")
    return day


def _list(args: argparse.Namespace, figures: list[Stated]) -> None:
    if args.json:
        print(json.dumps({figure.id: _document(figure) for figure in figures}, ensure_ascii=False, indent=1))
    elif args.csv:
        _write_csv(_COLUMNS, (_record(figure) for figure in figures))
    else:
        system = ""
        for figure in figures:
            if figure.system != system:
                system = figure.system
                print(f"\n{system}")
            print(f"  {figure.name}　{plain(figure.value)}{figure.unit}　{figure.change.text}　[{figure.id}]")


def _show(args: argparse.Namespace, figure: Stated, rows: list[Row], scope: Scope) -> None:
    from fadu.apps.reports import queries

    counted = [_row(row) for row in rows if row.counted]
    if args.json:
        print(json.dumps(counted, ensure_ascii=False, indent=1))
        return
    if args.csv:
        names = ("sheet", "number", "title", "day", "uid", "seal", "digest")
        _write_csv(names, ({**row, "seal": row["seal"] and row["seal"]["index"], "digest": row["seal"] and row["seal"]["digest"]} for row in counted))
        return
    print(f"{figure.name}　{plain(figure.value)}{figure.unit}　{figure.change.text}")
    print(f"{figure.definition}（{figure.period.label}，统计时点 {figure.as_of}，溯源码 {queries.traces(scope, [figure])[figure.id]}）")
    for row in rows:
        seal = f"封存第 {row.seal[0]} 条" if row.seal else "没有封存"
        print(f"  {row.sheet} {row.number}　{row.day or ''}　{row.title}　{seal}{'' if row.counted else '　（决定计入哪些行）'}")


def _document(figure: Stated) -> dict[str, Any]:
    document: dict[str, Any] = {
        "value": json_number(figure.value), "unit": figure.unit, "name": figure.name, "definition": figure.definition,
        "period": {"from": figure.period.first.isoformat(), "to": figure.period.last.isoformat()}, "as_of": figure.as_of.isoformat(),
        "system": figure.system, "app": figure.app,
        "change": {
            "before": json_number(figure.before), "value": json_number(figure.change.amount), "unit": figure.change.unit,
            "text": figure.change.text,
        },
    }
    return {**document, "document": figure.document} if figure.document else document


def _record(figure: Stated) -> dict[str, Any]:
    return {
        "id": figure.id, "name": figure.name, "value": _cell(figure.value), "unit": figure.unit, "system": figure.system,
        "definition": figure.definition, "from": figure.period.first, "to": figure.period.last, "as_of": figure.as_of,
        "before": _cell(figure.before), "change": _cell(figure.change.amount), "change_unit": figure.change.unit, "document": figure.document,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "sheet": row.sheet, "number": row.number, "title": row.title, "day": row.day.isoformat() if row.day else None, "uid": row.uid,
        "seal": {"index": row.seal[0], "digest": row.seal[1]} if row.seal else None,
    }


def _cell(value: Any) -> str:
    return "" if value is None else plain(value)


def _write_csv(names: tuple[str, ...], records: Any) -> None:
    writer = csv.DictWriter(sys.stdout, names, extrasaction="raise", lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
