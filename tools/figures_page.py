"""Write the table of all figures into docs/figures.md, between its two marks.

    python tools/figures_page.py            writes it; tests/apps/reports/test_figures_docs.py holds the page to it
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "figures.md"
MARKS = ("<!-- figures: written by tools/figures_page.py -->", "<!-- end of figures -->")
SPANS = {"period": "统计期内的事", "day": "统计时点的状况", "stated": "来源文件所称的时段"}
FORMS = {"count": "%", "concentration": "%", "index": "%（下降为改善）", "rate": "百分点", "rank": "位", "none": "—"}


def table() -> str:
    """One heading a system, one line a figure."""
    from fadu.apps.reports.palette import FIXED, OWNERS, SYSTEMS

    lines: list[str] = []
    for system in SYSTEMS:
        lines += [f"\n### {system}\n", "| id | 名称 | 单位 | 定义 | 统计 | 同比 | 登记簿 | app |", "|---|---|---|---|---|---|---|---|"]
        lines += [
            f"| `{f.id}` | {f.name} | {f.unit or '—'} | {f.definition} | {SPANS[f.span]} | {FORMS[f.change]} | {f.sheet} | `{OWNERS[f.id]}` |"
            for f in FIXED.values() if f.system == system
        ]
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """The page with the table as it should be."""
    before, rest = text.split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    return f"{before}{MARKS[0]}\n{table()}\n{MARKS[1]}{after}"


def main() -> None:
    os.environ.setdefault("FADU_DATA", tempfile.mkdtemp(prefix="fadu-docs-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    import django

    django.setup()
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
