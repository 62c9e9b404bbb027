"""fadu restore: a backup into a new data folder, accepted only if it reproduces the ledger's roots."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

NAME = "restore"
HELP = "恢复：把备份恢复到新的数据文件夹；档案根、行数、指标有一处不符就不接受"
NEEDS_DJANGO = False  # the new folder must be chosen before the settings are read


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="备份文件（增量的，要与它依据的备份放在一起）")
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="新的数据文件夹：不存在的，或空的")
    parser.add_argument("--key", type=Path, action="append", default=[], metavar="FILE", help="备份密钥，或两个半份（写两次）；缺省用当前的")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    from fadu.site import environment, startup
    from fadu.site.backup import archive, keys, restoring
    from fadu.site.commands.verify import in_place

    archive.chain(args.file)
    own = keys.file(environment.folder("FADU_DATA", Path("fadu-data")))
    key = keys.read(args.key or [own])
    done = restoring.restore(args.file, args.to, key, lambda: startup.set_up(needs_data=False), in_place)
    if args.json:
        said = {"ok": True, "to": str(args.to), "seconds": done.seconds, "notes": done.notes, **done.manifest.summary()}
        print(json.dumps(said, ensure_ascii=False))
        return 0
    print(f"已恢复到 {args.to}：封存 {done.manifest.size} 条，根 {done.manifest.roots['sha256']}，与备份一致（{done.seconds} 秒）")
    for note in done.notes:
        print(note)
    print(f"启用：环境变量 FADU_DATA={args.to} 后运行 fadu serve；今后的备份会另立密钥，或先把原来的 backup.key 放进 keys 文件夹")
    return 0
