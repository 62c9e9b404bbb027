"""The daily look at the online data."""

from fadu.core.registers.declaration import count, kinds, register, total
from fadu.core.registers.rhythm import Every, Rhythm
from fadu.core.workbook.schema import Kind, day, number, reference, text

REGISTER = register(
    "online_look", "在线数据查看",
    day("日期", "looked_on", required=True),
    reference("查看人工号", "person", "人员", required=True),
    number("查看企业数", "firms", Kind.INTEGER),
    number("异常数", "anomalies", Kind.INTEGER),
    text("说明", "content"),
    day="looked_on", title="person", heading="非现场监管", keeper="监控中心", evidence="查看记录",
    rhythm=Rhythm("在线数据每日查看", Every.DAY, "法治政府建设报告中的承诺"),
    measures=(
        count("count", "在线数据查看", "次"),
        kinds("days", "查看在线数据的天数", "天", "looked_on"),
        total("anomalies", "在线数据异常", "个", "anomalies"),
    ),
)
