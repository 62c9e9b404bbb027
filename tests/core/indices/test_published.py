"""Rows of bulletins recomputed: what is printed beside them never helps, and no row is lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fadu.core.figures import Period
from fadu.core.indices.published import AIR_COLUMNS, Row, recompute
from fadu.core.indices.reading import number, period, water_class, water_kind
from fadu.core.refusal import Refusal, Unreadable

HERE = Path(__file__).parent
AIR, WATER = (HERE / name for name in ("air-published.csv", "water-published.csv"))
HEADER = ",".join(("row_id", "place", "period", *AIR_COLUMNS.values(), "published_composite_index"))
CLEAN = "A,甲县,2023-09,9,24,45,18,0.8,142,2.99"


def air(*lines: str, header: str = HEADER) -> list[Row]:
    return recompute("\n".join((header, *lines)).encode(), "a.csv")


def one(line: str, header: str = HEADER) -> Row:
    (row,) = air(line, header=header)
    return row


def water(line: str, columns: str = "DO,TP,VP,published_class") -> Row:
    (row,) = recompute(f"row_id,section,period,water_type_used,{columns}\n{line}\n".encode(), "w.csv")
    return row


def blanked(path: Path, column: str, value: str = "") -> bytes:
    lines = [line.split(",") for line in path.read_text("utf-8").splitlines()]
    place = lines[0].index(column)
    for cells in lines[1:]:
        cells[place] = value
    return "\n".join(",".join(cells) for cells in lines).encode()


@pytest.mark.parametrize("path", [AIR, WATER], ids=lambda path: path.stem)
def test_every_published_row_reproduces(path: Path) -> None:
    rows = recompute(path.read_bytes(), path.name)
    assert len(rows) == len(path.read_text("utf-8").splitlines()) - 1
    assert [row.finding for row in rows] == [""] * len(rows)
    assert all(abs(row.deviation) <= Decimal("0.0166") for row in rows if row.deviation is not None)


@pytest.mark.parametrize(("path", "column", "wrong"), [
    (AIR, "published_composite_index", "9.99"), (AIR, "published_composite_index", "x"),
    (WATER, "published_class", "V"), (WATER, "published_class", "？"),
])
def test_what_is_computed_does_not_depend_on_what_was_published(path: Path, column: str, wrong: str) -> None:
    expected = [row.computed for row in recompute(path.read_bytes(), path.name)]
    without, changed = recompute(blanked(path, column), path.name), recompute(blanked(path, column, wrong), path.name)
    assert [row.computed for row in without] == [row.computed for row in changed] == expected
    assert all(row.published is None and row.deviation is None and not row.finding for row in without)
    assert all(row.finding for row in changed)


def test_a_deviation_is_reported_beyond_what_rounding_explains() -> None:
    assert (one(CLEAN).computed, one(CLEAN).published, one(CLEAN).deviation) == (Decimal("2.9946"), Decimal("2.99"), Decimal("0.0046"))
    assert not one(CLEAN.replace("2.99", "3.05")).finding  # 0.0554 of at most 0.063
    wrong = one(CLEAN.replace("2.99", "3.06"))
    assert "公布 3.06" in wrong.finding and "2.9946" in wrong.finding and wrong.deviation == Decimal("-0.0654")
    finer = one("A,甲县,2023-09,9.00,24.01,45.00,18.00,0.801,142.01,3.05")
    assert finer.finding  # more decimals leave rounding less room


def test_a_class_deviates_by_so_many_classes() -> None:
    assert water("W,某断面,2024-02,river,9,0.25,,III").deviation == 1
    better = water("W,某断面,2024-02,river,9,0.05,,劣Ⅴ类")
    assert (better.computed, better.published, better.deviation) == ("II", "劣V", -4)
    assert "公布 劣V 类" in better.finding


def test_a_row_that_cannot_be_computed_stays_with_its_reason() -> None:
    wrong = {
        CLEAN.replace(",45,", ",-45,"): "PM10“-45”小于 0", CLEAN.replace(",45,", ",#####,"): "已经丢失", CLEAN.replace(",45,", ",,"): "缺 PM10",
        CLEAN.replace("2023-09", "Sep-23"): "时段“Sep-23”看不懂", CLEAN.replace("2023-09", "2026-05"): "没有见到正式文本",
        CLEAN + ",7": "有 11 格", "A,甲县": "有 2 格",
    }
    rows = air(CLEAN, *wrong, CLEAN)
    assert [row.line for row in rows] == list(range(2, 11))
    assert [row.computed is None for row in rows] == [False, *[True] * 7, False]
    for row, words in zip(rows[1:8], wrong.values(), strict=True):
        assert words in row.finding and row.mend


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    row = one("A,甲县,2023-09,x,-1,45,18,0.8,142,#REF!")
    assert all(words in row.finding for words in ("SO2“x”不是数", "NO2“-1”小于 0", "公布的综合指数“#REF!”"))


def test_a_file_of_neither_form_or_without_a_column_is_refused_whole() -> None:
    for content, words in (
        (b"", "是空的"), (b"\n\n", "是空的"), (b"a,b\n1,2\n", "既不是"), (HEADER.encode(), "只有列名"),
        (b"PK\x03\x04", "不是文本"), (b"\xff\xfe\x00a", "不是文本"),
        (f"{HEADER.replace(',no2_ugm3', '')}\n".encode() + CLEAN.encode(), "缺少列 no2_ugm3"),
        (f"{HEADER.replace('row_id,', '')}\n".encode() + CLEAN.encode(), "缺少列 row_id"),
        (f"{HEADER},tsp_ugm3\n{CLEAN},1".encode(), "不认识的污染物列 tsp_ugm3"), (f"{HEADER},period\n{CLEAN},1".encode(), "“period”重复"),
        (b"row_id,period,DO\nW,2024-02,9\n", "缺少列 water_type_used"), (b'row_id,period,water_type_used\nW,2024-02,"river\n', "不是完整的 CSV"),
        (b"row_id,period,water_type_used\nW,2024-02,river\n", "没有监测项目"),
        ("row_id,period,water_type_used,DO,溶解氧\nW,2024-02,river,9,9\n".encode(), "同一个项目"),
        (b"row_id,period,water_type_used,DO,XYZ\nW,2024-02,river,9,1\n", "不认识的项目“XYZ”"),
    ):
        with pytest.raises(Unreadable, match=words) as told:
            recompute(content, "f.csv")
        assert told.value.mend


def test_columns_of_words_and_other_encodings_are_no_obstacle() -> None:
    text = "row_id,section,period,water_type_used,溶解氧,氨氮,published_class,备注\nW,某断面,2024-02,河流,9,0.3,Ⅱ,甲\n\n,,,,,,,\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        (row,) = recompute(text.encode(encoding), "w.csv")
        assert (row.computed, row.published, row.finding, row.name) == ("II", "II", "", "某断面 2024-02")


def test_a_value_below_the_detection_limit_counts_half_of_it() -> None:
    assert water("W,某断面,2024-02,river,9,0.05,<0.003,II").computed == "II"
    assert water("W,某断面,2024-02,river,9,0.05,0.01L,").computed == "III"
    assert "没有写检出限" in water("W,某断面,2024-02,river,9,0.05,未检出,II").finding
    assert number("5e-05", "Hg", below=True) == Decimal("0.00005") == number("0.0001L", "Hg", below=True)


def test_the_kind_of_water_is_read_and_never_guessed() -> None:
    assert water("W,中扬湖,2024-02,river,9,0.1,,II").computed == "II"
    assert water("W,中扬湖,2024-02,lake,9,0.1,,IV").computed == "IV"
    assert "水体类型" in water("W,中扬湖,2024-02,,9,0.1,,II").finding
    assert [water_kind(text) for text in ("River", "湖库", "水库", "reservoir")] == ["河流", "湖库", "湖库", "湖库"]


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2024", "2024-01-01", "2024-12-31"), ("2024年度", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024年2月份", "2024-02-01", "2024-02-29"), ("2024/2", "2024-02-01", "2024-02-29"), ("2025-01/2025-02", "2025-01-01", "2025-02-28"),
    ("2024年1—6月", "2024-01-01", "2024-06-30"),
    ("2024年1月至6月", "2024-01-01", "2024-06-30"), ("2024-01/06", "2024-01-01", "2024-06-30"),
    ("2024-Q3", "2024-07-01", "2024-09-30"), ("2024年第三季度", "2024-07-01", "2024-09-30"),
    ("2024年三季度", "2024-07-01", "2024-09-30"), ("2024H2", "2024-07-01", "2024-12-31"), ("2024年上半年", "2024-01-01", "2024-06-30"),
    ("2007-W02", "2007-01-08", "2007-01-14"), ("2007年第2周", "2007-01-08", "2007-01-14"), ("2024-03-05", "2024-03-05", "2024-03-05"),
    ("2024年3月5日至2024年3月11日", "2024-03-05", "2024-03-11"), ("2023-11~2024-01", "2023-11-01", "2024-01-31"),
])
def test_a_period_is_read_as_bulletins_write_it(text: str, first: str, last: str) -> None:
    found = period(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert isinstance(found, Period)


@pytest.mark.parametrize("text", ["", "去年", "2024-13", "2024-02-30", "2024-02/2024-01", "2024-W60", "Nov-24", "45231", "2024-03.05", "2024-06/01"])
def test_a_period_that_means_no_days_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="看不懂"):
        period(text)


def test_classes_are_read_in_any_writing() -> None:
    writings = {"Ⅲ": "III", "III类": "III", "3类": "III", "iv": "IV", "劣Ⅴ类": "劣V", ">V": "劣V", "劣于Ⅴ类": "劣V", "": None, "—": None}
    assert {text: water_class(text) for text in writings} == writings
    for wrong in ("VI", "劣III", "好", "Ⅱ~Ⅲ"):
        with pytest.raises(Refusal, match="不认识"):
            water_class(wrong)
