"""Difficult cases talked over."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import Kind, day, number, reference, text

REGISTER = register(
    "case_discussion", "案件研讨",
    day("日期", "held_on", required=True),
    reference("案号", "case", "案件"),
    text("议题", "topic", required=True),
    number("参加人数", "people", Kind.INTEGER),
    text("结论", "result"),
    day="held_on", title="topic", heading="行政处罚", keeper="法规股", evidence="研讨记录",
    measures=(
        count("count", "重大复杂案件研讨", "次"),
    ),
)
