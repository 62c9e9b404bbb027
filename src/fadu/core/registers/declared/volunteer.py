"""Volunteer work."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, day, number, text

REGISTER = register(
    "volunteer", "志愿服务",
    day("日期", "held_on", required=True),
    text("活动", "activity", required=True),
    number("志愿者人次", "people", Kind.INTEGER, required=True),
    number("服务时长(小时)", "hours", Kind.DECIMAL),
    day="held_on", title="activity", heading="普法宣传", keeper="宣教股", evidence="签到表、照片",
    measures=(
        count("count", "志愿服务活动", "次"),
        total("people", "志愿者", "人次", "people"),
        total("hours", "志愿服务时长", "小时", "hours"),
    ),
)
