"""Breaches by staff, of which there may be none."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import day, text, yes_no

REGISTER = register(
    "misconduct", "违纪违法",
    day("日期", "found_on", required=True),
    text("情形", "content", required=True),
    yes_no("执法人员(是/否)", "is_officer"),
    text("处理", "handling"),
    day="found_on", title="content", heading="监督问责", keeper="机关党支部", evidence="处理决定",
    zero="干部职工违纪违法",
    measures=(
        count("count", "违纪违法登记", "件"),
        count("officers", "执法人员违纪违法", "件", is_officer=True),
    ),
)
