"""What firms asked for, and what was done."""

from fadu.core.registers.declaration import count, kinds, register
from fadu.core.workbook.schema import day, reference, text, yes_no

REGISTER = register(
    "firm_help", "助企帮扶",
    day("日期", "helped_on", required=True),
    text("企业", "firm", required=True),
    reference("对象编号", "facility", "监管对象"),
    text("诉求", "request", required=True),
    text("措施", "measures"),
    yes_no("已解决(是/否)", "solved"),
    day="helped_on", title="firm", heading="权责与服务", keeper="审批股", evidence="走访记录",
    measures=(
        count("count", "助企帮扶", "次"),
        count("solved", "解决企业诉求", "件", solved=True),
        kinds("firms", "帮扶企业", "家", "firm"),
    ),
)
