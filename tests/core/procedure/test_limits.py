"""Each of the 72 limits, counted a second time by walking day by day with another source of holidays."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from fadu.core import days, pack
from fadu.core.days import Pause
from fadu.core.procedure import instruments, limits
from fadu.core.refusal import Refusal

# What the sources say: id, number, unit (w working days, d days, m months, y years, h hours), < counted backwards. None: no count.
SAID = """
D01 15d|D02 24h|D03 7w|D04 -|D05 3w|D06 2w|D07 5w|D08 5w|D09 7w<|D10 90d|D11 7w|D12 30d|D13 -|D14 15d|D15 -|D16 -|D17 30d|D18 10w|D19 3m
D20 5w|D21 15d|D22 7w|D23 30d|D24 3w<|D25 7w|D26 20w|D27 3w|D28 -|D29 3m|D30 12m|D31 36m|D32 5w|D33 -|D34 -|D35 -|D36 3w|D37 30d|D38 24h
D39 30d|D40 5w|D41 3w|D42 60d|D43 7w|D44 3m|D45 15w|D46 15w|D47 30d|D48 3w|D49 3w|D50 3w|D51 5w|D52 3d|D53 24h|D54 3d|D55 3d|D56 3d
D57 60d|D58 5w|D59 10w|D60 60d|D61 6m|D62 15d|D63 15d|D64 15d|D65 2y|D66 -|D67 30d|D68 -|D69 -|D70 7w|D71 3m|D72 7w
D12.before_2022 60d|D59.simplified 5w|D60.simplified 30d|D64.ruling 10d|D57.untold 1y|D61.untold 1y|D06.bank 2w
""".replace("\n", "|")
TABLE = dict(entry.split() for entry in SAID.strip("|").split("|"))
COUNTED = sorted(id for id, said in TABLE.items() if said != "-")
# What waits for the period to run out takes the later reading also for the agency; the rest is finished by the earlier.
WAITED_FOR = set("D07 D08 D12 D12.before_2022 D14 D17 D18 D32 D42 D44 D45 D46 D57 D57.untold D61 D61.untold D62".split())
# Where nothing lets the last day roll and lateness voids the act, or haste is asked for, the unrolled day is safe for the agency.
HASTE = set("D29 D30 D31 D37 D39 D52 D54 D55 D56".split())
EVERY = [date(2018, 1, 1) + timedelta(days) for days in range(9 * 365 + 2)]
USUAL = {day for day in EVERY if chinese_calendar.is_workday(day)}
STRICT = {day for day in USUAL if day.weekday() < 5}
# Spread over six years, and the days on which a count goes wrong first: ends of months, days before festivals and make-up workdays.
STARTS = EVERY[15:2160:37] + [
    date.fromisoformat(day)
    for day in """2018-12-29 2019-08-31 2020-01-23 2020-02-29 2020-04-25 2020-11-30 2021-01-31 2021-02-10 2021-09-17 2021-09-30 2021-12-31 2022-01-28
    2022-04-23 2022-09-30 2022-10-08 2023-01-20 2023-05-31 2023-09-28 2023-10-06""".split()
]


def works(day: date, makeup: bool) -> bool:
    return day in (USUAL if makeup else STRICT)


def walked(said: str, start: date, makeup: bool) -> tuple[date, date]:
    """The last day by brute force, and the day before rolling."""
    backward = said.endswith("<")
    number, unit = int(said.rstrip("<")[:-1]), said.rstrip("<")[-1]
    if unit == "h":
        return start + timedelta(hours=number), start + timedelta(hours=number)
    day = start
    if unit == "w":
        while number:
            day += timedelta(-1 if backward else 1)
            number -= works(day, makeup)
        return day, day
    if unit == "d":
        day = start + timedelta(number)
    else:
        months = start.month - 1 + number * (12 if unit == "y" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        day = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    unrolled = day
    while not works(day, makeup):
        day += timedelta(1)
    return day, unrolled


def test_there_are_72_limits_and_each_has_a_source_and_a_confidence() -> None:
    known = limits.limits()
    assert [f"D{number:02}" for number in range(1, 73)] == sorted(id for id in known if id.startswith("D") and "." not in id)
    assert all(one.basis and all(each.grade in instruments.GRADES for each in one.basis) for one in known.values())


@pytest.mark.parametrize("rule", COUNTED)
def test_each_limit_equals_a_count_by_hand(rule: str) -> None:
    for start in STARTS:
        check_by_hand(rule, start)


def check_by_hand(rule: str, start: date) -> None:
    usual, unrolled = walked(TABLE[rule], start, makeup=True)
    other, _ = walked(TABLE[rule], start, makeup=False)
    agency, party = (limits.due(rule, start, side=side) for side in ("agency", "party"))
    assert agency.due == party.due == usual
    assert party.safe == max(usual, other)
    expected = max(usual, other) if rule in WAITED_FOR else min(usual, other, *([unrolled] if rule in HASTE else []))
    assert agency.safe == expected
    assert not agency.provisional
    assert agency.missing == ()
    assert days.replay(agency.derivation, days.published()) == agency


@pytest.mark.parametrize("rule", [id for id, said in TABLE.items() if said == "-"])
def test_a_limit_without_a_count_refuses_and_says_what_is_missing(rule: str) -> None:
    answer = limits.due(rule, date(2026, 3, 2))
    assert (answer.due, answer.safe, answer.provisional) == (None, None, False)
    assert answer.missing
    assert answer.missing[0] in "\n".join(answer.derivation["text"])


@pytest.mark.parametrize(
    ("rule", "years"),
    [("D34.with_harm", 5), ("D34.otherwise", 2), ("D35.otherwise", 2), ("D35.life_health_or_finance_with_harm", 5), ("D68.30y", 30), ("D68.5y", 5),
     ("D31.min", 1)],
)
def test_what_is_no_period_for_acting_does_not_roll(rule: str, years: int) -> None:
    start = next(day for day in EVERY if day.year == 2025 and day.replace(year=2025 + years).weekday() == 6)
    assert limits.due(rule, start).due == start.replace(year=2025 + years)


def test_the_cases_of_a_limit_are_shown_where_the_fact_that_decides_is_missing() -> None:
    text = "\n".join(limits.due("D34", date(2026, 9, 1)).derivation["text"])
    assert "2031-09-01" in text
    assert "2028-09-01" in text


@pytest.mark.parametrize(
    ("rule", "start", "more", "due", "safe"),
    [
        ("D07", "2026-09-18", {}, "2026-09-24", "2026-09-28"),
        ("D10", "2026-06-01", {}, "2026-08-31", "2026-08-31"),
        ("D10", "2026-06-01", {"pauses": [Pause(date(2026, 7, 1), date(2026, 7, 10), "监测")]}, "2026-09-09", "2026-09-09"),
        ("D25", "2026-09-24", {}, "2026-10-12", "2026-10-12"),
        ("D14", "2026-03-02", {}, "2026-03-17", "2026-03-17"),
        ("D61", "2026-03-02", {}, "2026-09-02", "2026-09-02"),
        ("D19", "2026-09-02", {}, "2026-12-02", "2026-12-02"),
        ("D18", "2026-09-07", {}, "2026-09-20", "2026-09-21"),
    ],
)
def test_the_worked_examples_come_out(rule: str, start: str, more: dict, due: str, safe: str) -> None:
    answer = limits.due(rule, date.fromisoformat(start), **more)
    assert (str(answer.due), str(answer.safe)) == (due, safe)


def test_a_limit_in_hours_takes_the_hour() -> None:
    assert limits.due("D38", datetime(2026, 9, 18, 23, 15)).due == datetime(2026, 9, 19, 23, 15)
    assert limits.due("D07", datetime(2026, 9, 18, 23, 15)).due == date(2026, 9, 24), "working days do not"


def test_an_extension_names_its_steps_and_stops_at_the_maximum() -> None:
    answer = limits.due("D10", date(2026, 6, 1), extend=50)
    assert answer.due == date(2026, 10, 19)  # 140 days
    assert answer.derivation["extensions"] == ["30 日：本机关负责人批准", "20 日：集体讨论决定"]
    with pytest.raises(Refusal) as refused:
        limits.due("D10", date(2026, 6, 1), extend=61)
    assert "最多延长" in refused.value.reason
    assert "第五十七条" in refused.value.article


@pytest.mark.parametrize(("rule", "most"), [("D01", 15), ("D10", 60), ("D39", 30), ("D44", 3), ("D60", 30), ("XF03", 30)])
def test_the_longest_extension_is_taken_and_one_more_is_refused(rule: str, most: int) -> None:
    assert limits.due(rule, date(2025, 3, 3), extend=most).due
    with pytest.raises(Refusal):
        limits.due(rule, date(2025, 3, 3), extend=most + 1)


@pytest.mark.parametrize("rule", sorted(id for id in COUNTED if not limits.limit(id).steps))
def test_what_the_law_does_not_extend_is_not_extended(rule: str) -> None:
    with pytest.raises(Refusal, match="没有延长的规定"):
        limits.due(rule, date(2025, 3, 3), extend=1)


@pytest.mark.parametrize("rule", sorted(id for id in COUNTED if not limits.limit(id).grounds))
def test_what_the_law_does_not_pause_is_not_paused(rule: str) -> None:
    with pytest.raises(Refusal, match="没有扣除时间的规定"):
        limits.due(rule, date(2025, 3, 3), pauses=[Pause(date(2025, 3, 4), date(2025, 3, 5))])


def test_a_ground_that_the_law_does_not_name_is_refused_with_those_it_names() -> None:
    with pytest.raises(Refusal) as refused:
        limits.due("D10", date(2025, 3, 3), pauses=[Pause(date(2025, 3, 4), date(2025, 3, 5), "出差")])
    assert "听证" in refused.value.mend


def test_a_start_before_the_rule_was_in_force_is_told() -> None:
    def told(rule: str, start: date) -> bool:
        return any("不在所依据规定的施行期间" in line for line in limits.due(rule, start).derivation["text"])

    assert told("D01", date(2022, 3, 2))
    assert told("D70", date(2024, 3, 4))
    assert not told("D10", date(2022, 3, 2)), "one of its two instruments was in force"
    assert not told("D01", date(2026, 3, 2))


@pytest.mark.parametrize(("wrong", "near"), [("D7", "D07"), ("d100", "D10"), ("听证", "D08"), ("陈述", "D07")])
def test_an_unknown_rule_names_those_near_it(wrong: str, near: str) -> None:
    with pytest.raises(limits.UnknownRule) as refused:
        limits.limit(wrong)
    assert any(one.startswith(near) for one in refused.value.near)


def test_a_rule_is_found_by_id_in_any_case_and_by_its_name() -> None:
    assert limits.limit("d07") is limits.limit("陈述申辩") is limits.limit(" D07 ")


def test_a_negative_extension_is_refused() -> None:
    with pytest.raises(Refusal, match="应为正数"):
        limits.due("D10", date(2026, 6, 1), extend=-1)


def test_a_fixed_day_is_the_next_one() -> None:
    with pytest.raises(ValueError, match="D07"):
        limits.limit("D07").next_fixed(date(2026, 1, 1))
    yearly = limits.limit("D28")
    assert yearly.next_fixed(date(2026, 1, 30)) == date(2026, 1, 31)
    assert yearly.next_fixed(date(2026, 1, 31)) == date(2027, 1, 31)


GOOD = "X1,名,机关,5,工作日,送达,后,完成,,,,CF:60,,,,,,"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("CF:60", "ZZ:1"), "不认识的依据"),
        (GOOD.replace("CF:60", ""), "没有依据"),
        (GOOD.replace(",5,", ",零,"), "应为正整数"),
        (GOOD.replace("工作日", "旬"), "之一"),
        (GOOD.replace(",5,工作日", ",,无"), "要写缺什么"),
        (GOOD.replace("后,完成,,", "后,完成,三十日,"), "应写作"),
        (GOOD.replace("完成,,,", "完成,,听证,"), "同时填写"),
        (GOOD.replace("5,工作日,送达,后", "5,日,送达,前"), "往回数"),
        (GOOD.replace("X1", "X1.a"), "另一情形"),
        (GOOD.replace(",5,工作日", ",1月31日,固定日"), "固定日应写作"),
    ],
)
def test_a_wrong_row_is_refused_with_file_line_and_reason(tmp_path: Path, row: str, reason: str) -> None:
    real = Path(limits.__file__).parent / "data" / "limits.csv"
    head = [line for line in real.read_text("utf-8").splitlines() if line.startswith("#") or line.startswith("编号")]
    file = tmp_path / "limits.csv"
    file.write_text("\n".join([*head, row]) + "\n", "utf-8")
    with pytest.raises(pack.BadPack) as refused:
        limits.read(file)
    assert (refused.value.file, refused.value.line) == ("limits.csv", len(head) + 1)
    assert reason in refused.value.fault
