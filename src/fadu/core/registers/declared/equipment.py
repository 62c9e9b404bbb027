"""Equipment in use, and until when it is calibrated."""

from fadu.core.registers.declaration import Deadline, count, register, standing
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "equipment", "执法装备",
    text("名称", "title", required=True),
    choice("类别", "category", "执法记录仪", "移动执法终端", "无人机", "快检设备", "执法车辆", "其他", required=True),
    number("数量", "quantity", Kind.INTEGER, required=True),
    day("启用日期", "since", required=True),
    day("报废日期", "ended_on"),
    day("校准有效期至", "calibrated_until"),
    day="since", title="title", heading="执法力量", keeper="执法大队", evidence="资产卡片、校准证书",
    until="ended_on", deadline=Deadline("校准有效期", "calibrated_until"),
    measures=(
        count("count", "新增装备登记", "批"),
        standing("standing", "在用执法装备", "台套", "quantity"),
        standing("recorders", "在用执法记录仪", "台套", "quantity", category="执法记录仪"),
    ),
)
