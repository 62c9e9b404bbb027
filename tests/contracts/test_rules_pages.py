"""docs/rules is what tools/rules.py writes, and every file it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from tools import rules

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_of_rules_are_as_the_data_says() -> None:
    written = {path.name: path.read_text("utf-8") for path in rules.TARGET.glob("*.md")}
    assert written == rules.pages(), "run: python tools/rules.py"


def test_every_rule_names_a_place_and_a_test_that_exist() -> None:
    for line in rules.lines():
        for path in filter(None, (line.where, line.examples, line.test)):
            assert (ROOT / path).is_file(), f"{line.rule}: {path}"


def test_every_page_that_the_docs_name_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md", *(ROOT / "docs").glob("*.md")]
    missing = []
    for page in pages:
        for name in re.findall(r"`(docs/[\w/.-]+\.md)`|\]\((?!http)([\w/.-]+)\)", page.read_text("utf-8")):
            path = (ROOT / name[0]) if name[0] else page.parent / name[1]
            if not path.exists():
                missing.append(f"{page.name}: {''.join(name)}")
    assert missing == []
