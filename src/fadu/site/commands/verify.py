"""fadu verify: the ledger in place, or files that left the house."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from fadu.core.ledger.note import NAMES

NAME = "verify"
HELP = "核验档案：重算每一条封存，逐行对照现状；或核验导出的账本、证明、回执、文件"
NEEDS_DJANGO = False  # a court checks a file where there is no data folder, and none is made for it
SHOWN = 200


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="*", type=Path, metavar="PATH", help="导出的账本、证明、见证回执、检查点，或封存过的文件；不写则核验本机的档案")
    parser.add_argument("--key", action="append", default=[], metavar="公钥", help="出具单位公布的公钥（可多次）；不写则用本机档案的，或账本自带的")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    result = _files(args.path, args.key) if args.path else in_place()
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        _tell(result)
    return 0 if result["ok"] else 1


def in_place() -> dict[str, Any]:
    """Everything that can be verified here: {ok, entries, root, checkpoints, signatures: {algorithm: count}, covered,
    faults: [{where, reason}], notes}."""
    from fadu.site import startup

    startup.set_up(needs_data=True)

    from fadu.apps.ambient.verifying import day_faults
    from fadu.apps.cases.documents.verifying import document_faults
    from fadu.apps.cases.rechecking import paper_faults
    from fadu.apps.cases.verifying import matter_faults
    from fadu.apps.exchange.homes import HOMES
    from fadu.apps.exchange.verifying import finding_faults
    from fadu.apps.inspections.verifying import draw_faults, visit_faults
    from fadu.apps.learning.verifying import learning_faults
    from fadu.apps.record import verifying
    from fadu.apps.registers.verifying import register_faults
    from fadu.apps.reports.verifying import report_faults

    beside = {
        "案件办理": matter_faults, "文书": document_faults, "案卷": paper_faults, "学法考试": learning_faults, "年度报告": report_faults,
        "空气日值": day_faults, "双随机抽取": draw_faults, "现场检查": visit_faults, "自设登记簿": register_faults,
    }
    report = verifying.whole(HOMES.values(), also=finding_faults, beside=beside)
    return {
        "ok": not report.faults, "entries": report.entries, "root": report.root, "checkpoints": report.checkpoints,
        "signatures": report.signatures, "covered": report.covered,
        "faults": [{"where": fault.where, "reason": fault.reason} for fault in report.faults], "notes": report.notes,
    }


def _files(paths: list[Path], keys: list[str]) -> dict[str, Any]:
    from fadu.site import outside

    return outside.verify(paths, keys)


def _tell(result: dict[str, Any]) -> None:
    for fault in result["faults"][:SHOWN]:
        print(f"{fault['where']}：{fault['reason']}", file=sys.stderr)
    if len(result["faults"]) > SHOWN:
        print(f"……另有 {len(result['faults']) - SHOWN} 处（用 --json 看全部）", file=sys.stderr)
    for line in (*result.get("held", ()), *result["notes"]):
        print(line)
    by = "、".join(f"{NAMES[kind]} {count} 个" for kind, count in result["signatures"].items() if count) or "没有签名"
    verdict = "全部相符" if result["ok"] else f"{len(result['faults'])} 处不符"
    if "covered" in result:
        signed = f"{result['checkpoints']} 个检查点（{by}），签名覆盖前 {result['covered']} 条"
        print(f"共 {result['entries']} 条封存，根 {result['root']}；{signed}；{verdict}")
    else:
        print(f"核过的签名：{by}\n{verdict}")
