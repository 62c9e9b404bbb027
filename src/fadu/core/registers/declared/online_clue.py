"""Clues from data, and what the check on the spot found."""

from fadu.core.registers.declaration import ANY, count, rate, register
from fadu.core.workbook.schema import choice, day, reference, text, yes_no

REGISTER = register(
    "online_clue", "线上线索",
    day("发现日期", "found_on", required=True),
    reference("对象编号", "facility", "监管对象"),
    choice("来源", "source", "自动监控", "视频", "用电监控", "走航遥感", "其他", required=True),
    text("线索", "content", required=True),
    day("核查日期", "checked_on"),
    yes_no("属实(是/否)", "is_true"),
    day="found_on", title="content", heading="非现场监管", keeper="监控中心", evidence="数据截图、核查记录",
    orders=(("found_on", "checked_on"),),
    measures=(
        count("count", "线上发现线索", "条"),
        count("checked", "线索已线下核查", "条", checked_on=ANY),
        rate("checked_rate", "线索核查率", "checked"),
        count("true", "核查属实线索", "条", is_true=True),
    ),
)
