"""Contracts, documents and matters on which lawyers gave an opinion."""

from fadu.core.registers.declaration import count, register, total
from fadu.core.workbook.schema import Kind, choice, day, number, text, yes_no

REGISTER = register(
    "legal_opinion", "法律审核",
    choice("类型", "category", "合同协议", "行政决策", "规范性文件", "公平竞争审查", "案件咨询", "其他咨询", required=True),
    day("日期", "given_on", required=True),
    text("事项", "matter", required=True),
    text("审核人", "reviewer"),
    number("意见条数", "opinions", Kind.INTEGER),
    yes_no("采纳(是/否)", "followed"),
    day="given_on", title="matter", heading="制度建设", keeper="法规股", evidence="审核意见书",
    measures=(
        count("count", "法律审核和咨询", "件"),
        count("contracts", "合同协议法律审核", "份", category="合同协议"),
        count("fair_competition", "公平竞争审查", "件", category="公平竞争审查"),
        total("opinions", "提出法律意见", "条", "opinions"),
        count("consulted", "法律专家律师参与咨询", "次", category=("案件咨询", "其他咨询")),
    ),
)
