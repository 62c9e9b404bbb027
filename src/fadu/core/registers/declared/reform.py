"""Reforms of approvals and services."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "reform", "放管服改革",
    day("日期", "done_on", required=True),
    choice("类型", "category", "减材料", "减时限", "减环节", "告知承诺", "下放", "其他", required=True),
    text("事项", "content", required=True),
    text("成效", "effect"),
    day="done_on", title="content", heading="权责与服务", keeper="审批股", evidence="改革文件",
    measures=(
        count("count", "放管服改革事项", "项"),
    ),
)
