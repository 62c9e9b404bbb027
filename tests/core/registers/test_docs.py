"""docs/registers.md lists every declared register as it is."""

from __future__ import annotations

from tools import registers_page


def test_the_page_of_registers_is_what_the_declarations_say() -> None:
    text = registers_page.PAGE.read_text("utf-8")
    assert registers_page.page(text) == text, "run python tools/registers_page.py"
