"""Write the table of declared registers into docs/registers.md, between its two marks.

    python tools/registers_page.py            writes it; tests/core/registers/test_docs.py holds the page to it
"""

from __future__ import annotations

from pathlib import Path

from fadu.core.registers import DECLARED, HEADINGS, RHYTHMS, Register

PAGE = Path(__file__).resolve().parents[1] / "docs" / "registers.md"
MARKS = ("<!-- registers: written by tools/registers_page.py -->", "<!-- end of registers -->")


def row(one: Register) -> str:
    """One line a register."""
    columns = "、".join(c.header + ("★" if c.key else "*" if c.required else "") for c in one.sheet.columns)
    asked = one.rhythm.every.value if one.rhythm else "有事即记"
    figures = "、".join(f"{measure.name} `{measure.key}`" for measure in one.measures)
    return f"| {one.sheet.name} | `{one.id}` | {one.keeper} | {asked} | {one.evidence} | {columns} | {figures} |"


def table() -> str:
    """One heading a part of the report; then the rhythms of the workbook's own sheets."""
    lines: list[str] = []
    for heading in HEADINGS:
        some = [one for one in DECLARED.values() if one.heading == heading]
        if some:
            lines += [f"\n### {heading}\n"]
            lines += ["| 登记簿 | id | 由谁登记 | 频次 | 证据 | 栏目 | 指标 |", "|---|---|---|---|---|---|---|", *map(row, some)]
    lines += ["\n### 工作簿各表的频次\n", "| 事项 | 频次 | 表 | 至少 | 出处 |", "|---|---|---|---|---|"]
    lines += [f"| {one.name} | {one.every.value} | {one.sheet} | {one.least} {one.unit} | {one.source} |" for one in RHYTHMS]
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """The page with the table as it should be."""
    before, rest = text.split(MARKS[0])
    return f"{before}{MARKS[0]}\n{table()}\n{MARKS[1]}{rest.split(MARKS[1])[1]}"


def main() -> None:
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
