"""fadu export: the workbook out, in the format it comes in."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

NAME = "export"
HELP = "导出台账工作簿"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="写到哪里（.xlsx）")
    parser.add_argument("--blank", action="store_true", help="只要空白工作簿：表头、填写说明、下拉列表，没有数据")
    parser.add_argument("--actor", default="命令行", help="经办人工号（记入档案）")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from fadu.apps.exchange.actions import export_workbook
    from fadu.apps.exchange.writing import write_blank_workbook
    from fadu.core.refusal import Unreadable

    if args.file.suffix.lower() != ".xlsx":
        raise Unreadable(f"{args.file} 不是 .xlsx 文件名", "请写成 名称.xlsx")
    if not args.file.resolve().parent.is_dir():
        raise Unreadable(f"文件夹 {args.file.resolve().parent} 不存在", "请先建立文件夹")
    if args.blank:
        write_blank_workbook(args.file)
        print(f"空白工作簿写到 {args.file}")
        return 0
    part = args.file.with_name(args.file.name + ".part")
    with export_workbook(actor=args.actor, at=timezone.localtime()) as stream, part.open("wb") as target:
        shutil.copyfileobj(stream, target)
    part.replace(args.file)
    print(f"已导出到 {args.file}")
    return 0
