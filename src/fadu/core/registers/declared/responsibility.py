"""Who answers for which enforcement matter (行政执法责任制), and so for the rows of which register."""

from fadu.core.registers.declaration import count, kinds, register, standing
from fadu.core.workbook.schema import day, reference, text

REGISTER = register(
    "responsibility", "执法责任清单",
    text("岗位", "post", required=True),
    day("明确日期", "assigned_on", required=True),
    text("执法事项", "matter", required=True),
    reference("责任人工号", "person", "人员", required=True),
    text("对应登记簿", "covers"),
    text("依据", "basis"),
    day("终止日期", "ended_on"),
    day="assigned_on", title="matter", heading="组织领导", keeper="法规股", evidence="责任清单文件",
    until="ended_on",
    measures=(
        count("count", "执法责任清单登记事项", "项"),
        standing("standing", "在用执法责任事项", "项"),
        kinds("people", "列入责任清单的责任人", "人", "person"),
    ),
)
