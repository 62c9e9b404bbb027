"""fadu serve: the pages, on loopback unless told otherwise."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime

NAME = "serve"
HELP = "打开网页服务"
NEEDS_DJANGO = False  # with --tls the settings must know of it before they are read


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", default="127.0.0.1:8000", metavar="HOST:PORT", help="监听地址，默认只在本机")
    parser.add_argument("--tls", action="store_true", help="用 HTTPS，证书由本单位自己的根证书签发（手机离线记录要用）")


def run(args: argparse.Namespace) -> int:
    from fadu.core.refusal import Refusal
    from fadu.site import startup

    if args.tls:
        os.environ["FADU_HTTPS"] = "1"
    startup.set_up(needs_data=True)

    from django.conf import settings

    from fadu.site import server, tls

    host, _, port = args.listen.rpartition(":")
    if not host or not port.isdigit():
        raise Refusal(f"{args.listen} 不是 主机:端口", "请写成 127.0.0.1:8000")
    context = None
    if args.tls:
        context = tls.context(settings.FADU_DATA, [*settings.ALLOWED_HOSTS, *([] if host in ("0.0.0.0", "::") else [host])], datetime.now(UTC))  # noqa: S104
        print(f"手机和电脑先装一次根证书：{tls.folder(settings.FADU_DATA) / 'ca.pem'}", flush=True)
    print(f"{'https' if context else 'http'}://{args.listen}/（按 Ctrl+C 结束）", flush=True)
    server.serve(host, int(port), context)
    return 0
