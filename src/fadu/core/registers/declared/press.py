"""Reports by the press, and the theme they were about."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "press", "媒体报道",
    day("日期", "published_on", required=True),
    text("媒体", "medium", required=True),
    choice("级别", "level", "国家级", "省级", "市级", "县级"),
    text("标题", "title", required=True),
    choice("主题", "theme", "普法", "执法", "生态文明示范", "两山试点", "其他"),
    text("链接", "link"),
    day="published_on", title="title", heading="普法宣传", keeper="宣教股", evidence="报样或链接",
    measures=(
        count("count", "媒体报道", "篇"),
        count("demonstration", "生态文明示范和两山试点报道", "篇", theme=("生态文明示范", "两山试点")),
    ),
)
