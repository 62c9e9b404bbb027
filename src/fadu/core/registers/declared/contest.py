"""Contests and drills of officers."""

from fadu.core.registers.declaration import ANY, count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "contest", "比武练兵",
    choice("类型", "category", "大比武", "大练兵", "知识竞赛", required=True),
    day("日期", "held_on", required=True),
    text("名称", "title", required=True),
    number("参加人次", "people", Kind.INTEGER),
    number("名次", "place", Kind.INTEGER),
    text("奖项", "award"),
    day="held_on", title="title", heading="执法力量", keeper="执法大队", evidence="通知、证书",
    measures=(
        count("count", "比武练兵", "次"),
        count("awards", "比武练兵获奖", "项", award=ANY),
        total("people", "比武练兵参加", "人次", "people"),
        count("drills", "大练兵活动", "次", category="大练兵"),
        count("matches", "大比武活动", "次", category="大比武"),
    ),
)
