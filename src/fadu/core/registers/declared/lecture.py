"""Lectures on law, by whom, on which law, for how many."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text

REGISTER = register(
    "lecture", "法治讲座",
    choice("类型", "category", "主要负责人宣讲", "集中授课", "专题讲座", "以案释法", required=True),
    day("日期", "held_on", required=True),
    text("题目", "topic", required=True),
    text("法律名称", "law"),
    text("主讲人", "speaker"),
    number("听讲人次", "audience", Kind.INTEGER),
    day="held_on", title="topic", heading="学法考法", keeper="法规股", evidence="课件、签到表",
    measures=(
        count("count", "法治讲座", "场"),
        count("by_chief", "主要负责人宣讲法律", "次", category="主要负责人宣讲"),
        count("cases_told", "以案释法", "场", category="以案释法"),
        total("audience", "法治讲座听讲", "人次", "audience"),
    ),
)
