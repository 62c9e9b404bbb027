"""fadu figures: what the ledger says, as numbers; figures show ID: the rows behind one of them; figures seal ID: its proof for an outsider."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from fadu.core.figures import Period, Scope, json_number, plain
from fadu.site.files import replace

if TYPE_CHECKING:
    from fadu.apps.reports.queries import Row, Stated

NAME = "figures"
HELP = "列出指标的数值；figures show 编号：列出一个指标的各行；figures seal 编号：封存一个指标并出具证明"
_YEARS = range(1950, 2101)
_COLUMNS = ("id", "name", "value", "unit", "system", "definition", "from", "to", "as_of", "before", "change", "change_unit", "document")


class _Wrong(Exception):
    """Wrong use: what, and how to mend it."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", choices=["show", "seal"], metavar="show|seal", help="列出一个指标的各行；封存一个指标并出具证明")
    parser.add_argument("id", nargs="?", metavar="编号", help="指标编号，例如 case.filed")
    parser.add_argument("--year", help="统计年度，例如 2024")
    parser.add_argument("--from", dest="first", metavar="日期", help="统计期起日（含），例如 2024-01-01")
    parser.add_argument("--to", dest="last", metavar="日期", help="统计期止日（含）")
    parser.add_argument("--as-of", metavar="日期", help="统计时点，缺省为统计期止日")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.json", help="seal：证明写到哪里")
    parser.add_argument("--actor", default="命令行", help="seal：经办人工号（记入档案）")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
    form.add_argument("--csv", action="store_true", help="输出 CSV（UTF-8）")


def run(args: argparse.Namespace) -> int:
    from fadu.apps.reports import palette, queries

    try:
        scope = _scope(args)
        _require_known(args, palette)
        _require_output(args)
    except _Wrong as wrong:
        print(*wrong.args, sep="\n", file=sys.stderr)
        return 2
    if args.verb == "seal":
        _seal(args, scope)
    elif args.verb:
        _show(args, queries.stated(scope, [args.id])[args.id], queries.rows_of(args.id, scope), scope)
    else:
        _list(args, list(queries.stated(scope).values()))
    return 0


def _require_known(args: argparse.Namespace, palette: Any) -> None:
    if args.verb and not args.id:
        raise _Wrong("没有写指标编号", f"例如 fadu figures {args.verb} case.filed --year 2024")
    if args.verb and args.id not in palette.FIGURES:
        near = "、".join(palette.near(args.id))
        raise _Wrong(f"没有编号为 {args.id} 的指标", f"相近的有：{near}" if near else "运行 fadu figures --year 2024 查看全部编号")


def _require_output(args: argparse.Namespace) -> None:
    if args.verb == "seal" and (not args.output or args.csv):
        raise _Wrong("封存指标要写出一个证明文件（JSON）", "例如 fadu figures seal case.filed --year 2024 -o 证明.json")
    if args.verb != "seal" and args.output:
        raise _Wrong("-o 只用于封存指标", "例如 fadu figures seal case.filed --year 2024 -o 证明.json")


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


def _seal(args: argparse.Namespace, scope: Scope) -> None:
    from django.utils import timezone

    from fadu.apps.reports.actions.sealing_figures import seal_figure

    made = []

    def write(stream: IO[bytes]) -> None:  # opened first: what can't be written is not sealed
        made.append(seal_figure(args.id, scope, actor=args.actor, at=timezone.localtime()))
        stream.write(made[0].file().encode())

    replace(args.output, write)
    [proof] = made
    act = json.loads(proof.text)["after"]
    if args.json:
        said = {"index": proof.index, "checkpoint": proof.checkpoint.number, "figure": args.id}
        said |= {name: act[name] for name in ("value", "how", "field")}
        print(json.dumps({**said, "rows": len(proof.rows or ()), "file": str(args.output)}, ensure_ascii=False))
        return
    field = f"各行的 {act['field']} " + ("相加" if act["how"] == "sum" else "有几个不同的值") + "，附各行全文，核验时逐行复算"
    how = field if act["field"] else "每行计一，核验时复算" if act["how"] == "sum" else "不能由各行逐一复算，核验时只核各行未变"
    print(f"已封存为档案第 {proof.index} 条：{args.id} = {act['value']}，据 {len(proof.rows or ())} 行（{how}）")
    print(f"证明已写到 {args.output}（第 {proof.checkpoint.number} 号检查点）")


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
