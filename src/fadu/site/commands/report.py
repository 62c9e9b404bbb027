"""fadu report: the yearly report as DOCX, and where asked for as pages and PDF."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fadu.core.refusal import Unreadable
from fadu.site.files import replace

if TYPE_CHECKING:
    from fadu.apps.reports.compiling.values import Report

NAME = "report"
HELP = "生成年度法治政府建设情况报告"
_YEARS = range(1950, 2101)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", required=True, type=_year, metavar="年度", help="报告年度，例如 2024")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.docx", help="DOCX 写到哪里")
    parser.add_argument("--html", type=Path, metavar="DIR", help="另外生成网页文件夹，每个数字可打开到各行")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="另外生成 PDF")
    parser.add_argument("--as-of", type=_day, metavar="日期", help="统计时点，缺省为年度最后一天")
    parser.add_argument("--date", type=_day, metavar="日期", help="成文日期，缺省为今天")


def run(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from fadu.apps.reports.compiling.drafting import draft, scope_of
    from fadu.apps.reports.documents.docx import write_docx
    from fadu.apps.reports.documents.pdf import write_pdf
    from fadu.web.paper import fonts

    _require_places(args)
    scope = scope_of(args.year, args.as_of)
    report = draft(scope, args.date or timezone.localdate())
    replace(args.output, lambda stream: write_docx(report, stream))
    print(f"已生成 {args.output}")
    if args.pdf:
        replace(args.pdf, lambda stream: write_pdf(report, stream))
        print(f"已生成 {args.pdf}")
    if args.html:
        _write_pages(report, scope, args.html)
        print(f"已生成 {args.html / 'index.html'}")
    if advice := fonts.advice(fonts.installed()):
        print(advice)
    return _tell(report)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) not in _YEARS:
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，请写 {_YEARS[0]} 至 {_YEARS[-1]} 之间的年份，例如 2024")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2024-03-04") from None
    if day.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"{text} 不在 {_YEARS[0]} 至 {_YEARS[-1]} 年之间，请核对年份")
    return day


def _require_places(args: argparse.Namespace) -> None:
    """Refuses a place that can't be written, before anything is computed."""
    from fadu.apps.reports.documents.html import is_free

    for path, suffix in ((args.output, ".docx"), (args.pdf, ".pdf")):
        if path and path.suffix.lower() != suffix:
            raise Unreadable(f"{path} 不是 {suffix} 文件名", f"请写成 名称{suffix}")
        if path and path.is_dir():
            raise Unreadable(f"{path} 是一个文件夹", "请换一个文件名")
    for path in filter(None, (args.output, args.pdf, args.html)):
        if not path.resolve().parent.is_dir():
            raise Unreadable(f"文件夹 {path.resolve().parent} 不存在", "请先建立文件夹")
    if args.html and not is_free(args.html):
        raise Unreadable(f"{args.html} 不是空文件夹，也不是以前生成的报告网页", "请换一个文件夹，或先把里面的文件移走")


def _write_pages(report: Report, scope: object, folder: Path) -> None:
    from functools import partial

    from fadu.apps.reports.documents.html import write_html
    from fadu.apps.reports.queries import rows_of, stated
    from fadu.core.figures import Scope

    assert isinstance(scope, Scope)
    figures = stated(scope, [entry.figure for entry in report.entries])
    write_html(report, figures, partial(rows_of, scope=scope), folder)


def _tell(report: Report) -> int:
    """What is open: for people to write, and what the ledger lacks."""
    from fadu.apps.reports.compiling.values import Need

    for mark in report.marks:
        print(f"【{mark.need.value}】{mark.text}", file=sys.stdout if mark.need is Need.WRITE else sys.stderr)
    if report.silent:
        print(f"台账没有本期数据、没有写出的内容：{'、'.join(report.silent)}")
    if report.incomplete:
        print("报告已生成，但有缺数据或待核实的内容，已在文中标明", file=sys.stderr)
        print("请按提示在台账中补录或补报零报告，再重新生成", file=sys.stderr)
        return 1
    return 0
