"""Trainings of the staff, by level and topic."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "staff_training", "业务培训",
    choice("层级", "level", "国家级", "省级", "市级", "县级", "本单位", required=True),
    choice("类型", "category", "法律知识", "执法业务", "在线监测", "挥发性有机物", "岗位练兵", "其他", required=True),
    day("日期", "held_on", required=True),
    text("专题", "topic", required=True),
    number("参训人次", "people", Kind.INTEGER, required=True),
    day="held_on", title="topic", heading="执法力量", keeper="人事股", evidence="通知、结业材料",
    measures=(
        count("count", "业务培训", "期"),
        total("people", "业务培训参训", "人次", "people"),
        count("upper", "上级法律知识培训", "期", level=("国家级", "省级", "市级"), category="法律知识"),
        count("special", "专题监管执法培训", "期", category=("在线监测", "挥发性有机物")),
    ),
)
