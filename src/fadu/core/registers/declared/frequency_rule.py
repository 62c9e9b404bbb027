"""The bureau's own rule of how often a firm is checked in a year, by credit and risk; the first rule that fits a firm holds."""

from fadu.core.registers.declaration import count, register, standing
from fadu.core.workbook.schema import Kind, day, number, text, yes_no

REGISTER = register(
    "frequency_rule", "检查频次规则",
    number("顺序", "place", Kind.INTEGER, required=True, low=1),
    text("信用等级", "credit"),
    text("风险等级", "risk"),
    yes_no("监督执法正面清单(是/否)", "listed"),
    number("年检查下限", "least", Kind.INTEGER, required=True),
    number("年检查上限", "limit", Kind.INTEGER, required=True),
    text("依据", "basis", required=True),
    day("起始日期", "since", required=True),
    day("终止日期", "ended_on"),
    day="since", title="basis", heading="权责与服务", keeper="执法大队", evidence="公布频次的文件",
    until="ended_on",
    measures=(
        count("count", "检查频次规则登记", "条"),
        standing("standing", "在用检查频次规则", "条"),
    ),
)
