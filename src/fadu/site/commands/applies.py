"""fadu applies: which law applies to each case of a file (从旧兼从轻), step by step."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from fadu.core.law import applies, cases
from fadu.core.law.tiers import yuan
from fadu.core.refusal import Unreadable
from fadu.site.files import document

NAME = "applies"
HELP = "新旧法适用：逐案给出适用的法律、罚款幅度、步骤和缺少的事实"
NEEDS_DJANGO = False

CHOICES = {"old": "适用旧法", "new": "适用新法", "not_punishable": "不予处罚", "ask": "停止，须先查明或审核"}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=Path, required=True, metavar="FILE.yaml", help="案例文件（examples: 下逐案列出）")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")


def run(args: argparse.Namespace) -> int:
    answers, unreadable = {}, False
    for id, raw in _cases(args.cases):
        try:
            answers[id] = applies.decide(cases.read(raw, args.cases.name))
        except Unreadable as wrong:
            unreadable = True
            print(f"{wrong.reason}\n{wrong.mend}", file=sys.stderr)
            answers[id] = applies.Answer("ask", None, None, None, None, (applies.Step(wrong.reason, ""),), (wrong.reason,))
    if args.json:
        print(json.dumps({id: answer.as_dict() for id, answer in answers.items()}, ensure_ascii=False, indent=1))
    else:
        for id, answer in answers.items():
            _print(id, answer)
    return 2 if unreadable else 1 if any(answer.choice == "ask" for answer in answers.values()) else 0


def _cases(path: Path) -> Iterator[tuple[str, object]]:
    """The cases of a file with their ids. Unreadable where the file is none, or an id is missing or repeated."""
    held = document(path)
    listed = held.get("examples", held.get("cases")) if isinstance(held, dict) else held
    if not isinstance(listed, list) or not listed:
        raise Unreadable(f"{path} 里没有案例", "请在 examples: 下逐案列出")
    seen = set()
    for number, raw in enumerate(listed, 1):
        id = str(raw["id"]) if isinstance(raw, dict) and raw.get("id") is not None else ""
        if not id or id in seen:
            raise Unreadable(f"{path} 第 {number} 个案例{'的 id “' + id + '”重复' if id else '没有 id'}", "请给每个案例一个不同的 id")
        seen.add(id)
        yield id, raw


def _print(id: str, answer: applies.Answer) -> None:
    print(f"{id}：{CHOICES[answer.choice]}" + (f"（{answer.rule}）" if answer.rule else ""))
    if answer.provision and answer.fine:
        person = f"，个人 {yuan(answer.person_fine[0])}—{yuan(answer.person_fine[1])}" if answer.person_fine else ""
        print(f"  {answer.provision.citation}，罚款 {yuan(answer.fine[0])}—{yuan(answer.fine[1])}{person}")
    for one in answer.missing:
        print(f"  缺少：{one}")
    for number, step in enumerate(answer.steps, 1):
        print(f"  {number}. {step}")
