"""Reading one cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.core.workbook import cells
from fadu.core.workbook.schema import Column, Kind
from fadu.core.workbook.sheets import BY_NAME, SHEETS

DAY = Column("日期", "day", Kind.DATE)
CODE = Column("工号", "person", Kind.REFERENCE, refers_to=("人员",))
NUMBER = Column("数值", "value", Kind.DECIMAL, low=0)
COUNT = Column("人数", "count", Kind.INTEGER, low=1)
FINE = BY_NAME["案件"].by_field["fine"]
OFFICERS = BY_NAME["检查"].by_field["officers"]
FLAG = Column("听证(是/否)", "heard", Kind.YES_NO)
KINDS = BY_NAME["专项整治"].by_field["category"]
MN = BY_NAME["自动监控"].by_field["mn"]
TEXT = Column("备注", "remark")


def refused(value: object, column: Column) -> cells.BadCell:
    with pytest.raises(cells.BadCell) as caught:
        cells.read(value, column)
    assert caught.value.reason and caught.value.mend
    return caught.value


@pytest.mark.parametrize("column", [DAY, CODE, NUMBER, COUNT, FINE, OFFICERS, FLAG, KINDS, TEXT])
def test_blank_is_not_known_and_a_dash_clears(column: Column) -> None:
    for blank in ("", None, "  ", "\u3000", "\n"):
        assert cells.read(blank, column) is None
    for dash in ("—", "——", "－－", " — "):
        assert cells.read(dash, column) is cells.CLEAR


@pytest.mark.parametrize("column", [DAY, CODE, NUMBER, COUNT, FINE, OFFICERS, FLAG, KINDS, TEXT])
def test_formula_errors_are_refused(column: Column) -> None:
    for error in ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"):
        assert error in refused(error, column).reason


@pytest.mark.parametrize("value", [
    "2024-03-04", "2024/3/4", "2024.3.4", "2024年3月4日", "2024 年 3 月 4 日", "２０２４－０３－０４", "20240304", 20240304, 20240304.0,
    45355, 45355.0, date(2024, 3, 4), datetime(2024, 3, 4), "2024-03-04 00:00:00", "2024-03-04T00:00:00",
])
def test_a_date_is_read_however_it_is_written(value: object) -> None:
    assert cells.read(value, DAY) == date(2024, 3, 4)


@pytest.mark.parametrize("value", [
    "2024-02-30", "2024-13-01", 20240230, "2024-03", "三月四日", "2024-03/04", 12, 1.5, 45355.5, True, "1948-12-31", "2101-01-01", 20240304.5,
    datetime(2024, 3, 4, 9, 12), time(9, 0), timedelta(hours=30), "04-03-2024", "待定",
])
def test_what_is_no_day_of_the_calendar_is_refused(value: object) -> None:
    refused(value, DAY)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_serial_numbers_and_every_spelling_mean_the_same_day(day: date) -> None:
    spellings = (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", (day - date(1899, 12, 30)).days)
    assert {cells.read(spelling, DAY) for spelling in spellings} == {day}


def test_yes_and_no_are_only_that() -> None:
    assert cells.read(" 是 ", FLAG) is True
    assert cells.read("否", FLAG) is False
    assert cells.read(True, FLAG) is True
    for value in ("有", "Y", "√", 1, 0.0, "true"):
        assert refused(value, FLAG).mend == "请填“是”或“否”"


def test_a_code_typed_as_a_number_keeps_its_digits() -> None:
    assert cells.read(431127001.0, CODE) == "431127001"
    assert cells.read(431127001, CODE) == "431127001"
    assert cells.read("４３１１２７００１ ", CODE) == "431127001"
    assert cells.read(1.0, Column("值", "value", Kind.CODE)) == "1"
    assert cells.read(100.0, Column("标准限值", "limit")) == "100"


@pytest.mark.parametrize("value", [4.31127e17, 431127012431127009.0, 10**15, "4.31127E+17", "4.31127e+17"])
@pytest.mark.parametrize("column", [CODE, TEXT, OFFICERS, MN])
def test_a_number_that_excel_has_destroyed_is_refused(value: object, column: Column) -> None:
    assert "15 位" in refused(value, column).reason


def test_a_key_that_became_a_date_is_refused() -> None:
    refused(date(2024, 3, 4), CODE)
    assert cells.read(date(2024, 3, 4), Column("新值", "value", Kind.CODE)) == "2024-03-04"


def test_a_case_number_keeps_its_brackets() -> None:
    case = BY_NAME["案件"].by_field["number"]
    assert cells.read("永环蓝立〔２０２４〕１7号", case) == "永环蓝立〔2024〕17号"


def test_invisible_characters_do_not_make_two_codes_of_one() -> None:
    assert cells.read("\u200b431127001\ufeff\x07", CODE) == "431127001"
    assert cells.read("第一行\r\n第二行", TEXT) == "第一行\n第二行"


def test_numbers_are_read_with_separators_and_full_width() -> None:
    assert cells.read("１２，３４５．６", NUMBER) == Decimal("12345.6")
    assert cells.read(25.5, NUMBER) == Decimal("25.5")
    assert cells.read(0.1 + 0.2, NUMBER) == Decimal("0.3")
    assert str(cells.read(100.0, NUMBER)) == str(cells.read("100.00", NUMBER)) == "100"
    assert cells.read(7.0, COUNT) == 7


@pytest.mark.parametrize("value", ["1,23", "1.2.3", "约5", "5%", float("nan"), float("inf"), True, date(2024, 1, 1), "1E5", -1, "1" * 20])
def test_what_is_no_number_is_refused(value: object) -> None:
    refused(value, NUMBER)


def test_money_is_yuan_with_two_decimals() -> None:
    assert str(cells.read(8000.0, FINE)) == "8000.00"
    assert cells.read("￥12,000.50元", FINE) == Decimal("12000.50")
    assert "元" in refused("1.5万元", FINE).mend
    for value in ("0.005", -1, 1e14):
        refused(value, FINE)


def test_a_count_is_whole_and_within_its_bounds() -> None:
    for value in (1.5, 0, -3, 3e9):
        refused(value, COUNT)


def test_a_choice_is_compared_without_regard_to_width_and_quotes() -> None:
    assert cells.read('纠正"一刀切"', KINDS) == "纠正“一刀切”"
    assert cells.read("ＰＭ2.5", BY_NAME["环境质量"].by_field["indicator"]) == "PM2.5"
    assert "为民办实事" in refused("其他", KINDS).mend


@pytest.mark.parametrize("joint", ["、", "，", ",", "；", ";", " ", "\n", "、 "])
def test_several_codes_are_joined_in_many_ways(joint: str) -> None:
    assert cells.read(f"431127012{joint}431127009", OFFICERS) == ("431127012", "431127009")


def test_an_inspection_needs_two_different_officers() -> None:
    assert "第四十二条" in refused("431127012", OFFICERS).article
    refused(431127012.0, OFFICERS)
    assert "不止一次" in refused("431127012、431127012", OFFICERS).reason


def test_a_device_number_is_checked_in_the_cell() -> None:
    assert cells.read("431127a8900016f29f000001", MN) == "431127A8900016F29F000001"
    refused("431127A8", MN)


def test_a_cell_longer_than_excel_allows_is_refused() -> None:
    refused("长" * (cells.LONGEST + 1), TEXT)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.none()))
def test_no_value_does_anything_but_read_or_refuse(value: object) -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            try:
                cells.read(value, column)
            except cells.BadCell as bad:
                assert bad.reason and bad.mend
    cells.shown(value)


@given(st.integers(0, 10**11))
def test_what_is_read_reads_the_same_when_written_back(number: int) -> None:
    for column in (NUMBER, FINE, CODE):
        value = cells.read(number, column)
        assert cells.read(str(value), column) == value
