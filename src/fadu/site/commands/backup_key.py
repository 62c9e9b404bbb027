"""fadu backup-key: where the backup key lies; split into halves for two officers."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "backup-key"
HELP = "备份密钥：在哪里；分成两个半份，由两人分别保管"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", type=Path, nargs=2, metavar=("FILE", "FILE"), help="写成两个半份；只有一份什么也解不开")


def run(args: argparse.Namespace) -> int:
    from fadu.site import environment
    from fadu.site.backup import keys

    place = keys.file(environment.folder("FADU_DATA", Path("fadu-data")))
    key = keys.read([place])
    if args.split:
        keys.split(key, *args.split)
        print(f"已写成两个半份：{args.split[0]}、{args.split[1]}。请交两人分别保管，恢复时写 --key 两次")
    print(f"备份密钥 {place}，编号 {key.id}")
    return 0
