"""Targets set from above beside what was reached."""

from fadu.core.registers.declaration import count, rate, register
from fadu.core.workbook.schema import Kind, day, number, text, yes_no

REGISTER = register(
    "target", "考核目标",
    text("指标", "title", required=True),
    day("考核截止日", "due_on", required=True),
    number("目标值", "goal", Kind.DECIMAL, required=True),
    number("完成值", "reached_value", Kind.DECIMAL),
    text("单位", "unit"),
    yes_no("达到要求(是/否)", "reached"),
    text("来源文件", "source"),
    day="due_on", title="title", heading="考核荣誉", keeper="办公室", evidence="考核文件",
    measures=(
        count("count", "上级考核指标", "项"),
        count("reached", "达到要求的考核指标", "项", reached=True),
        rate("reached_rate", "考核指标达标率", "reached"),
    ),
)
