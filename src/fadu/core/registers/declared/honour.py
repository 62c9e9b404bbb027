"""Honours, model speeches, experience spread."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "honour", "荣誉表彰",
    choice("类型", "category", "荣誉称号", "典型发言", "经验推介", "表彰奖励", required=True),
    choice("级别", "level", "国家级", "省级", "市级", "县级", required=True),
    day("日期", "given_on", required=True),
    text("名称", "title", required=True),
    text("授予单位", "giver"),
    text("文件", "document"),
    day="given_on", title="title", heading="考核荣誉", keeper="办公室", evidence="证书或文件",
    measures=(
        count("count", "荣誉表彰", "项"),
        count("speeches", "典型发言和经验推介", "次", category=("典型发言", "经验推介")),
    ),
)
