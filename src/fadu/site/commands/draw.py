"""fadu draw: freeze two name lists and a plan, then draw from a seed; the result can be replayed by anyone."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from fadu.site.files import replace

NAME = "draw"
HELP = "双随机抽取：按名录、计划和种子抽取对象和人员，结果可由任何人重算"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--objects", type=Path, required=True, metavar="FILE.csv", help="对象名录：id,class[,…]")
    parser.add_argument("--officers", type=Path, required=True, metavar="FILE.csv", help="人员名录：id[,…]")
    parser.add_argument("--plan", type=Path, required=True, metavar="FILE.json", help="各类别的抽取办法")
    parser.add_argument("--frame", metavar="HEX", help="事先公布的名录和计划摘要，不符则不抽取")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--freeze", action="store_true", help="只算出名录和计划的摘要，供种子产生之前公布")
    what.add_argument("--seed", metavar="TEXT", help="种子：名录冻结之后才产生的外部数字")
    parser.add_argument("-o", "--output", type=Path, default=Path("DRAW.json"), metavar="DRAW.json", help="结果文件")


def run(args: argparse.Namespace) -> int:
    from fadu.core import sampling
    from fadu.core.refusal import Refusal

    objects, officers = (sampling.read(_text(path), kind) for path, kind in ((args.objects, "objects"), (args.officers, "officers")))
    written = sampling.parse(_text(args.plan))
    frozen = sampling.freeze(objects, officers, written)
    if args.freeze:
        print(json.dumps(frozen))
        return 0
    if args.frame and args.frame.lower() not in frozen.values():
        reason = f"名录和计划的摘要是 {frozen['sha256']}，与事先公布的不符"
        raise Refusal(reason, "名录和计划公布之后不能改动；确需改动的，重新冻结、公布后再产生种子")
    made = sampling.draw(objects, officers, sampling.plan(written), args.seed)
    document = sampling.document(made)
    replace(args.output, lambda stream: stream.write(sampling.dump(document).encode()))
    _summary(made, document)
    return 0


def _text(path: Path) -> str:
    """A text file in UTF-8, or in GB18030 as older office software writes it."""
    from fadu.core.decoding import decoded
    from fadu.core.refusal import Unreadable, cause

    try:
        data = path.read_bytes()
    except OSError as problem:
        raise Unreadable(f"{path} 读不了：{cause(problem)}", "请检查文件是否存在、能否打开") from problem
    return decoded(data, str(path), mend="请另存为 UTF-8 的 CSV 或者 JSON")[0]


def _summary(made: Any, document: dict[str, Any]) -> None:
    from collections import Counter

    total = Counter(row["class"] for row in made.objects)
    drawn = Counter(each.cls for each in made.drawn)
    for name in sorted(total):
        print(f"{name}：{total[name]} 个中抽取 {drawn[name]} 家次")
    print(f"共抽取 {len(made.drawn)} 家次，不参加抽取 {len(made.skipped)} 个，不能派的人员 {len(made.unfit)} 名")
    print(f"名录和计划摘要 sha256 {document['frame_digest']['sha256']}")
    print(f"结果摘要 sha256 {document['digest']['sha256']}")
