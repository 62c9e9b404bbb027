"""What was done for the fixed days of the year on which the law is explained."""

from fadu.core.registers.declaration import count, kinds, register, total
from fadu.core.registers.rhythm import Every, Node, Rhythm
from fadu.core.workbook.schema import Kind, choice, day, number, text

CALENDAR = (
    Node("4·15全民国家安全教育日", 4, 15), Node("5·22国际生物多样性日", 5, 22), Node("六五环境日", 6, 5), Node("安全生产月", 6, 16),
    Node("8·15全国生态日", 8, 15), Node("宪法宣传周", 12, 4),
)

REGISTER = register(
    "outreach_node", "节点普法",
    choice("节点", "node", *(node.name for node in CALENDAR), "其他", required=True),
    day("日期", "held_on", required=True),
    text("内容", "content", required=True),
    text("地点", "place"),
    number("参加人次", "people", Kind.INTEGER),
    day="held_on", title="node", heading="普法宣传", keeper="法规股", evidence="活动方案、照片",
    rhythm=Rhythm("普法节点活动", Every.NODE, "普法年度计划", nodes=CALENDAR, told_by="node"),
    measures=(
        count("count", "节点集中宣传", "场"),
        kinds("nodes", "开展宣传的普法节点", "个", "node"),
        total("people", "节点宣传参加", "人次", "people"),
    ),
)
