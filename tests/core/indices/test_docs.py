"""The worked example of the page runs, and the page names everything the library offers."""

from __future__ import annotations

import re
from pathlib import Path

from fadu.core import indices

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "indices.md").read_text("utf-8")


def test_the_worked_example_runs() -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert examples
    for example in examples:
        exec(compile(example, "docs/indices.md", "exec"), {})


def test_every_function_stands_on_the_page() -> None:
    modules = {"land", "noise", "published"}
    functions = {name for name in indices.__all__ if name[0].islower()} - modules
    assert {name for name in functions if f"`{name}(" not in PAGE} == set()
    assert {name for name in modules if f"`{name}." not in PAGE} == set()
