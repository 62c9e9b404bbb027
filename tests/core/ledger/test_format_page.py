"""The page that describes the form of the files has an example, and the example is true."""

from __future__ import annotations

import re
from pathlib import Path

from fadu.core.ledger import standalone
from tests.core.ledger.house import House

PAGE = Path(__file__).resolve().parents[3] / "docs" / "ledger-format.md"


def test_the_example_of_the_page_verifies_and_is_what_the_product_writes(tmp_path: Path) -> None:
    block = re.search(r"```jsonl\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    assert block
    house = House(openings=True)
    house.act()
    house.act(after={"summary": "反映异味", "informant": "王某"}, personal=["informant"])
    house.checkpoint()
    assert block[1] == house.exported()
    path = tmp_path / "example.jsonl"
    path.write_text(block[1], "utf-8")
    assert standalone.run([path], []).faults == []


def test_the_page_names_every_key_of_an_entry_and_every_format() -> None:
    page = PAGE.read_text("utf-8")
    assert {key for key in standalone.ALL_KEYS if f"`{key}`" not in page} == set()
    assert all(f"`{name}`" in page for name in ("fadu-ledger-1", "fadu-proof-1", "fadu-receipt-1", "ValuesErased", "ClockWentBack"))
