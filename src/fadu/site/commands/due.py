"""fadu due: when a time limit ends, with its derivation."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from fadu.core import days
from fadu.core.procedure import limits
from fadu.core.refusal import Refusal

NAME = "due"
HELP = "计算一个法定期限何时届满，并打印计算单"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="期限的编号（D01 …）或者名称")
    parser.add_argument("--start", required=True, metavar="DATE", help="起算日 YYYY-MM-DD（以小时计的期限可写 YYYY-MM-DDTHH:MM）")
    parser.add_argument(
        "--pause", action="append", default=[], metavar="FROM..TO", help="扣除的时间，含首尾两日；可写事由 FROM..TO:监测；可多次"
    )
    parser.add_argument("--extend", default="0", metavar="N", help="经批准延长的天数（以月计的期限为月数）")
    parser.add_argument("--side", choices=days.SIDES, default="agency", help="稳妥日为谁而算：agency 机关，party 当事人")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    try:
        limits.limit(args.rule)
        start, extend = _start(args.start), _number(args.extend)
        pauses = [_pause(one) for one in args.pause]
    except Refusal as wrong:
        return _complain(wrong, 2)
    try:
        answer = limits.due(args.rule, start, pauses=pauses, extend=extend, side=args.side)
    except Refusal as refused:
        if args.json:
            _print(days.Answer(None, None, provisional=False, missing=(refused.reason,)))
        return _complain(refused, 1)
    if args.json:
        _print(answer)
    else:
        print("\n".join(answer.derivation["text"]))
    if answer.due is None or answer.safe is None:
        return _complain(Refusal(f"{args.rule} 算不出届满日：{'；'.join(answer.missing)}", "请补足所缺的内容，或者选用带情形的编号"), 1)
    if not args.json:
        print(f"届满 {days.shown(answer.due)}，稳妥日 {days.shown(answer.safe)}" + ("（暂定）" if answer.provisional else ""))
    return 0


def _start(written: str) -> date:
    try:
        return days.moment(written)
    except ValueError:
        raise Refusal(f"--start 不是日期：{written}", "请写作 YYYY-MM-DD，例如 2026-09-18") from None


def _pause(written: str) -> days.Pause:
    span, _, ground = written.partition(":")
    first, _, last = span.partition("..")
    try:
        return days.Pause(date.fromisoformat(first), date.fromisoformat(last), ground)
    except ValueError:
        raise Refusal(f"--pause 看不懂：{written}", "请写作 起始日..截止日，例如 2026-07-01..2026-07-10") from None


def _number(written: str) -> int:
    if not written.isdigit():
        raise Refusal(f"--extend 应为正整数，现为 {written}", "请填写经批准延长的天数，例如 --extend 30")
    return int(written)


def _print(answer: days.Answer) -> None:
    print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=1))


def _complain(refusal: Refusal, code: int) -> int:
    article = f"（{refusal.article}）" if refusal.article else ""
    print(f"{refusal.reason}{article}\n{refusal.mend}", file=sys.stderr)
    return code
