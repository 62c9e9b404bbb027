"""Checks on how the work stands, and reports heard."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "oversight", "督查与汇报",
    choice("类型", "category", "督促检查", "听取汇报", "专题调研", required=True),
    day("日期", "done_on", required=True),
    text("内容", "content", required=True),
    number("发现问题数", "problems", Kind.INTEGER),
    number("已整改数", "mended", Kind.INTEGER),
    day="done_on", title="content", heading="组织领导", keeper="办公室", evidence="督查通报或会议记录",
    measures=(
        count("count", "督促检查和听取汇报", "次"),
        total("problems", "督查发现问题", "个", "problems"),
        total("mended", "督查问题已整改", "个", "mended"),
    ),
)
