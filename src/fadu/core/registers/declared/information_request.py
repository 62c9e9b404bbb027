"""Requests for information."""

from fadu.core.registers.declaration import ANY, count, rate, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "information_request", "依申请公开",
    day("收到日期", "received_on", required=True),
    text("事项", "matter", required=True),
    day("答复日期", "answered_on"),
    choice("结果", "result", "予以公开", "部分公开", "不予公开", "无法提供", "其他"),
    day="received_on", title="matter", heading="政务公开", keeper="办公室", evidence="申请表、答复书",
    orders=(("received_on", "answered_on"),),
    measures=(
        count("count", "信息公开申请", "件"),
        count("answered", "信息公开申请已答复", "件", answered_on=ANY),
        rate("answered_rate", "信息公开申请答复率", "answered"),
    ),
)
