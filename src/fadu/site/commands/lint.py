"""fadu lint: what is wrong in official texts."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import fadu
from fadu.core.wording.backing import Held
from fadu.core.wording.findings import Finding, Severity
from fadu.core.wording.identity import identity
from fadu.core.wording.linting import lint
from fadu.core.wording.marked import page
from fadu.core.wording.sarif import sarif
from fadu.core.wording.texts import Document, Unreadable, read_document
from fadu.site import environment, startup

NAME = "lint"
HELP = "检查公文：占位符、错别字、法律名称和时效、数字关系、格式；只指出，不改写"
NEEDS_DJANGO = False


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="要检查的文件（.docx、.txt、.html）")
    parser.add_argument("--year", type=int, metavar="Y", help="报告的年度；不写则从标题里读。本机台账有这一年的，逐数比对")
    parser.add_argument("--before", type=Path, metavar="FILE", help="上一年的报告，用来找照抄的句子")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出一个 JSON 数组；多个文件时每行一处")
    form.add_argument("--sarif", action="store_true", help="输出 SARIF 2.1.0")
    form.add_argument("--html", type=Path, metavar="DIR", help="每个文件写成一张带标记的网页")


def run(args: argparse.Namespace) -> int:
    """0 where nothing but information and what people accepted was found, 1 where an error or a warning was, 2 where a file could not be
    read."""
    before = read_document(args.before) if args.before else None
    checked: list[tuple[Document, list[Finding]]] = []
    unread = False
    for path in args.files:
        try:
            document = read_document(path)
        except Unreadable as problem:
            print(f"{problem.reason}\n{problem.mend}", file=sys.stderr)
            unread = True
            continue
        for note in document.notes:
            print(f"{document.name}：{note}", file=sys.stderr)
        held, accepted = _ledger(document, args.year)
        found = lint(document, args.year, before, held)
        told = (replace(finding, accepted=accepted.get(identity(document, finding), "")) for finding in found) if accepted else found
        checked.append((document, [finding.named(str(path)) for finding in told]))
    findings = [finding for _, found in checked for finding in found]
    if checked:
        _show(args, checked, findings)
    if unread:
        return 2
    return 1 if any(finding.severity is not Severity.INFO and not finding.accepted for finding in findings) else 0


def _ledger(document: Document, year: int | None) -> tuple[Mapping[str, Held] | None, Mapping[str, str]]:
    """The ledger's figures of a year that was asked for, and who accepted which finding why, where this machine has an instance.

    Checking must work without one, without Django even, so whatever keeps an instance from being read is said and no more.
    """
    if year is None or not environment.has_data():
        return None, {}
    try:
        startup.set_up(needs_data=True)
    except ImportError:
        return None, {}
    except Unreadable as problem:
        print(f"没有与台账比对：{problem.reason}；{problem.mend}", file=sys.stderr)
        return None, {}
    from fadu.apps.reports.accepted import acceptances
    from fadu.apps.reports.linting import ledger_for

    ledger = ledger_for(document, year)
    print(f"{document.name}：{ledger.said}", file=sys.stderr)
    return ledger.held, {id: f"{one.actor} 接受（封存第 {one.index} 条）：{one.reason}" for id, one in acceptances().items()}


def _show(args: argparse.Namespace, checked: Sequence[tuple[Document, list[Finding]]], findings: Sequence[Finding]) -> None:
    if args.json and len(args.files) > 1:
        for finding in findings:
            print(json.dumps(finding.as_json(), ensure_ascii=False))
    elif args.json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False))
    elif args.sarif:
        print(json.dumps(sarif(findings, fadu.__version__), ensure_ascii=False))
    elif args.html:
        args.html.mkdir(parents=True, exist_ok=True)
        for number, (document, found) in enumerate(checked, 1):
            path = args.html / (f"{document.name}.html" if len(checked) == 1 else f"{number:02}-{document.name}.html")
            path.write_text(page(document, found), "utf-8")
            print(path)
    else:
        for finding in findings:
            advice = f"；建议：{finding.suggestion}" if finding.suggestion else ""
            accepted = f"；{finding.accepted}" if finding.accepted else ""
            print(f"{finding.file}:{finding.line}:{finding.column} {finding.severity.name_zh} {finding.title} [{finding.check}] "
                  f"“{finding.text.strip()}” {finding.reason}{advice}{accepted}")  # fmt: skip
        counts = Counter(finding.severity for finding in findings if not finding.accepted)
        stood = len(findings) - counts.total()
        print("，".join(f"{one.name_zh} {counts[one]} 处" for one in Severity) + (f"，另有接受过的 {stood} 处" if stood else ""))
