"""Cases entered into the national system."""

from fadu.core.registers.declaration import count, kinds, register
from fadu.core.workbook.schema import day, reference, text

REGISTER = register(
    "system_entry", "系统填报",
    reference("案号", "case", "案件", required=True),
    text("系统", "system", required=True),
    day("填报日期", "entered_on", required=True),
    text("系统编号", "foreign"),
    day="entered_on", title="case", heading="行政处罚", keeper="执法大队", evidence="系统截图",
    measures=(
        count("count", "案件系统填报", "件"),
        kinds("cases", "已填报系统的案件", "件", "case"),
    ),
)
