"""fadu init: a data folder, ready for import; run again after an upgrade it brings the tables up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "init"
HELP = "新建数据文件夹（已有的只升级结构）"
NEEDS_DATA = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bureau", type=Path, metavar="FILE", help="单位和人员的工作簿（只需“单位”“人员”两张表）")


def run(args: argparse.Namespace) -> int:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from fadu.apps.exchange.actions import import_workbook
    from fadu.apps.exchange.actions.importing import require_accepted
    from fadu.apps.exchange.actions.rechecking import recheck_findings
    from fadu.core.refusal import Unreadable

    if args.bureau and not args.bureau.is_file():
        raise Unreadable(f"找不到文件 {args.bureau}", "请核对路径")
    settings.FADU_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    recheck_findings(today=timezone.localdate())
    if args.bureau:
        outcome = import_workbook(args.bureau, actor="命令行", at=timezone.localtime())
        require_accepted(outcome.plan)
        print(f"已录入 {outcome.plan.count('new')} 行")
    print(f"数据文件夹已就绪：{settings.FADU_DATA}")
    print("下一步：fadu import 工作簿.xlsx；fadu account open 工号 --role 岗位 开通账号；fadu serve 打开网页")
    return 0
