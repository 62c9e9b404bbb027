"""fadu serve: the pages, on loopback unless told otherwise."""

from __future__ import annotations

import argparse

NAME = "serve"
HELP = "打开网页服务"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", default="127.0.0.1:8000", metavar="HOST:PORT", help="监听地址，默认只在本机")


def run(args: argparse.Namespace) -> int:
    from fadu.core.refusal import Refusal
    from fadu.site import server

    host, _, port = args.listen.rpartition(":")
    if not host or not port.isdigit():
        raise Refusal(f"{args.listen} 不是 主机:端口", "请写成 127.0.0.1:8000")
    print(f"http://{args.listen}/（按 Ctrl+C 结束）", flush=True)
    server.serve(host, int(port))
    return 0
