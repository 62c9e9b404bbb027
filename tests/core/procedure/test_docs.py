"""The worked examples of the pages run, and the pages name every procedure and every rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fadu.core import procedure
from fadu.core.procedure import rules

DOCS = Path(__file__).resolve().parents[3] / "docs"
NOT_RULES = {"__init__", "verdict", "kinds"}


@pytest.mark.parametrize("page", ["days.md", "procedure.md"])
def test_the_worked_example_runs(page: str) -> None:
    examples = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text("utf-8"), re.S)
    assert examples
    for example in examples:
        exec(compile(example, f"docs/{page}", "exec"), {})


def test_every_procedure_and_every_rule_stands_on_the_page() -> None:
    page = (DOCS / "procedure.md").read_text("utf-8")
    assert {id for id in procedure.procedures() if f"| `{id}` |" not in page} == set()
    modules = {file.stem for file in Path(rules.__file__).parent.glob("*.py")} - NOT_RULES
    assert {name for name in modules if f"`rules/{name}`" not in page} == set()
