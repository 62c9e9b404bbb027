"""A table that fails its proof refuses to be used, and a pack that is wrong says where."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fadu.core.discretion import compute, load, packs, prove_all
from fadu.core.pack import BadPack

from .benchmarks import OPTIONS, WEIGHTS, benchmark, found, write

FINDINGS = found(harm="some", days="long")
SHARE = "T,default,,试验表,某法第一条,,share,amount,,,10000,100000,,,,"


def options(*changed: tuple[str, str]) -> tuple[str, ...]:
    rows = OPTIONS
    for old, new in changed:
        rows = tuple(row.replace(old, new) for row in rows)
    return rows


BROKEN = {
    "points that add to 99": (dict(options=options((",40,", ",39,"))), "等于99，应为100"),
    "points that add to 101": (dict(options=options((",50,", ",51,"))), "等于101，应为100"),
    "a negative point": (dict(options=options((",40,", ",-40,"))), "分值为负"),
    "an option without points": (dict(options=options((",40,", ",,"))), "没有分值"),
    "a gap between intervals": (dict(options=options((",0,5,", ",0,4,"))), "4与5之间有空隙"),
    "an overlap of intervals": (dict(options=options((",0,5,", ",0,6,"))), "在5处重叠"),
    "intervals that begin late": (dict(options=options((",0,5,", ",1,5,"))), "没有从头开始"),
    "intervals that end": (dict(options=options((",5,,50", ",5,9,50"))), "没有到头"),
    "an interval left out": (dict(options=options((",5,,50", ",,,50"))), "有选项没有区间"),
    "a start below the legal minimum": (dict(tables=(WEIGHTS.replace("10000,100000", "20000,100000"),)), "低于法定最低"),
    "no start": (dict(tables=(WEIGHTS.replace(",10,,,", ",,,,"),)), "没有起点"),
    "no legal maximum": (dict(tables=(WEIGHTS.replace("10000,100000", "10000,"),)), "没有法定最高"),
    "no factors": (dict(options=()), "没有裁量因素"),
    "shares that add to 90": (dict(tables=(SHARE,)), "等于90，应为100"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_refused_and_says_why(name: str, tmp_path: Path) -> None:
    files, reason = BROKEN[name]
    answer = compute(benchmark(tmp_path, **files), "T", findings=FINDINGS)
    assert answer.fine is None
    assert [gap.key for gap in answer.missing] == ["table"]
    assert reason in answer.missing[0].say


def test_the_sound_table_that_the_broken_ones_come_from_is_used(tmp_path: Path) -> None:
    answer = compute(benchmark(tmp_path), "T", findings=FINDINGS)
    assert answer.fine == 100_000
    assert answer.missing == ()


CELLS = ("G,,low,span,0", "G,,mid,span,\"[0,0.5)\"", "G,,high,span,\"[0.5,1]\"")
GRADES = tuple(f"G,,grade,情节,,{key},{key},,,," for key in ("low", "mid", "high"))
GRADED = "G,default,,区间表,某法,,cells,amount,,,10000,100000,,,,"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (CELLS[:2], "“high”没有幅度"), ((*CELLS, "G,,mid,span,0.2"), "“mid”有两个幅度"), ((*CELLS, "G,,none,span,0.2"), "没有选项组合“none”"),
        ((*CELLS[:2], "G,,high,span,\"[0.5,1.2]\""), "超出法定范围"), ((*CELLS[:2], "G,,high,half,1"), "不认识的计法"),
        ((*CELLS[:2], "G,,high,of_min,0.5"), "超出法定范围"),
    ],
)
def test_a_matrix_with_a_hole_a_double_or_a_cell_outside_the_law_is_refused(cells: tuple[str, ...], reason: str, tmp_path: Path) -> None:
    rules = benchmark(tmp_path, tables=(GRADED,), options=GRADES, cells=cells)
    answer = compute(rules, "G", findings=found(grade="mid"))
    assert answer.fine is None
    assert reason in answer.missing[0].say


TIERED = "D,default,,档次表,某法,,tiers,amount,,,10000,100000,,,,"
GRADED_1_2 = ("D,,harm,后果,,none,无,,,1,", "D,,harm,后果,,some,有,,,2,")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("D,,1,span,\"[0,0.4]\"", "D,,2,span,\"[0.5,1]\""), "有空隙"), (("D,,1,span,\"[0,0.6]\"", "D,,2,span,\"[0.5,1]\""), "重叠"),
        (("D,,1,span,\"[0,0.5]\"", "D,,2,span,\"[0.5,0.9]\""), "没有覆盖全部法定幅度"),
        (("D,,1,span,\"[0,1]\"",), "没有对应的档次"), ((), "没有档次"),
    ],
)
def test_tiers_with_a_gap_or_an_overlap_are_refused(cells: tuple[str, ...], reason: str, tmp_path: Path) -> None:
    answer = compute(benchmark(tmp_path, tables=(TIERED,), options=GRADED_1_2, cells=cells), "D", findings=found(harm="none"))
    assert answer.fine is None
    assert reason in answer.missing[0].say


def test_levels_outside_one_to_five_and_coefficients_without_a_neutral_option_are_refused(tmp_path: Path) -> None:
    broken = (("levels", "", "6", "不是1至5"), ("coefficients", "base", "0.5", "没有不加不减"), ("coefficients", "", "0", "基准额"))
    for form, base, points, reason in broken:
        folder = tmp_path / f"{form}{points}"
        folder.mkdir()
        rules = benchmark(
            folder, tables=(f"L,default,,表,某法,,{form},,{base},,,,,,,",), options=(f"L,,a,甲,,x,乙,,,{points},",)
        )
        assert any(reason in fault for fault in rules.faults[("L", "default")]), reason


def test_a_measured_quantity_with_a_gap_is_refused(tmp_path: Path) -> None:
    rows = ("T,days,hours,小时,\"[0,100)\",short", "T,days,hours,小时,\"[120,)\",long")
    rules = benchmark(tmp_path, lookups=rows)
    assert any("100与120之间有空隙" in fault for fault in rules.faults[("T", "default")])


@pytest.mark.parametrize(
    ("files", "file", "line", "reason"),
    [
        (dict(tables=(WEIGHTS, WEIGHTS)), "X.tables.csv", 8, "重复"),
        (dict(tables=(WEIGHTS.replace("weights", "magic"),)), "X.tables.csv", 7, "算法"),
        (dict(tables=(WEIGHTS.replace("10000,100000", "ten,100000"),)), "X.tables.csv", 7, "应为数字"),
        (dict(tables=(WEIGHTS.replace("10000,100000", "200000,100000"),)), "X.tables.csv", 7, "最低大于最高"),
        (dict(tables=(WEIGHTS.replace(",,weights", ",2026-13-01,weights"),)), "X.tables.csv", 7, "日期"),
        (dict(tables=(WEIGHTS.replace("amount,,", "multiple,,"),)), "X.tables.csv", 7, "基数"),
        (dict(options=(*OPTIONS, OPTIONS[1])), "X.options.csv", 11, "重复"),
        (dict(options=(*OPTIONS, OPTIONS[1].replace("T,", "U,", 1))), "X.options.csv", 11, "没有表U"),
        (dict(options=(*OPTIONS, "T,,harm")), "X.options.csv", 11, "格"),
        (dict(options=(*OPTIONS, OPTIONS[1].replace("some", "more").replace("40", "NaN"))), "X.options.csv", 11, "有限"),
        (dict(lookups=("T,days,hours,小时,0-5,short",)), "X.lookups.csv", 7, "区间"),
        (dict(lookups=("T,days,hours,小时,\"[0,)\",never",)), "X.lookups.csv", 7, "没有选项"),
    ],
)
def test_a_pack_that_is_wrong_names_file_line_and_reason(
    files: dict[str, tuple[str, ...]], file: str, line: int, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(BadPack) as caught:
        load(write(tmp_path, **files), "X")
    assert (caught.value.file, caught.value.line) == (file, line)
    assert reason in caught.value.fault
    assert file in caught.value.reason


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"until": "2025-01-01"}, "失效日"), ({"from": "soon"}, "日期"), ({"closure": "open"}, "区间规则"), ({"id": "Y"}, "文件名"),
        ({"rounding": {}}, "取整"), ({"rounding": {"amount": {"unit": 0, "mode": "half_up"}}}, "取整"),
        ({"adjustments": [{"kind": "a", "label": "甲"}]}, "basis"),
        ({"adjustments": [{"kind": "a", "label": "甲", "basis": "一", "as": "b"}]}, "不存在"),
        ({"adjustments": [{"kind": "a", "label": "甲", "basis": "一", "direction": "sideways", "of": "fine"}]}, "方向"),
    ],
)
def test_settings_that_are_wrong_are_refused(settings: dict[str, object], reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadPack) as caught:
        load(write(tmp_path, settings=settings), "X")
    assert caught.value.file == "X.json"
    assert reason in caught.value.fault


def test_a_pack_is_reviewed_only_when_two_persons_signed_every_file(tmp_path: Path) -> None:
    for signed, reviewed in (("", False), ("甲", False), ("甲、甲", False), ("甲、乙", True)):
        folder = tmp_path / (signed or "none")
        folder.mkdir()
        rules = benchmark(folder, signed=signed)
        answer = compute(rules, "T", findings=FINDINGS)
        assert rules.reviewed is reviewed
        assert answer.reviewed is reviewed
        assert ("未复核" in str(answer.steps[0])) is not reviewed


def test_all_tables_are_proved_in_less_than_two_seconds() -> None:
    before = time.perf_counter()
    proofs = prove_all(packs().values())
    assert len(proofs) >= 43
    assert time.perf_counter() - before < 2
