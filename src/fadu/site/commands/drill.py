"""fadu drill: restore the newest backup into a scratch place and compare; for every night."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

NAME = "drill"
HELP = "恢复演练：把最新的备份恢复到临时位置，比对行数、指标、档案根；结果封存"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
    parser.add_argument("--actor", default="命令行", help="经办人工号（记入档案）")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from fadu.apps.record.actions.drilling import seal_drill
    from fadu.site.backup.drilling import drill

    found = drill(timezone.localtime())
    entry = seal_drill(found, actor=args.actor, at=timezone.localtime())
    if args.json:
        print(json.dumps({"ok": found.passed, "act": entry.index, **asdict(found)}, ensure_ascii=False))
    else:
        for fault in found.faults:
            print(fault, file=sys.stderr)
        verdict = "演练通过" if found.passed else "演练没有通过"
        print(f"{verdict}：{found.file}，封存 {found.entries} 条，{found.rows} 行，{len(found.years)} 个年度的指标")
        print(f"此刻出事会丢 {found.behind} 条、{found.rpo_seconds} 秒内的行为（RPO）；恢复用时 {found.rto_ms / 1000:.1f} 秒（RTO）")
        print(f"结果封存为第 {entry.index} 条")
    return 0 if found.passed else 1
