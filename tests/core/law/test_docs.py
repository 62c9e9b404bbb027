"""The worked example of docs/law.md runs, and the page names every file and rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fadu.core.law import rules, sources

PAGE = (Path(__file__).parents[3] / "docs" / "law.md").read_text("utf-8")


def test_the_worked_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    exec(compile(example, "docs/law.md", "exec"), {})
    assert "适用新法" in capsys.readouterr().out


def test_the_page_names_every_pack_and_rule() -> None:
    for file in Path(str(sources.DATA)).glob("*.csv"):
        assert file.name in PAGE
    for id in rules.rules():
        assert f"| {id} |" in PAGE
