"""fadu join: the draws of separate units as one list."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "join"
HELP = "合并抽取结果：把几个单位用同一种子抽取的 DRAW.json 合成一份名单，原来的文件不变"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="DRAW.json", help="两份以上的抽取结果")
    parser.add_argument("-o", "--output", type=Path, default=Path("LIST.json"), metavar="LIST.json", help="合并的名单")


def run(args: argparse.Namespace) -> int:
    from fadu.core import sampling
    from fadu.core.refusal import Refusal
    from fadu.site import files

    texts = [files.text(path) for path in args.files]
    if args.output.resolve() in {path.resolve() for path in args.files}:
        raise Refusal(f"{args.output} 是要合并的文件", "请换一个名称：原来的抽取结果不能改动")
    found = sampling.join(texts)
    files.replace(args.output, lambda stream: stream.write(sampling.dump(found).encode()))
    for place, each in enumerate(found["parts"], 1):
        print(f"第 {place} 份 {each['office'] or each['title']}：{each['drawn']} 家次，结果摘要 sha256 {each['digest']}")
    print(f"共 {len(found['drawn'])} 家次，种子 {found['seed']}")
    return 0
