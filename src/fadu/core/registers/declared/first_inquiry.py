"""Who came with what, who was asked first, to whom it went, when it was done."""

from fadu.core.registers.declaration import ANY, count, rate, register
from fadu.core.workbook.schema import day, reference, text

REGISTER = register(
    "first_inquiry", "首问登记",
    day("日期", "asked_on", required=True),
    text("来访单位或称呼", "visitor", required=True),
    text("事项", "matter", required=True),
    reference("首问人工号", "person", "人员", required=True),
    text("转办股室", "section"),
    day("办结日期", "closed_on"),
    day="asked_on", title="matter", heading="权责与服务", keeper="办公室", evidence="首问登记卡",
    orders=(("asked_on", "closed_on"),),
    measures=(
        count("count", "首问登记", "件"),
        count("closed", "首问已办结", "件", closed_on=ANY),
        rate("closed_rate", "首问办结率", "closed"),
    ),
)
