"""fadu replay: repeat a draw from its file and say where it was touched."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

NAME = "replay"
HELP = "重算抽取：只凭结果文件重算一遍，指出被改动的地方"
NEEDS_DJANGO = False
SHOWN = 20


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="DRAW.json", help="fadu draw 的结果文件")
    parser.add_argument("--frame", metavar="HEX", help="种子产生之前公布的名录和计划摘要")


def run(args: argparse.Namespace) -> int:
    from fadu.core import sampling
    from fadu.site import files

    text = files.text(args.file)
    found = sampling.replay(text)
    read = sampling.parse(text)
    if args.frame and args.frame.lower() not in read.get("frame_digest", {}).values():
        found.insert(0, "frame_digest：与事先公布的摘要不符，名录或者计划在公布之后被换过")
    for line in found[:SHOWN]:
        print(line, file=sys.stderr)
    if len(found) > SHOWN:
        print(f"……另有 {len(found) - SHOWN} 处", file=sys.stderr)
    if found:
        print("请向发布单位索取原始文件，并与公布的摘要核对", file=sys.stderr)
        return 1
    print(f"重算相符：{len(read['drawn'])} 家次，种子 {read['seed']}，名录和计划摘要 sha256 {read['frame_digest']['sha256']}")
    return 0
