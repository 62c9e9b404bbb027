"""Trainings for firms."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, day, number, text

REGISTER = register(
    "firm_training", "企业培训",
    day("日期", "held_on", required=True),
    text("主题", "topic", required=True),
    number("企业家数", "firms", Kind.INTEGER),
    number("参训人次", "people", Kind.INTEGER, required=True),
    day="held_on", title="topic", heading="普法宣传", keeper="法规股", evidence="通知、签到表",
    measures=(
        count("count", "企业环保法律培训", "期"),
        total("firms", "参训企业", "家次", "firms"),
        total("people", "企业参训", "人次", "people"),
    ),
)
