"""Checks written down on the mobile system."""

from fadu.core.registers.declaration import count, kinds, register
from fadu.core.workbook.schema import day, reference, text

REGISTER = register(
    "mobile_check", "移动执法",
    reference("检查编号", "inspection", "检查"),
    day("日期", "checked_on", required=True),
    text("被检查单位", "firm", required=True),
    text("终端编号", "terminal"),
    reference("执法人员工号", "person", "人员"),
    day="checked_on", title="firm", heading="非现场监管", keeper="执法大队", evidence="系统记录",
    measures=(
        count("count", "移动执法检查", "家次"),
        kinds("terminals", "在用移动执法终端", "台", "terminal"),
    ),
)
