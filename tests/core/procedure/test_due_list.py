"""The plain due list and its calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fadu.core.procedure.duelist import due_list
from fadu.core.procedure.icalendar import icalendar

STAMP = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
PASTED = """\
D10, 2026-06-01, 甲公司, 30, 2026-07-01..2026-07-10:监测
陈述申辩\t2026年9月18日\t乙公司告知书

D25，2026/9/24，丙公司公开
D02 2026-09-01T23:30 丁公司
d28,2026-02-01,年度数据
"""


def test_lines_in_any_common_form_become_clocks_by_day() -> None:
    made = due_list(PASTED)
    assert made.errors == ()
    assert [(entry.limit.id, entry.label, str(entry.safe), entry.line) for entry in made.entries] == [
        ("D02", "丁公司", "2026-09-02 23:30:00", 5), ("D07", "乙公司告知书", "2026-09-28", 2), ("D10", "甲公司", "2026-10-09", 1),
        ("D25", "丙公司公开", "2026-10-12", 4), ("D28", "年度数据", "2027-01-31", 6),
    ]
    assert "扣除：监测" in "\n".join(made.entries[2].sheet)


def test_a_header_lets_the_columns_come_in_any_order() -> None:
    made = due_list("\ufeff事项,起算日,编号,备注\n\"甲,乙公司\",2026-09-18,D07,无\n")
    (entry,) = made.entries
    assert (entry.label, entry.due, entry.line) == ("甲,乙公司", date(2026, 9, 24), 2)


@pytest.mark.parametrize(
    ("line", "reason", "mend"),
    [
        ("D7,2026-09-18,x", "没有编号或者名称为“D7”", "D07"),
        ("D07,2026-02-30,x", "不是日期", "2026-09-18"),
        ("D07", "缺期限或者起算日", "D07, 2026-09-18"),
        ("D07,昨天,x", "不是日期", "2026-09-18"),
        ("D34,2026-01-01,x", "算不出届满日", "带情形的编号"),
        ("D10,2026-01-01,x,九十", "延长应为整数", "天数"),
        ("D10,2026-01-01,x,90", "最多延长", "批准文件"),
        ("D10,2026-01-01,x,,2026-02-01", "扣除看不懂", "起始日..截止日"),
        ("D10,2026-01-01,x,,2026-02-03..2026-02-01", "早于起始日", "起始日..截止日"),
        ("D03,2026-01-01,x,,2026-01-05..2026-01-06", "没有扣除时间的规定", "去掉"),
    ],
)
def test_a_line_that_gives_no_clock_tells_how_to_mend_it_and_spares_its_neighbours(line: str, reason: str, mend: str) -> None:
    made = due_list(f"D07,2026-09-18,前\n{line}\nD07,2026-09-18,后\n")
    assert [entry.label for entry in made.entries] == ["前", "后"]
    (bad,) = made.errors
    assert (bad.line, bad.text) == (2, line)
    assert reason in bad.reason
    assert mend in bad.mend


def test_an_empty_text_is_an_empty_list() -> None:
    assert due_list(" \n\n").entries == ()


def unfolded(text: str) -> list[str]:
    """The content lines of RFC 5545, section 3.1."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(value: str) -> str:
    return value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def events(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfolded(text):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VCALENDAR":
            found[-1][name] = value
    return found


def test_the_calendar_file_unfolds_and_unescapes_to_what_the_list_says() -> None:
    made = due_list("D07,2026-09-18,\"甲; 乙, 丙\\公司\"\nD30,2026-09-18,信用公示\nD02,2026-09-01T23:30,登记\n")
    text = icalendar(made.entries, stamp=STAMP)
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("VERSION:2.0") == 1
    hours, objections, credit = events(text)
    assert unescaped(objections["SUMMARY"]) == "甲; 乙, 丙\\公司：陈述申辩"
    assert unescaped(objections["DESCRIPTION"]).split("\n") == list(made.entries[1].sheet)
    assert (objections["DTSTART;VALUE=DATE"], objections["DTEND;VALUE=DATE"]) == ("20260928", "20260929")
    assert objections["DTSTAMP"] == "20260901T080000Z"
    assert hours["DTSTART"] == "20260902T233000"
    assert credit["STATUS"] == "TENTATIVE"
    assert credit["SUMMARY"].endswith("（暂定）")


def test_the_uid_stays_with_its_line_and_no_two_events_share_one() -> None:
    first = events(icalendar(due_list("D07,2026-09-18,甲\nD07,2026-09-18,甲\nD07,2026-09-18,乙\n").entries, stamp=STAMP))
    uids = [event["UID"] for event in first]
    assert len(set(uids)) == 3
    again = events(icalendar(due_list("D08,2026-09-18,丙\nD07,2026-09-18,甲\n").entries, stamp=datetime(2027, 1, 1, tzinfo=UTC)))
    assert uids[0] in {event["UID"] for event in again}
