"""Rounds of screening for clues to damage."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "clue_screening", "线索筛查",
    day("日期", "screened_on", required=True),
    choice("来源", "source", "自查", "上级下发", "案件", "信访", "部门移送", required=True),
    text("范围", "content", required=True),
    number("筛查条数", "screened", Kind.INTEGER, required=True),
    number("认定线索数", "clues", Kind.INTEGER),
    day="screened_on", title="content", heading="生态环境损害赔偿", keeper="法规股", evidence="筛查清单",
    measures=(
        count("count", "损害赔偿线索筛查", "轮"),
        total("screened", "筛查损害赔偿线索", "条", "screened"),
        total("clues", "认定损害赔偿线索", "条", "clues"),
    ),
)
