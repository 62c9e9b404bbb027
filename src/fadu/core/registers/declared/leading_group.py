"""Who sits on the leading group for law-based government, by which document, from when to when."""

from fadu.core.registers.declaration import count, register, standing
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "leading_group", "领导小组成员",
    reference("工号", "person", "人员", required=True),
    choice("组内职务", "role", "组长", "副组长", "成员", "办公室主任", required=True),
    day("任职日期", "since", required=True),
    day("免职日期", "ended_on"),
    text("文号", "document"),
    day="since", title="person", heading="组织领导", keeper="办公室", evidence="成立或调整领导小组的文件",
    until="ended_on",
    measures=(
        count("count", "领导小组任职调整", "人次"),
        standing("standing", "领导小组在任成员", "人"),
        standing("leaders", "领导小组组长副组长", "人", role=("组长", "副组长")),
    ),
)
