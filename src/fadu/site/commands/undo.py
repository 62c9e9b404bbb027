"""fadu undo: take an act back by a new act."""

from __future__ import annotations

import argparse

NAME = "undo"
HELP = "撤回一次导入、一批空气日值、通报或者成绩（以新的行为撤回，原记录仍在）"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", help="导入批次")
    parser.add_argument("--actor", default="命令行", help="经办人工号（记入档案）")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from fadu.apps.ambient.actions.bulletins import take_bulletins_back
    from fadu.apps.ambient.actions.days import take_back
    from fadu.apps.ambient.queries.bulletins import has_batch
    from fadu.apps.ambient.queries.days import has_intake
    from fadu.apps.exchange.actions import undo_import
    from fadu.apps.learning.actions.results import take_results_back
    from fadu.apps.learning.queries.plans import has_results

    if has_intake(args.act):
        back = take_back(args.act, actor=args.actor, at=timezone.localtime())
        print(f"已撤回：移出 {back.days} 天空气日值")
        return 0
    if has_batch(args.act):
        rows = take_bulletins_back(args.act, actor=args.actor, at=timezone.localtime()).rows
        print(f"已撤回：移出 {rows} 项通报数值")
        return 0
    if has_results(args.act):
        gone = take_results_back(args.act, actor=args.actor, at=timezone.localtime())
        print(f"已撤回：移出 {gone.rows} 行成绩")
        return 0
    event = undo_import(args.act, actor=args.actor, at=timezone.localtime())
    print(f"已撤回：移出 {event.removed} 行，恢复 {event.restored} 行")
    return 0
