"""Hearings of courts that officers attended as listeners."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, day, number, text

REGISTER = register(
    "court_observation", "旁听庭审",
    day("日期", "held_on", required=True),
    text("法院", "court", required=True),
    text("案件", "matter"),
    number("旁听人次", "people", Kind.INTEGER),
    day="held_on", title="court", heading="学法考法", keeper="法规股", evidence="旁听通知、照片",
    measures=(
        count("count", "旁听庭审", "次"),
        total("people", "旁听庭审人员", "人次", "people"),
    ),
)
