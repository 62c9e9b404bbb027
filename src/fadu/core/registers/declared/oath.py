"""Oaths to the constitution."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, day, number, text

REGISTER = register(
    "oath", "宪法宣誓",
    day("日期", "held_on", required=True),
    text("事由", "content", required=True),
    number("宣誓人数", "people", Kind.INTEGER, required=True),
    day="held_on", title="content", heading="学法考法", keeper="人事股", evidence="誓词签名",
    measures=(
        count("count", "宪法宣誓活动", "次"),
        total("people", "宪法宣誓", "人", "people"),
    ),
)
