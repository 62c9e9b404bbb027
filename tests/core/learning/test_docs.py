"""The worked example of the page runs, and the page names every column of the sheet and every column of results."""

from __future__ import annotations

import re
from pathlib import Path

from fadu.core.learning import questions, results

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "learning.md").read_text("utf-8")


def test_the_worked_example_runs() -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert examples
    for example in examples:
        exec(compile(example, "docs/learning.md", "exec"), {})


def test_every_column_stands_on_the_page() -> None:
    columns = [column.header for sheet in (questions.SHEET, results.SHEET) for column in sheet.columns]
    assert [header for header in columns if len(header) > 1 and header not in PAGE] == []
