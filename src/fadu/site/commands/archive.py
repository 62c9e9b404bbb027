"""fadu archive: find bound files by any fragment, or hand one out as a package."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from fadu.core.refusal import Refusal, Unreadable
from fadu.site.files import replace

NAME = "archive"
HELP = "已归档的案卷：按任意片段查找，或出具不用法度也能打开、核验的归档包"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", nargs="?", help="要出具的案卷：案卷号或者案号")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="写到这个文件夹")
    parser.add_argument("--to", metavar="单位", default="", help="给谁")
    parser.add_argument("--purpose", metavar="用途", default="", help="作什么用")
    parser.add_argument("--secondary", action="store_true", help="连同副卷和办理记录（移交档案馆时）")
    parser.add_argument("--find", metavar="片段", help="列出含有这个片段（至少两个字）的案卷")
    parser.add_argument("--actor", default="", metavar="工号", help="经办人（有出具归档包权限的）")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    if bool(args.find) == bool(args.number):
        mend = "fadu archive --find 片段，或者 fadu archive 案卷号 -o 文件夹 --to 单位 --purpose 用途 --actor 工号"
        raise Unreadable("没有写明查找什么或者出具哪一卷", mend)
    told, value = _find(args.find) if args.find else _hand_out(args)
    if not told and not args.json:
        print(f"已归档的案卷里没有“{args.find}”", file=sys.stderr)
    else:
        print(json.dumps(value, ensure_ascii=False) if args.json else "\n".join(told))
    return 0 if told else 1


def _find(fragment: str) -> tuple[list[str], Any]:
    from fadu.apps.cases.archive import queries

    hits = queries.search(fragment)
    lines = [f"{hit.bound.said['archive_number']}\t{hit.bound.number}\t{hit.bound.said['party']}\t{'；'.join(hit.snippets)}" for hit in hits]
    return lines, [
        {"archive_number": hit.bound.said["archive_number"], "case": hit.bound.number, "party": hit.bound.said["party"],
         "cause": hit.bound.said["cause"], "archived_on": hit.bound.said["on"], "found": list(hit.snippets)}
        for hit in hits
    ]


def _hand_out(args: argparse.Namespace) -> tuple[list[str], Any]:
    from django.utils import timezone

    from fadu.apps.cases.archive import queries
    from fadu.apps.cases.archive.actions.handing import hand_out
    from fadu.core.archive.filing import MAIN, SECONDARY

    if args.output is None or not args.output.is_dir():
        raise Unreadable("没有写明写到哪个文件夹，或者没有这个文件夹", "请先建立文件夹，用 -o 写明")
    if not args.actor:
        raise Unreadable("没有写明经办人", "用 --actor 写明工号")
    found = next((one for one in queries.files() if args.number in (one.said["archive_number"], one.number)), None)
    if found is None:
        raise Refusal(f"没有归档的案卷 {args.number}", "请用 fadu archive --find 查找")
    volumes = [MAIN, SECONDARY] if args.secondary else [MAIN]
    stream, name = hand_out(
        uid=found.subject, receiver=args.to, purpose=args.purpose, volumes=volumes, actor=args.actor, at=timezone.localtime(),
    )
    with stream:
        replace(args.output / name, lambda target: shutil.copyfileobj(stream, target))
    path = args.output / name
    return [f"已出具：{path}", "核验：解开后在文件夹里运行 python3 verify/standalone.py --key 公钥 ."], {"file": str(path), "volumes": volumes}
