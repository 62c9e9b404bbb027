"""Items published, by place."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "disclosure", "信息公开",
    choice("平台", "platform", "政府网站", "微信", "微博", "公示栏", "其他", required=True),
    text("栏目", "section"),
    day("截止日期", "until_on", required=True),
    number("公开条数", "items", Kind.INTEGER, required=True),
    text("链接", "link"),
    day="until_on", title="platform", heading="政务公开", keeper="办公室", evidence="栏目统计",
    measures=(
        count("count", "信息公开统计", "期"),
        total("items", "主动公开信息", "条", "items"),
        total("website", "政府网站公开信息", "条", "items", platform="政府网站"),
        total("others", "其他平台公开信息", "条", "items", platform=("微信", "微博", "公示栏", "其他")),
    ),
)
