"""fadu demo: the main job on the embedded default, in a folder of its own."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

NAME = "demo"
HELP = "示范：新建数据文件夹，导入示例年度，打开网页"
NEEDS_DJANGO = False  # the data folder must be chosen before the settings are read


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keep", type=Path, metavar="DIR", help="数据放在这个文件夹并保留（必须是空的）")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--check", action="store_true", help="装好、打开两个页面后退出")


def run(args: argparse.Namespace) -> int:
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
        return _run(args, args.keep)
    with tempfile.TemporaryDirectory(prefix="fadu-demo-") as folder:
        return _run(args, Path(folder))


def _run(args: argparse.Namespace, folder: Path) -> int:
    os.environ["FADU_DATA"] = str(folder.resolve())
    os.environ.pop("FADU_DATABASE_URL", None)

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    django.setup()

    from django.core.management import call_command
    from django.utils import timezone

    from fadu.site import demo, server

    call_command("migrate", verbosity=0)
    logins = demo.fill(timezone.localtime(), lambda line: print(line, flush=True))
    print(f"\n数据文件夹：{folder}\n地址：http://127.0.0.1:{args.port}/\n\n{'工号':<12}{'一次性密码':<22}岗位")
    for login in logins:
        print(f"{login.number:<12}{login.password:<22}{login.office}")
    print("\n首次登录须修改密码。按 Ctrl+C 结束。", flush=True)
    if args.check:
        return server.check()
    server.serve("127.0.0.1", args.port)
    return 0
