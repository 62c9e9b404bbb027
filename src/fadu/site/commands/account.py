"""fadu account: open an account for a person of the register, or close it. The password is made here and shown once."""

from __future__ import annotations

import argparse

from fadu.web.policy import ROLES

NAME = "account"
HELP = "开通、重置或停用账号（人员须先在“人员”里登记）"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=("open", "reset", "close", "list"), help="open 开通，reset 重置密码，close 停用，list 列出")
    parser.add_argument("number", nargs="?", default="", help="工号")
    parser.add_argument("--role", action="append", default=[], choices=tuple(ROLES), help="岗位（可多次）")
    parser.add_argument("--actor", default="命令行", help="经办人工号（记入档案）")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from fadu.apps.officers import queries
    from fadu.apps.officers.actions import accounts

    at = timezone.localtime()
    if args.verb == "list":
        for account in queries.accounts():
            print(account.number, account.name, "、".join(account.role_labels), "停用" if not account.is_active else "", sep="\t")
    elif args.verb == "open":
        print(accounts.open_account(person_number=args.number, roles=args.role, actor=args.actor, at=at))
    elif args.verb == "reset":
        print(accounts.reset_password(person_number=args.number, actor=args.actor, at=at))
    else:
        accounts.close_account(person_number=args.number, actor=args.actor, at=at)
        print(f"{args.number} 已停用")
    return 0
