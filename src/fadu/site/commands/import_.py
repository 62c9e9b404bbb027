"""fadu import: a workbook in."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fadu.core.refusal import Unreadable

NAME = "import"
HELP = "导入台账工作簿（补录）"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="台账工作簿（.xlsx、.xls、.et）或一个登记簿的 .csv，格式见 docs/workbook.md")
    parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")
    parser.add_argument("--keep-going", action="store_true", help="跳过有错的行，其余照常导入")
    parser.add_argument("--marked", type=Path, metavar="FILE.xlsx", help="有错的单元格标注出来，另存一份")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
    parser.add_argument("--actor", default="命令行", help="经办人工号（记入档案）")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from fadu.apps.exchange import marking
    from fadu.apps.exchange.actions import import_workbook

    try:
        if not args.file.is_file():
            raise Unreadable(f"找不到文件 {args.file}", "请核对路径")
        outcome = import_workbook(
            args.file, actor=args.actor, at=timezone.localtime(), dry_run=args.dry_run, keep_going=args.keep_going
        )
    except Unreadable as problem:
        if args.json:
            print(json.dumps(_unread(problem, args.dry_run), ensure_ascii=False, indent=1))
        raise
    said = outcome.plan.report()
    if args.marked and (said["refusals"] or said["findings"]):
        with args.marked.open("wb") as stream:
            marking.write_marked(args.file, args.file.name, said, stream)
    report = {"batch": outcome.batch or None, "dry_run": args.dry_run, **said}
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _tell(report)
    return 1 if report["refusals"] else 0


def _tell(report: dict) -> None:  # type: ignore[type-arg]
    for name, counts in report["sheets"].items():
        said = "，".join(f"{label} {counts[verb]}" for verb, label in _VERBS.items() if counts[verb])
        print(f"{name}：{said or '没有数据'}")
    for refusal in report["refusals"]:
        where = " ".join(filter(None, [refusal["sheet"], f"第 {refusal['row']} 行" if refusal["row"] else "", refusal["column"] or ""]))
        print(f"不能导入　{where}：{refusal['reason']}\n　　改法：{refusal['mend']}", file=sys.stderr)
    for finding in report["findings"]:
        print(f"发现　{finding['sheet']} {finding.get('key', '')}：{finding['reason']}（{finding['article']}）")
    for note in report["notes"][:20]:
        print(f"附注　{note['sheet']} {note['column'] or ''}：{note['reason']}")
    if report["batch"]:
        print(f"已导入，批次 {report['batch']}（可用 fadu undo 撤回）")
    elif report["refusals"]:
        print("文件没有导入。请按提示改正，或加 --keep-going 跳过有错的行", file=sys.stderr)
    else:
        print("只核对，没有写入" if report["dry_run"] else "没有变化，什么也没有写入")


def _unread(problem: Unreadable, dry_run: bool) -> dict[str, object]:
    """A file that was not opened, in the same form as any other: one refusal, of the file as a whole."""
    refusal = {"sheet": None, "row": None, "column": None, "value": None, "reason": problem.reason, "mend": problem.mend}
    return {"batch": None, "dry_run": dry_run, "sheets": {}, "refusals": [refusal], "findings": [], "notes": []}


_VERBS = {"new": "新增", "changed": "更正", "unchanged": "不变", "refused": "拒绝"}
