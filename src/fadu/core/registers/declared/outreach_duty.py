"""Duties under “who enforces, explains the law”: for whom, until when, done when."""

from fadu.core.registers.declaration import ANY, Deadline, count, rate, register
from fadu.core.workbook.schema import day, text

REGISTER = register(
    "outreach_duty", "普法责任",
    text("责任事项", "duty", required=True),
    text("责任股室", "section", required=True),
    text("普法对象", "audience"),
    day("列入日期", "listed_on", required=True),
    day("完成时限", "due_on"),
    day("完成日期", "done_on"),
    text("完成证据", "proof"),
    day="listed_on", title="duty", heading="普法宣传", keeper="法规股", evidence="普法责任清单和完成材料",
    deadline=Deadline("完成时限", "due_on", "done_on"),
    measures=(
        count("count", "普法责任事项", "项"),
        count("done", "已完成普法责任事项", "项", done_on=ANY),
        rate("done_rate", "普法责任完成率", "done"),
    ),
)
