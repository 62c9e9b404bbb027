"""Rounding, rates, changes against the year before and their words, trace codes."""

from __future__ import annotations

import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fadu.core.figures import Change, Period, average, compare, json_number, percent, plain, rounded, trace_code, trace_text


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("0.25", 1, "0.2"), ("0.35", 1, "0.4"), ("2.5", 0, "2"), ("-0.25", 1, "-0.2"), ("3.2399", 2, "3.24")],
)
def test_halves_go_to_the_even_digit(value: str, places: int, shown: str) -> None:
    assert rounded(Decimal(value), places) == Decimal(shown)


def test_a_rate_of_nothing_is_unknown_not_zero() -> None:
    assert percent(0, 0) is None
    assert percent(None, 5) is None
    assert percent(0, 5) == 0
    assert average(10, 0) is None
    assert percent(1, 3) == Decimal("33.3")


@pytest.mark.parametrize(
    ("form", "value", "before", "text"),
    [
        (Change.COUNT, 46, 40, "同比上升15%"),
        (Change.COUNT, 40, 46, "同比下降13%"),
        (Change.COUNT, 40, 40, "与上年持平"),
        (Change.COUNT, 10001, 10000, "与上年基本持平"),
        (Change.COUNT, 5, 0, "上年同期为0，不计算百分比"),
        (Change.COUNT, 0, 0, "与上年持平"),
        (Change.COUNT, None, 4, "本期无数据，不作同比"),
        (Change.COUNT, 4, None, "上年同期无数据，不作同比"),
        (Change.CONCENTRATION, Decimal(36), Decimal(38), "同比下降5.3%"),
        (Change.INDEX, Decimal("2.619"), Decimal("2.64"), "同比改善0.8%"),
        (Change.INDEX, Decimal("2.7"), Decimal("2.64"), "同比上升2.3%"),
        (Change.RATE, Decimal("95.4"), Decimal("97.8"), "同比下降2.4个百分点"),  # never 2.4%
        (Change.RANK, 3, 5, "较上年前移2位"),
        (Change.RANK, 6, 2, "较上年后移4位"),
        (Change.NONE, 7, 6, ""),
    ],
)
def test_each_kind_of_figure_has_its_own_way_to_be_compared(form: Change, value: Decimal | None, before: Decimal | None, text: str) -> None:
    assert compare(form, value, before).text == text


def test_a_change_may_have_two_decimals() -> None:
    assert compare(Change.CONCENTRATION, Decimal("25.5"), Decimal("24.7"), 2).amount == Decimal("3.24")


def test_numbers_are_written_plainly_and_as_json_numbers() -> None:
    assert [plain(Decimal(text)) for text in ("100.0", "2.6400", "1E+3", "-0.0")] == ["100", "2.64", "1000", "0"]
    assert plain(None) == "—"
    assert [json_number(one) for one in (Decimal("100.00"), Decimal("94.05"), 7, None)] == [100, 94.05, 7, None]


def test_a_trace_code_moves_with_the_value_and_with_every_row_and_not_with_their_order() -> None:
    year, day = Period.year(2024), date(2024, 12, 31)
    rows = [("b", "22"), ("a", "11")]
    code = trace_code("case.filed", year, day, 2, rows)
    assert code == trace_code("case.filed", year, day, Decimal("2.0"), rows[::-1])
    others = [
        trace_code("case.closed", year, day, 2, rows), trace_code("case.filed", Period.half(2024, 1), day, 2, rows),
        trace_code("case.filed", year, date(2025, 1, 1), 2, rows), trace_code("case.filed", year, day, None, rows),
        trace_code("case.filed", year, day, 2, rows[:1]), trace_code("case.filed", year, day, 2, [("b", "22"), ("a", "12")]),
    ]
    assert len({code, *others}) == 7


def test_a_trace_code_can_be_recomputed_without_this_software(tmp_path: Path) -> None:
    arguments = ("case.filed", Period.year(2024), date(2024, 12, 31), 1, [("a", "11")])
    file = tmp_path / "trace.txt"
    file.write_text("case.filed\n2024-01-01\n2024-12-31\n2024-12-31\n1\na 11\n", encoding="utf-8")
    assert file.read_text(encoding="utf-8") == trace_text(*arguments)
    said = subprocess.run(["sha256sum", str(file)], capture_output=True, text=True, check=True).stdout
    assert said.startswith(trace_code(*arguments))
