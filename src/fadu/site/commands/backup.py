"""fadu backup: everything that is worth keeping, encrypted, in one file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

NAME = "backup"
HELP = "备份：一致的快照，加密成一个文件，带档案根；不影响正在进行的工作"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="写到哪里，例如 /media/disk/2026-01-31.fadu")
    parser.add_argument("--since", type=Path, metavar="FILE", help="增量：只写这份备份之后变了的内容（恢复时两份要放在一起）")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils import timezone

    from fadu.site.backup import journal, keys, making

    manifest = making.make(args.file, at=timezone.localtime(), since=args.since)
    journal.add(args.file, manifest)
    size = args.file.stat().st_size
    if args.json:
        print(json.dumps({"file": str(args.file), "bytes": size, "base": manifest.base or None, **manifest.summary()}, ensure_ascii=False))
        return 0
    print(f"已备份到 {args.file}（{size} 字节{'，增量' if manifest.base else ''}）")
    print(f"封存 {manifest.size} 条，根 {manifest.roots['sha256']}；共 {sum(manifest.rows.values())} 行、{len(manifest.files)} 个文件")
    print(f"恢复要用密钥 {keys.file(Path(settings.FADU_DATA))}，它不在备份里：请另外保存")
    return 0
