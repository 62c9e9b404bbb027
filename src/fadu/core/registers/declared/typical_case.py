"""Cases published as examples."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "typical_case", "典型案例",
    reference("案号", "case", "案件"),
    text("案例", "title", required=True),
    choice("级别", "level", "国家级", "省级", "市级", "县级", required=True),
    day("日期", "published_on", required=True),
    text("发布单位", "publisher"),
    day="published_on", title="title", heading="行政处罚", keeper="法规股", evidence="通报文件",
    measures=(
        count("count", "入选典型案例", "个"),
    ),
)
