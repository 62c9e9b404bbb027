"""fadu verify: the ledger in place."""

from __future__ import annotations

import argparse
import json
import sys

NAME = "verify"
HELP = "核验档案：重算每一条封存，逐行对照现状"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    from fadu.apps.exchange.homes import HOMES
    from fadu.apps.record import queries, verifying

    faults = list(verifying.ledger_faults([]))
    for table in HOMES.values():
        faults.extend(verifying.state_faults(table))
    size, digest = queries.head()
    if args.json:
        shown = [{"where": fault.where, "reason": fault.reason} for fault in faults]
        print(json.dumps({"ok": not faults, "entries": size, "root": digest, "faults": shown}, ensure_ascii=False))
    else:
        for fault in faults:
            print(f"{fault.where}：{fault.reason}", file=sys.stderr)
        print(f"共 {size} 条封存，根 {digest}；" + (f"{len(faults)} 处不符" if faults else "全部相符"))
    return 1 if faults else 0
