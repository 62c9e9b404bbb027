"""Which laws were studied together, when, by how many."""

from fadu.core.registers.declaration import count, kinds, register, total
from fadu.core.workbook.schema import Kind, day, number, text

REGISTER = register(
    "law_studied", "所学法律",
    day("日期", "studied_on", required=True),
    text("法律名称", "law", required=True),
    number("参学人次", "people", Kind.INTEGER),
    text("组织单位", "organiser"),
    day="studied_on", title="law", heading="学法考法", keeper="法规股", evidence="学习记录",
    measures=(
        count("count", "集体学法", "次"),
        kinds("laws", "集体学习的法律法规", "部", "law"),
        total("people", "集体学法参加", "人次", "people"),
    ),
)
