"""fadu paper: draw an examination paper again from its file and say where it was touched."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

NAME = "paper"
HELP = "重抽试卷：只凭考试结束后公开的试卷文件，按种子和题库清单重抽一遍"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="PAPER.json", help="考试页面上下载的试卷文件")
    parser.add_argument("--digest", metavar="HEX", help="开考前封存的试卷摘要")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: argparse.Namespace) -> int:
    from fadu.core.learning import papers
    from fadu.site import files

    text = files.text(args.file)
    found = papers.replay(text)
    paper = papers.parse(text)
    if args.digest and args.digest.lower() != paper.digest:
        found.insert(0, "试卷摘要与开考前封存的不符：试卷在封存之后被换过")
    if args.json:
        print(json.dumps({
            "ok": not found, "faults": found, "seed": paper.seed, "bank_digest": paper.bank_digest, "digest": paper.digest,
            "questions": [each.number for each in paper.questions],
        }, ensure_ascii=False))
        return 1 if found else 0
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print("请向组织单位索取原始文件，并与封存的试卷摘要核对", file=sys.stderr)
        return 1
    print(f"重抽相符：{len(paper.questions)} 题，种子 {paper.seed}，题库摘要 {paper.bank_digest}")
    return 0
