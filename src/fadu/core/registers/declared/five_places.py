"""Outreach by the kind of place it went to (五进)."""

from fadu.core.registers.declaration import count, kinds, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "five_places", "五进活动",
    choice("场所", "place_kind", "企业", "机关", "社区", "农村", "学校", required=True),
    day("日期", "held_on", required=True),
    text("内容", "content", required=True),
    text("地点", "place"),
    number("参加人次", "people", Kind.INTEGER),
    day="held_on", title="content", heading="普法宣传", keeper="法规股", evidence="活动记录、照片",
    measures=(
        count("count", "五进活动", "场"),
        kinds("places", "五进覆盖的场所类型", "类", "place_kind"),
        total("people", "五进活动参加", "人次", "people"),
    ),
)
