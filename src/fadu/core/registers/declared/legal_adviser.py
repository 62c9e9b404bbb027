"""Lawyers and public lawyers engaged, with their terms."""

from fadu.core.registers.declaration import Deadline, count, register, standing
from fadu.core.workbook.schema import choice, day, text

REGISTER = register(
    "legal_adviser", "法律顾问",
    text("姓名或单位", "title", required=True),
    choice("类型", "category", "外聘律师", "律师事务所", "公职律师", "专家", required=True),
    day("聘期起", "since", required=True),
    day("聘期止", "ended_on"),
    text("合同编号", "contract"),
    day="since", title="title", heading="制度建设", keeper="法规股", evidence="聘用合同",
    until="ended_on", deadline=Deadline("聘期", "ended_on"),
    measures=(
        count("count", "聘请法律顾问", "次"),
        standing("standing", "在聘法律顾问", "名"),
    ),
)
