"""Special campaigns of enforcement."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "campaign", "专项执法",
    text("行动名称", "title", required=True),
    choice("类型", "category", "饮用水水源", "自然保护地", "工业企业", "危险废物", "大气", "水", "其他", required=True),
    day("开始日期", "begun_on", required=True),
    day("结束日期", "ended_on"),
    number("出动人次", "people", Kind.INTEGER),
    number("检查家次", "checks", Kind.INTEGER),
    number("发现问题数", "problems", Kind.INTEGER),
    number("已整改数", "mended", Kind.INTEGER),
    day="begun_on", title="title", heading="执法检查", keeper="执法大队", evidence="方案和总结",
    until="ended_on",
    measures=(
        count("count", "专项执法行动", "个"),
        total("people", "专项行动出动", "人次", "people"),
        total("checks", "专项行动检查", "家次", "checks"),
        total("problems", "专项行动发现问题", "个", "problems"),
        total("mended", "专项行动问题已整改", "个", "mended"),
    ),
)
