"""Data of supervision sent to upper platforms."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "report_up", "监管数据报送",
    day("报送日期", "sent_on", required=True),
    choice("平台", "platform", "互联网+监管", "双公示", "执法监督平台", "信用平台", "其他", required=True),
    number("条数", "items", Kind.INTEGER, required=True),
    text("回执", "receipt"),
    day="sent_on", title="platform", heading="非现场监管", keeper="法规股", evidence="报送回执",
    measures=(
        count("count", "监管数据报送", "次"),
        total("items", "报送监管数据", "条", "items"),
    ),
)
