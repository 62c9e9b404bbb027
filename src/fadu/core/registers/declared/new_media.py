"""What was published on the bureau's own accounts."""

from fadu.core.registers.declaration import count, kinds, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "new_media", "新媒体发布",
    choice("平台", "platform", "微信公众号", "微博", "短视频", "政府网站", "其他", required=True),
    day("截止日期", "until_on", required=True),
    text("账号", "account"),
    number("发布条数", "posts", Kind.INTEGER, required=True),
    number("阅读量", "reads", Kind.INTEGER),
    day="until_on", title="platform", heading="普法宣传", keeper="宣教股", evidence="后台统计截图",
    measures=(
        count("count", "新媒体发布统计", "期"),
        total("posts", "新媒体发布", "条", "posts"),
        total("reads", "新媒体阅读量", "次", "reads"),
        kinds("platforms", "新媒体平台", "个", "platform"),
    ),
)
