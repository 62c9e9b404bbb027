"""Reading the figures that a text states."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.wording.reading import Fact, read
from fadu.core.wording.reading.folding import folded
from fadu.core.wording.reading.numerals import chinese
from fadu.core.wording.reading.scoring import score
from fadu.core.wording.texts import from_text, read_document

DATA = Path(__file__).parents[2] / "data" / "wording"
EXAMPLES = json.loads((DATA / "reading.json").read_text("utf-8"))["examples"]
STATED = json.loads((DATA / "figures.json").read_text("utf-8"))["docs"]


def facts(text: str, year: int | None = None) -> list[Fact]:
    return read(from_text(text), year)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["text"][:16] for example in EXAMPLES])
def test_each_figure_is_read_and_nothing_else(example: dict[str, Any]) -> None:
    found = [fact.as_json() for fact in facts(example["text"])]
    assert [[one["value"], one["unit"]] for one in found] == [stated[:2] for stated in example["figures"]]
    for one, stated in zip(found, example["figures"], strict=True):
        for key, value in (stated[2] if len(stated) > 2 else {}).items():
            assert (list(one[key].values()) if isinstance(one[key], dict) else one[key]) == value


@pytest.mark.parametrize("entry", STATED, ids=[entry["text_file"] for entry in STATED])
def test_published_texts_are_read_as_a_person_reads_them(entry: dict[str, Any]) -> None:
    document = read_document(DATA / entry["text_file"])
    result = score(document, read(document), entry["figures"])
    assert result.recall >= 0.95
    if entry["complete"]:
        assert result.precision >= 0.95


def test_a_span_covers_the_figure_and_nothing_more() -> None:
    text = "一、成效\n全年立案 46 起，同比增长3.2%。"
    assert [text[fact.start : fact.end] for fact in facts(text)] == ["46 起", "3.2%"]
    assert all(fact.text == text[fact.start : fact.end] for fact in facts(text))


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2024年1—11月，立案46起。", date(2024, 1, 1), date(2024, 11, 30)),
    ("2024年上半年，立案46起。", date(2024, 1, 1), date(2024, 6, 30)),
    ("2024年，立案46起，较2020年改善3%。", date(2024, 1, 1), date(2024, 12, 31)),
    ("前三季度立案46起。", date(2023, 1, 1), date(2023, 9, 30)),
    ("截至10月底立案46起。", date(2023, 1, 1), date(2023, 10, 31)),
    ("今年立案46起。", date(2023, 1, 1), date(2023, 12, 31)),
    ("立案46起（含2022年结转2件）。", date(2023, 1, 1), date(2023, 12, 31)),
])
def test_the_period_is_that_of_the_sentence_or_of_the_report(text: str, first: date, last: date) -> None:
    period = facts(text, 2023)[0].period
    assert period and (period.first, period.last) == (first, last)


def test_without_a_year_the_period_stays_open() -> None:
    assert facts("全年立案46起。")[0].period is None


@pytest.mark.parametrize(("text", "value"), [
    ("三十二", 32), ("一百二十", 120), ("一千零五", 1005), ("两万三千", 23000), ("一亿二千万", 120_000_000), ("十", 10), ("九十五点四", 95.4),
    ("二零二四", None), ("十百", None), ("百分", None),
])
def test_chinese_numerals_have_one_value_or_none(text: str, value: float | None) -> None:
    number = chinese(text)
    assert (None if number is None else float(number)) == value


def test_folding_keeps_the_length() -> None:
    text = "罰款金額達１０億元，同比增長３．２％。"
    assert folded(text) == "罚款金额达10亿元，同比增长3.2%。"


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(alphabet="立案共计为1234567890.,，。、第年月日%件起万亿余约（）同比下降X\n “”《》", max_size=120))
def test_any_text_is_read_without_error_and_spans_lie_in_it(text: str) -> None:
    last = 0
    for fact in facts(text):
        assert last <= fact.start < fact.end <= len(text)
        last = fact.start


def test_a_cell_takes_its_unit_thing_and_year_from_the_heads_of_its_table(tmp_path: Path) -> None:
    word = WordDocument()
    rows = (
        ("序号", "指标", "单位", "2023年", "2024年", "同比（%）"), ("1", "立案数", "件", "58", "52", "-10.3"),
        ("2", "罚款", "万元", "1,410.2", "389万元", "8.2%"),
    )
    table = word.add_table(len(rows), len(rows[0]))
    for row, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    word.save(str(tmp_path / "表.docx"))
    document = read_document(tmp_path / "表.docx")
    found = read(document, 2024)
    assert [(one.what, one.value, one.unit, one.period and one.period.first.year) for one in found] == [
        ("立案数", 58, "件", 2023), ("立案数", 52, "件", 2024), ("立案数同比", Decimal("-10.3"), "%", 2024),
        ("罚款", Decimal("1410.2"), "万元", 2023), ("罚款", 389, "万元", 2024), ("罚款同比", Decimal("8.2"), "%", 2024),
    ]
    assert [one.change.direction for one in found if one.change] == ["down", "up"]
    assert all(document.text[one.start : one.end] == one.text for one in found)
