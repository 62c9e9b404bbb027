"""Oversight of everyday enforcement."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "conduct_check", "执法监督",
    choice("类型", "category", "日常督查", "案卷抽查", "投诉举报", "专项监督", required=True),
    day("日期", "checked_on", required=True),
    text("内容", "content", required=True),
    number("发现问题数", "problems", Kind.INTEGER),
    text("处理", "handling"),
    day="checked_on", title="content", heading="监督问责", keeper="法规股", evidence="监督记录",
    measures=(
        count("count", "执法监督检查", "次"),
        count("complaints", "涉执法投诉", "件", category="投诉举报"),
        total("problems", "执法监督发现问题", "个", "problems"),
    ),
)
