"""Posts allowed and filled, and who was taken on."""

from fadu.core.registers.declaration import count, latest, register, total
from fadu.core.workbook.schema import Kind, day, number, text

REGISTER = register(
    "establishment", "编制与招录",
    day("统计日期", "counted_on", required=True),
    number("核定编制", "posts", Kind.INTEGER, required=True),
    number("实有人数", "filled", Kind.INTEGER, required=True),
    number("当年招录", "recruited", Kind.INTEGER),
    text("依据", "basis"),
    day="counted_on", title="basis", heading="执法力量", keeper="人事股", evidence="编制文件",
    measures=(
        count("count", "编制统计", "次"),
        latest("posts", "核定编制", "名", "posts"),
        latest("filled", "编制实有人数", "人", "filled"),
        total("recruited", "招录人员", "人", "recruited"),
    ),
)
