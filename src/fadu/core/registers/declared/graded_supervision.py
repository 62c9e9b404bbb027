"""Firms by credit and risk, with the number of checks a year that goes with it."""

from fadu.core.registers.declaration import count, register, standing
from fadu.core.workbook.schema import Kind, choice, day, number, reference, text

REGISTER = register(
    "graded_supervision", "分类监管",
    reference("对象编号", "facility", "监管对象", required=True),
    choice("类别", "category", "守法无事不扰", "一般", "重点关注", "高风险", required=True),
    text("信用等级", "credit"),
    number("年检查上限", "limit", Kind.INTEGER),
    day("起始日期", "since", required=True),
    day("终止日期", "ended_on"),
    day="since", title="facility", heading="权责与服务", keeper="执法大队", evidence="分类依据",
    until="ended_on",
    measures=(
        count("count", "分类监管认定", "家次"),
        standing("standing", "实行分类监管的企业", "家"),
        standing("undisturbed", "无事不扰企业", "家", category="守法无事不扰"),
    ),
)
