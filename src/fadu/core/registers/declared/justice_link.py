"""Conferences, consultations and clues shared with police and procuratorate."""

from fadu.core.registers.declaration import count, register
from fadu.core.workbook.schema import choice, day, reference, text

REGISTER = register(
    "justice_link", "两法衔接",
    choice("类型", "category", "联席会议", "案件会商", "线索移送", "联合培训", required=True),
    day("日期", "held_on", required=True),
    text("部门", "agency", required=True),
    text("内容", "content", required=True),
    reference("案号", "case", "案件"),
    text("反馈", "answer"),
    day="held_on", title="content", heading="移送与强制执行", keeper="法规股", evidence="纪要、移送回执",
    measures=(
        count("count", "两法衔接事项", "次"),
        count("conferences", "两法衔接联席会议", "次", category="联席会议"),
        count("clues", "两法衔接线索移送", "条", category="线索移送"),
    ),
)
