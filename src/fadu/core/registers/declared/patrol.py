"""Patrols through the smart monitoring platform."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, day, number, reference, text

REGISTER = register(
    "patrol", "在线巡查",
    day("日期", "patrolled_on", required=True),
    reference("巡查人工号", "person", "人员"),
    text("范围", "scope", required=True),
    number("发现问题数", "problems", Kind.INTEGER),
    text("处理", "handling"),
    day="patrolled_on", title="scope", heading="非现场监管", keeper="监控中心", evidence="平台日志",
    measures=(
        count("count", "智慧环保在线巡查", "次"),
        total("problems", "在线巡查发现问题", "个", "problems"),
    ),
)
