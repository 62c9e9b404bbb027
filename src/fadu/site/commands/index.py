"""fadu index: published indices of air and classes of water recomputed from the values beside them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

NAME = "index"
HELP = "复算公布的空气综合指数、水质类别，列出与公布不符的行"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="空气综合指数表或水质类别表（docs/indices.md）")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    from fadu.core.figures.rounding import json_number
    from fadu.core.indices import published
    from fadu.core.refusal import Unreadable, cause

    try:
        rows = published.recompute(args.file.read_bytes(), args.file.name)
    except OSError as error:
        raise Unreadable(f"{args.file} 读不了：{cause(error)}", "请检查文件是否存在、能否打开") from None

    def shown(value: object) -> object:
        return value if isinstance(value, str) else json_number(value)  # type: ignore[arg-type]

    if args.json:
        print(json.dumps(
            [{"row_id": row.row_id, **{key: shown(getattr(row, key)) for key in ("computed", "published", "deviation")}} for row in rows],
            ensure_ascii=False, indent=1,
        ))
    for row in rows:
        if not args.json:
            print(f"{row.row_id} {row.name}：{row.derivation or '不能计算'}" + (f"，公布 {row.published}" if row.published is not None else ""))
        if row.finding:
            print(f"第 {row.line} 行 {row.row_id}：{row.finding}\n{row.mend}", file=sys.stderr)
    return 1 if any(row.finding for row in rows) else 0
