"""The year's tasks: who leads, until when, what proves that it is done."""

from fadu.core.registers.declaration import ANY, Deadline, count, kinds, rate, register
from fadu.core.workbook.schema import day, reference, text

REGISTER = register(
    "task", "法治任务分解",
    text("任务", "task", required=True),
    text("方面", "aspect"),
    reference("计划编号", "plan", "法治文件"),
    text("牵头股室", "section", required=True),
    reference("责任人工号", "person", "人员"),
    day("下达日期", "given_on", required=True),
    day("完成时限", "due_on"),
    day("完成日期", "done_on"),
    text("完成证据", "proof"),
    day="given_on", title="task", heading="组织领导", keeper="法规股", evidence="任务分解表和完成材料",
    orders=(("given_on", "done_on"),), deadline=Deadline("完成时限", "due_on", "done_on"),
    measures=(
        count("count", "分解法治任务", "项"),
        count("done", "已完成法治任务", "项", done_on=ANY),
        rate("done_rate", "法治任务完成率", "done"),
        count("planned", "列入年度计划的法治任务", "项", plan=ANY),
        kinds("aspects", "法治任务涉及方面", "个", "aspect"),
    ),
)
