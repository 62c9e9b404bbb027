"""What is declared works; what can't work is refused with how to mend it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fadu.core.refusal import Refusal
from fadu.core.registers import DECLARED, HEADINGS, How, refuse_faults
from fadu.core.registers.declaration import count, register, total
from fadu.core.registers.own import Own, OwnColumn, make, read
from fadu.core.workbook.schema import Column, Kind, day, text
from fadu.core.workbook.sheets import BY_NAME

OWN = Own("食堂检查", "执法力量", "办公室", (OwnColumn("问题", "文字", True), OwnColumn("扣分", "整数"), OwnColumn("合格", "是或否")), every="每月")


def test_every_register_says_who_keeps_it_what_proves_it_and_counts_its_rows() -> None:
    for id, one in DECLARED.items():
        refuse_faults(one)
        assert one.keeper, id
        assert one.evidence, id
        assert one.heading in HEADINGS, id
        assert one.measures[0].key == "count", id
        assert one.sheet.name not in BY_NAME, id


def test_names_of_registers_and_of_figures_are_told_apart() -> None:
    assert len({one.sheet.name for one in DECLARED.values()}) == len(DECLARED)
    names = [measure.name for one in DECLARED.values() for measure in one.measures]
    assert len(set(names)) == len(names)


def test_what_stands_on_a_day_has_a_day_on_which_it_ends() -> None:
    for one in DECLARED.values():
        if any(measure.how is How.STANDING for measure in one.measures):
            assert one.until, one.id


def bad(**more: object) -> None:
    given: dict[str, object] = {
        "day": "done_on", "title": "title", "heading": "组织领导", "keeper": "办公室", "evidence": "记录",
        "measures": (count("count", "示例", "次"),),
    }
    columns = more.pop("columns", (day("日期", "done_on", required=True), text("内容", "title")))
    refuse_faults(register("sample", str(more.pop("name", "示例")), *columns, **{**given, **more}))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(("more", "said"), [
    ({"name": "这个登记簿的名字实在太长太长太长太长太长了"}, "不能用作表名"),
    ({"name": "a/b"}, "不能用作表名"),
    ({"columns": (day("日期", "done_on", required=True), text("内容", "title"), text("内容", "other"))}, "出现两次"),
    ({"columns": (day("日期", "done_on"), text("内容", "title"))}, "没有必填的日期"),
    ({"columns": (day("日期", "done_on", required=True), text("备注", "title"))}, "不能用"),
    ({"columns": (day("日期", "done_on", required=True), Column("类", "title", Kind.CHOICE, choices=("甲",)))}, "两个以上"),
    ({"measures": (total("sum", "合计", "个", "nothing"),)}, "没有的栏目"),
    ({"measures": (total("sum", "合计", "个", "title"),)}, "不是数"),
    ({"measures": (count("a", "甲", "次"), count("a", "乙", "次"))}, "重复"),
])
def test_a_declaration_that_cannot_work_is_refused(more: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        bad(**more)
    bad()


def test_a_register_of_ones_own_counts_adds_up_and_reminds() -> None:
    made = make("own1", OWN)
    assert [column.header for column in made.sheet.columns] == ["编号", "日期", "问题", "扣分", "合格"]
    assert [(measure.key, measure.how.value) for measure in made.measures] == [("count", "count"), ("c2", "total"), ("c3", "count")]
    assert made.rhythm
    assert made.rhythm.sheet == "食堂检查"
    assert read(OWN.plain()) == OWN


@pytest.mark.parametrize(("own", "said"), [
    (replace(OWN, heading="食堂"), "没有“食堂”这个类别"),
    (replace(OWN, every="每节点"), "频次"),
    (replace(OWN, columns=()), "一个栏目也没有"),
    (replace(OWN, columns=(OwnColumn("问题", "图片"),)), "不认识"),
    (replace(OWN, columns=(OwnColumn("日期", "日期"),)), "出现两次"),
    (replace(OWN, columns=(OwnColumn("类别", "选项"),)), "两个以上"),
    (replace(OWN, name="a b"), "不能用作表名"),
])
def test_what_a_page_can_get_wrong_is_said_in_its_words(own: Own, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        make("own1", own)
