"""Discussions on a topic of law."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "seminar", "专题研讨",
    choice("类型", "category", "第一议题", "专题研讨", "自学交流", required=True),
    day("日期", "held_on", required=True),
    text("专题", "topic", required=True),
    text("法律名称", "law"),
    number("参加人次", "people", Kind.INTEGER),
    day="held_on", title="topic", heading="学法考法", keeper="法规股", evidence="研讨记录",
    measures=(
        count("count", "法治专题研讨", "次"),
        count("first_topic", "第一议题学习", "次", category="第一议题"),
        total("people", "专题研讨参加", "人次", "people"),
    ),
)
