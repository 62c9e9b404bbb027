"""The checks: each finds what its examples show and leaves alone what only looks like it."""

from __future__ import annotations

import hashlib
import json
import re
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.wording import checks
from fadu.core.wording.backing import Held
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Finding, Severity
from fadu.core.wording.linting import Linting, lint
from fadu.core.wording.texts import from_text, read_document

DATA = Path(__file__).parents[2] / "data" / "wording"
EXAMPLES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((DATA / "checks").glob("*.json"))}
_WORDS = "段填充文字，写着与本项检查无关的内容，只为凑足篇幅，不含任何数据和结论，也不含任何名称和日期。"
FILLER = "\n" + "\n".join(f"这里是第{number}{_WORDS}" for number in "甲乙丙丁戊己庚辛壬癸") * 3


def of_check(name: str, example: dict[str, Any]) -> list[Finding]:
    text = example["text"] + (FILLER if example.get("pad") else "") + example.get("tail", "")
    before = from_text(example["before"]) if "before" in example else None
    held = {key: Held(key, None if value is None else Decimal(str(value))) for key, value in example.get("held", {}).items()}
    return Linting(Draft(from_text(text, "例.txt"), example.get("year"), before, held)).findings([name])


def test_every_check_has_its_examples_and_no_other() -> None:
    assert [check.id for check in checks.all_checks()] == sorted(EXAMPLES)
    for example in EXAMPLES.values():
        assert example["found"] and example["clean"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_check_finds_what_is_wrong_where_it_is(name: str) -> None:
    for example in EXAMPLES[name]["found"]:
        spans = [(finding.text, finding.severity) for finding in of_check(name, example)]
        assert (example["span"], example["severity"]) in spans, (example["text"], spans)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_check_leaves_alone_what_is_right(name: str) -> None:
    for example in EXAMPLES[name]["clean"]:
        assert [finding.text for finding in of_check(name, example)] == [], example["text"]


@pytest.mark.parametrize("check", checks.all_checks(), ids=lambda check: check.id)
def test_a_check_says_what_it_looks_for_and_what_it_rests_on(check: checks.Check) -> None:
    assert check.title and check.source
    for example in EXAMPLES[check.id]["found"]:
        for finding in of_check(check.id, example):
            assert finding.reason and finding.source and finding.severity in Severity
            assert finding.end - finding.start <= 60


# The seeds: what must be mended in each, by check and by the words that must be covered.
MUST_FIX = {
    "seed-a-2024.txt": [
        ("percent_as_points", "2.4%"), ("law_name_wrong", "固体污染防治法"), ("unpaired_marks", "“党政同责"), ("confused_words", "污排污"),
        ("rule_of_law_word", "法制建设"), ("rule_of_law_word", "法制宣传"), ("rule_of_law_word", "法制宣传"), ("missing_word", "局长副组长"),
    ],
    "seed-b-2021.txt": [
        *[("placeholder_name", "XXX")] * 4, *[("placeholder_name", "XX")] * 2,
        ("placeholder_quantity", "XXX万元"), *[("placeholder_quantity", "X")] * 8,
        ("confused_words", "不段"), ("confused_words", "遵法"), ("run_on_sentence", "公平公正建立健全"), ("run_on_sentence", "规范持续优化"),
        ("missing_full_stop", "培训"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", MUST_FIX)
def test_every_defect_of_a_real_report_that_must_be_mended_is_found(name: str) -> None:
    found = lint(read_document(DATA / "texts" / name))
    rest = [(finding.check, finding.text) for finding in found]
    for check, words in MUST_FIX[name]:
        match = next((one for one in rest if one[0] == check and words in one[1]), None)
        assert match, (check, words)
        rest.remove(match)
    wrong = {(finding.check, finding.text) for finding in found if finding.severity is Severity.ERROR}
    assert all(any(check == known and words in text for known, words in MUST_FIX[name]) for check, text in wrong)


@pytest.mark.parametrize(("name", "errors"), [
    ("fenghuang-2024.txt", []), ("fuzhou-2025.txt", []), ("anhui-2024-11-21.txt", []), ("beijing-2020-04.txt", []),
    ("qiaocheng-2023.txt", [("confused_words", "出据")]), ("bozhou-2016.txt", [("rate_of_counts", "80%"), ("rate_of_counts", "71.7%")]),
])
def test_what_is_right_in_published_texts_is_never_called_wrong(name: str, errors: list[tuple[str, str]]) -> None:
    found = lint(read_document(DATA / "texts" / name))
    assert [(finding.check, finding.text) for finding in found if finding.severity is Severity.ERROR] == errors


def test_protected_words_are_never_touched() -> None:
    text = "学习习近平新时代中国特色社会主义思想，李希同志、蔡奇同志出席，党的二十大以来增强“四个意识”。"
    assert lint(from_text(text)) == []


def test_nothing_is_found_in_a_text_without_defects() -> None:
    text = "县生态环境局认真落实行政执法三项制度，全年立案46起，下达处罚决定书37份。"
    assert lint(from_text(text)) == []


TRAPS = json.loads((DATA / "traps.json").read_text("utf-8"))


@pytest.mark.parametrize("trap", TRAPS["right"], ids=[trap["why"] for trap in TRAPS["right"]])
def test_a_trap_raises_no_alarm(trap: dict[str, str]) -> None:
    alarms = [(finding.check, finding.text) for finding in lint(from_text(trap["text"])) if finding.severity is not Severity.INFO]
    assert alarms == []


@pytest.mark.parametrize("case", TRAPS["wrong"], ids=[case["check"] + case["span"] for case in TRAPS["wrong"]])
def test_errors_of_arithmetic_met_in_published_texts_are_found(case: dict[str, str]) -> None:
    found = [(finding.check, finding.text) for finding in lint(from_text(case["text"])) if finding.severity is not Severity.INFO]
    assert found == [(case["check"], case["span"])]


@pytest.mark.parametrize("piece", [
    "“", "《", "（", "】（", "其中1件、", "占3%，", "1234567890", "1、", "同比下降3%，", "环境保护工作", "X", "分别占1%、", "甲、",
    "编号" + "1" * 75 + "电13812345678，",
])
def test_no_text_costs_more_than_its_length(piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        begin = time.process_time()
        lint(from_text(text))
        return time.process_time() - begin

    cost(500)
    assert cost(24_000) < 6  # a check that is quadratic takes minutes


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(alphabet="一二三、（）()“”《》，。；：X×%0123456789件起万元年月日立案处罚其中共为占同比下降法制治办结率排名第全市 \n", max_size=200))
def test_any_text_is_checked_without_error_and_findings_lie_in_it(text: str) -> None:
    for finding in lint(from_text(text)):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.end - finding.start <= 60 and finding.text == text[finding.start : finding.end]


def test_digits_inside_a_digest_are_no_telephone_and_no_figure() -> None:
    digests = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(1500)]
    text = "\n".join(f"溯源码 {digest[:16]} {digest[16:]}" for digest in digests)
    assert any(re.search(r"1[3-9]\d{9}", digest) for digest in digests)
    assert [(found.check, found.text) for found in lint(from_text(text)) if found.severity is not Severity.INFO] == []
