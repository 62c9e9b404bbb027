"""The page of the checks."""

from __future__ import annotations

from tools.lint_page import PAGE, rewritten


def test_the_list_of_checks_is_that_of_the_folder() -> None:
    text = PAGE.read_text("utf-8")
    assert rewritten(text) == text, "run: python tools/lint_page.py"
