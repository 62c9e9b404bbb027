"""Tasks of monitoring for supervision, and their reports."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import day, reference, text, yes_no

REGISTER = register(
    "monitoring_task", "监督性监测",
    reference("对象编号", "facility", "监管对象"),
    text("监测任务", "task", required=True),
    day("监测日期", "sampled_on", required=True),
    text("报告编号", "report"),
    yes_no("达标(是/否)", "within"),
    day="sampled_on", title="task", heading="执法检查", keeper="监测站", evidence="监测报告",
    measures=(
        count("count", "监督性监测", "次"),
        count("over", "监督性监测超标", "次", within=False),
    ),
)
