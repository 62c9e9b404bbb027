"""Normative documents made, reviewed, filed and cleared away."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, text, yes_no

REGISTER = register(
    "normative", "规范性文件",
    text("名称", "title", required=True),
    text("文号", "document"),
    choice("事项", "category", "制定", "修改", "废止", "清理", "备案", required=True),
    day("日期", "done_on", required=True),
    yes_no("合法性审核(是/否)", "reviewed"),
    day("备案日期", "filed_on"),
    day="done_on", title="title", heading="制度建设", keeper="法规股", evidence="文件、审核意见、备案回执",
    measures=(
        count("count", "规范性文件事项", "件"),
        count("made", "制定规范性文件", "件", category=("制定", "修改")),
        count("reviewed", "规范性文件合法性审核", "件", reviewed=True),
        count("cleared", "清理废止规范性文件", "件", category=("废止", "清理")),
    ),
)
