"""Surveys of how content people are."""

from fadu.core.registers.declaration import count, latest, register
from fadu.core.workbook.schema import Kind, day, number, text

REGISTER = register(
    "public_survey", "满意度调查",
    day("日期", "surveyed_on", required=True),
    text("调查", "title", required=True),
    number("满意率(%)", "percent", Kind.DECIMAL, required=True),
    number("样本数", "sample", Kind.INTEGER),
    text("来源文件", "source"),
    day="surveyed_on", title="title", heading="考核荣誉", keeper="办公室", evidence="调查报告",
    measures=(
        count("count", "满意度调查", "次"),
        latest("percent", "公众满意率", "%", "percent"),
    ),
)
