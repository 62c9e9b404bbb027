"""The list of checks in docs/lint.md, made from the folder of checks.

    python tools/lint_page.py            rewrites the list
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from fadu.core.wording import checks

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lint.md"
BEGIN, END = "<!-- checks: made by tools/lint_page.py -->", "<!-- end of checks -->"


def table() -> str:
    """One row a check: id, title, what it looks for, what it rests on."""
    rows = ["| check | 中文 | looks for | rests on |", "|---|---|---|---|"]
    for check in checks.all_checks():
        module = import_module(f"{checks.__name__}.{check.id}")
        looks_for = " ".join((inspect.getdoc(module) or "").split()).replace("|", "\\|")
        rows.append(f"| `{check.id}` | {check.title} | {looks_for} | {check.source} |")
    return "\n".join(rows)


def rewritten(text: str) -> str:
    """The page with its list made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text("utf-8")), "utf-8")
