"""fadu fine: the fine of each case in a file, with its derivation, or what is missing."""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from fadu.site.files import document

NAME = "fine"
HELP = "罚款裁量：逐案计算，列出步骤、幅度和缺少的事实"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=Path, required=True, metavar="FILE.yaml", help="案例文件（real_cases、synthetic_vectors）")
    parser.add_argument("--ruleset", default="HN-2021", metavar="ID", help="案例没有写明裁量基准时所用的基准（默认 HN-2021）")
    parser.add_argument("--backtest", metavar="ID", help="回测：已结案件（各写明 imposed 实际罚款）按这个基准重算，比较差别")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    from fadu.core.discretion import Answer, Gap, Step, casefile, packs
    from fadu.core.refusal import Unreadable

    if args.ruleset not in packs():
        raise Unreadable(f"没有收录裁量基准“{args.ruleset}”", f"可用：{'、'.join(packs())}")
    if args.backtest:
        return _backtest(_cases(args.cases), args.backtest, args.json)
    answers: dict[str, Answer] = {}
    unreadable = False
    for key, case in _cases(args.cases):
        try:
            answers[key] = casefile.answer(case, packs(), args.ruleset)
        except Unreadable as wrong:  # of this case, not of the file: the others are answered
            unreadable = True
            print(f"案例 {key}：{wrong.reason}\n{wrong.mend}", file=sys.stderr)
            answers[key] = Answer(None, None, None, (Step(wrong.reason),), (Gap("input", "案例内容", wrong.mend),))
    if args.json:
        print(json.dumps({key: _shown(answer) for key, answer in answers.items()}, ensure_ascii=False, indent=1))
    else:
        for key, answer in answers.items():
            _print(key, answer)
    return 2 if unreadable else 1 if any(answer.missing for answer in answers.values()) else 0


def _backtest(listed: list[tuple[str, Any]], ruleset: str, as_json: bool) -> int:
    """Closed cases under another benchmark; 1 where some could not be computed."""
    from fadu.core.discretion import backtest, casefile, packs
    from fadu.core.refusal import Unreadable

    if ruleset not in packs():
        raise Unreadable(f"没有收录裁量基准“{ruleset}”", f"可用：{'、'.join(packs())}")
    found = backtest(packs()[ruleset], [casefile.closed(key, case) for key, case in listed])
    sums = {name: _number(getattr(found, name)) for name in ("before", "after", "median_change")}
    counts = {name: getattr(found, name) for name in ("computed", "higher", "lower", "equal")}
    if as_json:
        rows = [
            {"id": r.id, "before": _number(r.before), "after": _number(r.after), "missing": [gap.key for gap in r.missing]} for r in found.rows
        ]
        print(json.dumps({**counts, **sums, "missing": dict(found.missing), "rows": rows}, ensure_ascii=False, indent=1))
    else:
        for row in found.rows:
            after = "不能计算：" + "、".join(gap.label for gap in row.missing) if row.after is None else f"{row.after:,f} 元"
            print(f"{row.id}：实际 {row.before:,f} 元，按新基准 {after}")
        print("能计算 {computed} 件：升高 {higher}，降低 {lower}，不变 {equal}".format(**counts))
        print(f"合计由 {sums['before']} 元到 {sums['after']} 元，变化的中位数 {sums['median_change']} 元")
    return 1 if found.missing else 0


def _cases(path: Path) -> list[tuple[str, Any]]:
    """The cases of a file with their ids."""
    from fadu.core.discretion import casefile

    return list(casefile.cases(document(path)))


def _shown(answer: Any) -> dict[str, Any]:
    band = answer.band
    return {
        "fine": _number(answer.fine), "percent": _number(answer.percent), "steps": [str(step) for step in answer.steps],
        "min": _number(band.low) if band else None, "max": _number(band.high) if band else None,
        "missing": [gap.key for gap in answer.missing],
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _print(key: str, answer: Any) -> None:
    from fadu.core.pack import UNREVIEWED

    fine = "不能计算" if answer.fine is None else f"{answer.fine:,f} 元"
    print(f"{key}：{fine}" + ("" if answer.reviewed else f"（{UNREVIEWED}）"))
    for step in answer.steps:
        print(f"  {step}")
    for near in answer.neighbours:
        print(f"  若{near.name}为“{near.label}”：{near.fine:,f} 元")
