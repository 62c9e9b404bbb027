"""fadu doctor: the self-check, and the rows of GB/T 22239-2019."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

NAME = "doctor"
HELP = "自检：程序、数据文件夹、数据库、档案、账号；--dengbao 按等级保护逐行对照"
NEEDS_DATA = False
_MARKS = {"ok": "正常", "warn": "提醒", "fail": "问题"}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dengbao", action="store_true", help="另列 GB/T 22239-2019 中由软件自己满足的 50 行，逐行注明符合、不符合、不适用或未核")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from fadu.site.doctor import dengbao, examining

    at = timezone.localtime()
    results = examining.examine(at)
    rows = dengbao.rows(at, has_data=examining.has_structure(results)) if args.dengbao else []
    ok = all(result.state != "fail" for result in results)
    if args.json:
        value: dict[str, Any] = {"ok": ok, "checks": [asdict(result) for result in results]}
        if args.dengbao:
            value["dengbao"] = [asdict(row) for row in rows]
        print(json.dumps(value, ensure_ascii=False))
    else:
        _tell(results, rows)
    return 0 if ok and all(row.state != "fail" for row in rows) else 1


def _tell(results: list[Any], rows: list[Any]) -> None:
    for result in results:
        print(f"[{_MARKS[result.state]}] {result.name}：{result.said}", file=sys.stdout if result.state == "ok" else sys.stderr)
        if result.state != "ok" and result.mend:
            print(f"        {result.mend}", file=sys.stderr)
    if not rows:
        return
    from fadu.site.doctor.dengbao import STATES

    for row in rows:
        print(f"{row.n:>2} {row.family}（{row.level}级）{row.requirement}：{STATES[row.state]}。{row.said}")
    counts = "，".join(f"{label} {sum(row.state == state for row in rows)}" for state, label in STATES.items())
    print(f"共 {len(rows)} 行：{counts}。机房、网络和管理制度不在其内；测评以测评机构为准")
