"""The outlets of a regulated object, each as long as it stood under one standard: a new standard is a new row."""

from fadu.core.registers.declaration import count, register, standing
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "outlet", "排放口",
    reference("对象编号", "facility", "监管对象", required=True),
    text("排放口编号", "code", required=True),  # as the permit has it: DW001, DA001
    text("排放口名称", "name"),
    choice("介质", "medium", "废水", "废气", "雨水", "噪声", "其他", required=True),
    text("执行标准", "standard"),
    reference("监控设备MN", "monitor", "自动监控"),
    day("启用日期", "opened_on", required=True),
    day("停用日期", "closed_on"),
    choice("类别", "grade", "主要排放口", "一般排放口", "其他排放口"),
    text("排放去向", "receiver"),
    text("污染物", "pollutants"),
    day="opened_on", title="code", heading="监管对象", keeper="执法大队", evidence="排污许可证副本、排放口标志牌照片",
    until="closed_on", inside=True,
    measures=(
        count("count", "新启用排放口", "个"),
        standing("standing", "排放口", "个"),
        standing("water", "废水排放口", "个", medium="废水"),
        standing("air", "废气排放口", "个", medium="废气"),
    ),
)
