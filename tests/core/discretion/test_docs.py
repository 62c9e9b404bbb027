"""The worked example of the page runs, and the page names everything the library offers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fadu.core import discretion
from fadu.core.discretion.forms import FORMS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "discretion.md").read_text("utf-8")


def test_the_worked_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    for example in re.findall(r"```python\n(.*?)```", PAGE, re.S):
        exec(compile(example, "docs/discretion.md", "exec"), {})
    assert "61%×法定最高25000元＝15250元" in capsys.readouterr().out


def test_every_function_and_every_form_stands_on_the_page() -> None:
    functions = {name for name in discretion.__all__ if name[0].islower()}
    assert {name for name in functions if f"`{name}(" not in PAGE} == set()
    assert {name for name in FORMS if f"| `{name}` |" not in PAGE} == set()
