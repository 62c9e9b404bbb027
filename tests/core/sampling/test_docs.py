"""The worked example of the page runs, and the page names every mode, column and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fadu.core.sampling import MODES
from fadu.core.sampling.frame import OBJECT_COLUMNS, OFFICER_COLUMNS
from fadu.core.sampling.planning import PLAN_KEYS, TEXT_KEYS

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "sampling.md").read_text("utf-8")


def test_the_worked_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    for example in re.findall(r"```python\n(.*?)```", PAGE, re.S):
        exec(compile(example, "docs/sampling.md", "exec"), {})
    assert "Count(seen=53" in capsys.readouterr().out


def test_every_mode_column_and_key_stands_on_the_page() -> None:
    words = set(re.findall(r"[a-z_]+", PAGE))
    assert {*MODES, *OBJECT_COLUMNS, *OFFICER_COLUMNS, *PLAN_KEYS, *TEXT_KEYS} - words == set()
