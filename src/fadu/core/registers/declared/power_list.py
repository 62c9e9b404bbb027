"""Powers and duties of the bureau, as they were added, changed and struck."""

from fadu.core.registers.declaration import count, register, standing
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "power_list", "权责清单",
    text("事项", "matter", required=True),
    choice("类型", "category", "行政许可", "行政处罚", "行政强制", "行政检查", "行政确认", "其他", required=True),
    choice("调整", "change", "新增", "修改", "取消", required=True),
    day("调整日期", "changed_on", required=True),
    text("依据", "basis"),
    text("流程图", "flow"),
    day("停用日期", "ended_on"),
    day="changed_on", title="matter", heading="权责与服务", keeper="法规股", evidence="清单公布文件",
    until="ended_on",
    measures=(
        count("count", "权责清单调整", "项"),
        standing("standing", "在用权责事项", "项", change=("新增", "修改")),
    ),
)
