"""fadu read: the figures stated in a text."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from fadu.core.figures import plain
from fadu.core.refusal import Refusal
from fadu.core.wording.reading import Fact, read
from fadu.core.wording.reading.scoring import score
from fadu.core.wording.texts import Document, Unreadable, read_document

NAME = "read"
HELP = "读出一份文件里写明的数字：数值、单位、说的是什么、同比、排名"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="要读的文件（.docx、.txt、.html）")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
    parser.add_argument("--against", type=Path, metavar="FILE.json", help="与人工读出的数字比对，给出查全率和查准率")


def run(args: argparse.Namespace) -> int:
    if args.against:
        return _compare(args.against)
    if args.file is None:
        raise Unreadable("没有指定文件", "请写明要读的文件，如 fadu read 报告.docx")
    document = read_document(args.file)
    for note in document.notes:
        print(f"{document.name}：{note}", file=sys.stderr)
    facts = read(document)
    if args.json:
        print(json.dumps([_placed(document, fact) for fact in facts], ensure_ascii=False))
    else:
        for fact in facts:
            print(f"第 {document.place(fact.start).line} 行\t{_said(fact)}")
        print(f"共读出 {len(facts)} 个数字")
    return 0


def _placed(document: Document, fact: Fact) -> dict[str, object]:
    start, end = document.span(fact.start, fact.end)
    return {**fact.as_json(), "start": start, "end": end}


def _said(fact: Fact) -> str:
    value = "（未填）" if fact.placeholder else plain(fact.value)
    return f"{fact.what}\t{value} {fact.unit}" + ("（概数）" if fact.approximate else "")


def _compare(path: Path) -> int:
    try:
        documents = json.loads(path.read_text("utf-8"))["docs"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Unreadable(f"读不出 {path} 里的人工数字", "请给出含 docs、figures 的 JSON 文件") from problem
    hits = missed = extra = 0
    for entry in documents:
        document = read_document(path.parent / entry["text_file"])
        result = score(document, read(document), entry["figures"])
        whole = "全文" if entry.get("complete") else "节选"
        print(f"{entry['text_file']}（{whole}）\t查全 {result.recall:.3f}\t查准 {result.precision:.3f}\t人工 {len(entry['figures'])}")
        for figure in result.missed:
            print(f"  未读出：{figure['value']} {figure['unit']}（{figure['span']}）")
        for fact in result.extra:
            print(f"  人工未列：{_said(fact)}（第 {document.place(fact.start).line} 行）")
        if entry.get("complete"):  # an excerpt's list is not complete, so what is extra there says nothing
            hits, missed, extra = hits + result.hits, missed + len(result.missed), extra + len(result.extra)
    if not hits:
        raise Refusal("没有可比的全文", "请给出 complete 为 true 的文件")
    print(f"全文合计\t查全 {hits / (hits + missed):.3f}\t查准 {hits / (hits + extra):.3f}")
    return 0
